package dev.gitmodel.store;

import dev.gitmodel.codec.TensorsCodec;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Changes being applied to a copy of the refs, each seeing the ones before it. */
final class InMemoryStaging {
  private final InMemorySnapshot now;
  private final ModelStore.Authored authored;
  private final Instant at;
  private final SortedMap<String, Revision> refs;
  private final Set<Version> deleted = new HashSet<>();
  private final List<RefMove> observed = new ArrayList<>();
  private Optional<Revision> versionCommit = Optional.empty();

  InMemoryStaging(InMemorySnapshot now, ModelStore.Authored authored, Instant at) {
    this.now = now;
    this.authored = authored;
    this.at = at;
    this.refs = new TreeMap<>(now.refs());
    authored.changes().changes().forEach(this::apply);
  }

  private void apply(Change change) {
    if (change instanceof Change.Publish c) {
      publish(c);
    } else if (change instanceof Change.Release c) {
      release(c);
    } else if (change instanceof Change.SetAlias c) {
      refs.put(Refs.of(c.alias()), existing(Refs.of(c.to()), "version " + c.to()));
      if (now.policy().aliasBranches()) {
        refs.put(Refs.branchOf(c.alias()), commitOf(c.to()));
      }
    } else if (change instanceof Change.RemoveAlias c) {
      existing(Refs.of(c.alias()), "alias " + c.alias());
      refs.remove(Refs.of(c.alias()));
      refs.remove(Refs.branchOf(c.alias()));
    } else if (change instanceof Change.SetMetrics c) {
      setMetrics(commitOf(c.version()), c.metrics());
    } else if (change instanceof Change.SetDescription c) {
      setNote(Refs.DESCRIPTION, commitOf(c.version()), c.text());
    } else if (change instanceof Change.SetTensors c) {
      Optional<String> text = Optional.of(TensorsCodec.write(c.records()));
      setNote(Refs.TENSORS, commitOf(c.version()), text.filter(t -> !t.isEmpty()));
    } else if (change instanceof Change.StartBranch c) {
      startBranch(c);
    } else if (change instanceof Change.DeleteBranch c) {
      deleteBranch(c.branch());
    } else if (change instanceof Change.DeleteVersion c) {
      deleteVersion(c);
    } else if (change instanceof Change.Retire c) {
      retire(c);
    } else if (change instanceof Change.Observe c) {
      observed.addAll(c.moves());
    }
  }

  private Revision existing(String ref, String what) {
    return Optional.ofNullable(refs.get(ref))
        .orElseThrow(
            () ->
                RegistryException.notFound(
                    now.model() + " has no " + what, "git model info " + now.model()));
  }

  private static RegistryException refused(Problem problem, String message) {
    return new RegistryException(problem, message, "");
  }

  private InMemoryObject.Tag tag(Revision id) {
    return now.in()
        .find(id, InMemoryObject.Tag.class)
        .orElseThrow(() -> refused(Problem.CORRUPT, id + " is no tag"));
  }

  private Revision commitOf(Version version) {
    return tag(existing(Refs.of(version), "version " + version)).commit();
  }

  private void release(Change.Release release) {
    requireUnused(release.version());
    var commit = now.in().commit(release.commit());
    InMemoryTree.checkManifest(release.version(), commit.files(), now.in().files);
    if (now.versionAt(release.commit()).isPresent()) {
      throw refused(Problem.EXISTS, release.commit() + " carries a version already");
    }
    tag(release.version(), release.commit(), release.tagMessage(), release.sign());
  }

  private void tag(Version version, Revision commit, String message, boolean sign) {
    var tag = new InMemoryObject.Tag(version, commit, message, authored.by(), at, sign);
    refs.put(Refs.of(version), now.in().add(tag));
    versionCommit = Optional.of(commit);
  }

  private void requireUnused(Version version) {
    if (refs.containsKey(Refs.of(version))) {
      throw refused(Problem.EXISTS, now.model() + " " + version + " is already published");
    }
    if (deleted.contains(version) || now.tombstone(version).isPresent()) {
      throw refused(Problem.EXISTS, version + " was deleted; its number is never used again");
    }
  }

  private void publish(Change.Publish publish) {
    requireUnused(publish.version());
    InMemoryTree.check(publish, now.in().files);
    List<Revision> parents = new ArrayList<>();
    tip(publish.branch()).or(publish::start).ifPresent(parents::add);
    publish.merged().ifPresent(parents::add);
    parents.forEach(now.in()::commit);
    Revision commit = commit(publish.files(), parents, publish.commitMessage());
    moveBranch(publish.branch(), commit);
    tag(publish.version(), commit, publish.tagMessage(), publish.sign());
  }

  private Revision commit(List<Artifact> files, List<Revision> parents, String message) {
    return now.in().add(new InMemoryObject.Commit(files, parents, authored.by(), at, message));
  }

  private Optional<Revision> tip(BranchName branch) {
    return Optional.ofNullable(refs.get(Refs.of(branch)));
  }

  private void moveBranch(BranchName branch, Revision to) {
    String ref = Refs.of(branch);
    for (String other : refs.keySet()) {
      if (other.startsWith(ref + "/") || ref.startsWith(other + "/")) {
        throw refused(Problem.EXISTS, branch + " can't be a branch beside " + other);
      }
    }
    refs.put(ref, to);
  }

  private void startBranch(Change.StartBranch start) {
    if (tip(start.branch()).isPresent()) {
      throw refused(Problem.EXISTS, "branch " + start.branch() + " is there already");
    }
    now.in().commit(start.at());
    moveBranch(start.branch(), start.at());
  }

  private void deleteBranch(BranchName branch) {
    existing(Refs.of(branch), "branch " + branch);
    if (branch.equals(BranchName.MAIN)) {
      throw refused(Problem.INVALID, "main is the baseline and can't be deleted");
    }
    refs.remove(Refs.of(branch));
  }

  private void deleteVersion(Change.DeleteVersion delete) {
    Revision tag = existing(Refs.of(delete.version()), "version " + delete.version());
    Revision commit = tag(tag).commit();
    Set<String> on = new TreeSet<>();
    refs.forEach(
        (ref, id) -> {
          if (ref.startsWith(Refs.ALIASES) && id.equals(tag)) {
            on.add(ref);
          }
        });
    Set<String> named = new TreeSet<>();
    delete.aliases().stream().map((AliasName alias) -> Refs.of(alias)).forEach(named::add);
    if (!on.equals(named)) {
      throw refused(Problem.CONFLICT, "the aliases on " + delete.version() + " are now " + on);
    }
    refs.keySet().removeAll(on);
    delete.aliases().forEach(alias -> refs.remove(Refs.branchOf(alias)));
    refs.remove(Refs.of(delete.version()));
    setMetrics(commit, MetricSet.EMPTY);
    setNote(Refs.DESCRIPTION, commit, Optional.empty());
    setNote(Refs.EVALUATIONS, commit, Optional.empty());
    setNote(Refs.TENSORS, commit, Optional.empty());
    deleted.add(delete.version());
  }

  private void retire(Change.Retire retire) {
    Revision tip = existing(Refs.of(retire.branch()), "branch " + retire.branch());
    var files = retire.to().map(to -> now.in().commit(commitOf(to)).files()).orElse(List.of());
    moveBranch(retire.branch(), commit(files, List.of(tip), retire.commitMessage()));
  }

  private void setMetrics(Revision commit, MetricSet metrics) {
    Optional<Revision> before = Optional.ofNullable(refs.get(Refs.METRICS));
    SortedMap<String, MetricSet> notes = new TreeMap<>();
    before
        .flatMap(id -> now.in().find(id, InMemoryObject.MetricNotes.class))
        .ifPresent(n -> notes.putAll(n.byCommit()));
    var old = metrics.isEmpty() ? notes.remove(commit.hex()) : notes.put(commit.hex(), metrics);
    if (!metrics.equals(old == null ? MetricSet.EMPTY : old)) {
      refs.put(Refs.METRICS, now.in().add(new InMemoryObject.MetricNotes(before, notes)));
    }
  }

  /** Puts a text on a commit, or takes it away. */
  void setNote(String ref, Revision commit, Optional<String> text) {
    Optional<Revision> before = Optional.ofNullable(refs.get(ref));
    SortedMap<String, String> notes = new TreeMap<>();
    before
        .flatMap(id -> now.in().find(id, InMemoryObject.TextNotes.class))
        .ifPresent(n -> notes.putAll(n.byCommit()));
    Optional<String> old = Optional.ofNullable(notes.remove(commit.hex()));
    text.ifPresent(t -> notes.put(commit.hex(), t));
    if (!text.equals(old)) {
      refs.put(ref, now.in().add(new InMemoryObject.TextNotes(before, notes)));
    }
  }

  /** What was moved before by others. */
  List<RefMove> observed() {
    return observed;
  }

  /** The commit of the version that was published. */
  Optional<Revision> versionCommit() {
    return versionCommit;
  }

  /** Each ref that is not where it was, by name. */
  List<RefMove> moves() {
    Set<String> all = new TreeSet<>(refs.keySet());
    all.addAll(now.refs().keySet());
    return all.stream()
        .map(
            ref ->
                new RefMove(
                    ref,
                    now.refs().getOrDefault(ref, Revision.NONE),
                    refs.getOrDefault(ref, Revision.NONE)))
        .filter(move -> !move.from().equals(move.to()))
        .toList();
  }
}
