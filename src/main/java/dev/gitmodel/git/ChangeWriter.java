package dev.gitmodel.git;

import dev.gitmodel.codec.MetricsCodec;
import dev.gitmodel.codec.TensorsCodec;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.ModelStore.Authored;
import dev.gitmodel.store.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.GpgSignature;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.revwalk.RevWalk;

/** Turns changes into objects, and keeps count of where the refs are to be. */
final class ChangeWriter {
  private final RefDraft after;
  private final Map<Version, ObjectId> published = new HashMap<>();
  private final List<RefMove> observed = new ArrayList<>();
  private final ObjectInserter inserter;
  private final ObjectReader reader;
  private final Signer signer;
  private final Snapshot snapshot;
  private final Authored authored;
  private final Invariants invariants;
  private final PersonIdent person;

  ChangeWriter(GitTurn.Looked looked, ObjectInserter inserter, Authored authored) {
    this.after = new RefDraft(looked.refs());
    this.inserter = inserter;
    this.reader = inserter.newReader();
    this.signer = looked.signer();
    this.snapshot = looked.snapshot();
    this.invariants = new Invariants(looked.snapshot(), reader);
    this.authored = authored;
    this.person = Ids.person(authored.by(), authored.at());
  }

  /** Writes the objects of one change. */
  void write(Change change) throws IOException {
    invariants.check(change, after);
    if (change instanceof Change.Publish c) {
      publish(c);
    } else if (change instanceof Change.Release c) {
      tag(c.version(), Ids.of(c.commit()), c.tagMessage(), c.sign());
    } else if (change instanceof Change.SetAlias c) {
      after.put(Refs.of(c.alias()), tag(c.to()));
      if (snapshot.policy().aliasBranches()) {
        after.put(Refs.branchOf(c.alias()), Ids.of(commitOf(c.to())));
      }
    } else if (change instanceof Change.RemoveAlias c) {
      remove(c.alias());
    } else if (change instanceof Change.SetMetrics c) {
      String text = MetricsCodec.write(c.metrics());
      note(Refs.METRICS, c.version(), c.metrics().isEmpty() ? Optional.empty() : Optional.of(text));
    } else if (change instanceof Change.SetDescription c) {
      note(Refs.DESCRIPTION, c.version(), c.text().map(text -> text + "\n"));
    } else if (change instanceof Change.SetTensors c) {
      String text = TensorsCodec.write(c.records());
      note(Refs.TENSORS, c.version(), Optional.of(text).filter(t -> !t.isEmpty()));
    } else if (change instanceof Change.StartBranch c) {
      after.put(Refs.of(c.branch()), c.at());
    } else if (change instanceof Change.DeleteBranch c) {
      remove(Refs.of(c.branch()), "branch " + c.branch());
    } else if (change instanceof Change.DeleteVersion c) {
      delete(c);
    } else if (change instanceof Change.Retire c) {
      retire(c);
    } else if (change instanceof Change.Observe c) {
      observed.addAll(c.moves());
    }
  }

  private void publish(Change.Publish c) throws IOException {
    CommitBuilder commit = commit(c.commitMessage());
    commit.setTreeId(TreeWriter.write(c.files(), inserter));
    parent(c.branch(), c.start()).ifPresent(commit::addParentId);
    c.merged().map(Ids::of).ifPresent(commit::addParentId);
    ObjectId id = inserter.insert(commit);
    tag(c.version(), id, c.tagMessage(), c.sign());
    after.put(Refs.of(c.branch()), Ids.of(id));
  }

  private void tag(Version version, ObjectId commit, String message, boolean sign)
      throws IOException {
    TagBuilder tag = new TagBuilder();
    tag.setTag(version.tag());
    tag.setObjectId(commit, Constants.OBJ_COMMIT);
    tag.setTagger(person);
    tag.setMessage(message);
    if (sign) {
      tag.setGpgSignature(new GpgSignature(signer.sign(tag.build(), authored.by())));
    }
    published.put(version, commit);
    after.put(Refs.of(version), Ids.of(inserter.insert(tag)));
  }

  private Optional<ObjectId> parent(BranchName branch, Optional<Revision> start) {
    return after.get(Refs.of(branch)).or(() -> start).map(Ids::of);
  }

  private CommitBuilder commit(String message) {
    CommitBuilder commit = new CommitBuilder();
    commit.setAuthor(person);
    commit.setCommitter(person);
    commit.setMessage(message);
    return commit;
  }

  private void note(String ref, Version version, Optional<String> text) throws IOException {
    Optional<ObjectId> tip = after.get(ref).map(Ids::of);
    String message = authored.changes().event().operation().text() + " " + version + "\n";
    NoteStore.Edit edit = new NoteStore.Edit(commitOf(version), text, person, message);
    NoteStore.write(reader, tip, edit, inserter).map(Ids::of).ifPresent(id -> after.put(ref, id));
  }

  private void delete(Change.DeleteVersion c) throws IOException {
    for (String ref : List.of(Refs.METRICS, Refs.DESCRIPTION, Refs.EVALUATIONS, Refs.TENSORS)) {
      note(ref, c.version(), Optional.empty());
    }
    for (AliasName alias : c.aliases()) {
      remove(alias);
    }
    remove(Refs.of(c.version()), "version " + c.version());
  }

  private void retire(Change.Retire c) throws IOException {
    ObjectId tip =
        parent(c.branch(), Optional.empty()).orElseThrow(() -> absent("branch " + c.branch()));
    CommitBuilder commit = commit(c.commitMessage());
    commit.setParentId(tip);
    ObjectId tree =
        c.to().isPresent() ? treeOf(c.to().get()) : TreeWriter.write(List.of(), inserter);
    commit.setTreeId(tree);
    after.put(Refs.of(c.branch()), Ids.of(inserter.insert(commit)));
  }

  private ObjectId treeOf(Version version) throws IOException {
    try (RevWalk walk = new RevWalk(reader)) {
      return walk.parseCommit(commitOf(version)).getTree().copy();
    }
  }

  private ObjectId commitOf(Version version) throws IOException {
    ObjectId fresh = published.get(version);
    if (fresh != null) {
      return fresh;
    }
    Revision tag = tag(version);
    try {
      // The index knows; the tag itself is in a pack after each collection of garbage.
      return Ids.of(snapshot.brief(version).commit());
    } catch (RegistryException damaged) {
      // What can't be read can still be deleted.
      try (RevWalk walk = new RevWalk(reader)) {
        return walk.peel(walk.parseAny(Ids.of(tag))).copy();
      }
    }
  }

  private Revision tag(Version version) {
    return after.get(Refs.of(version)).orElseThrow(() -> absent("version " + version));
  }

  /** Its branch goes with it, also where the policy has changed since. */
  private void remove(AliasName alias) {
    remove(Refs.of(alias), "alias " + alias);
    after.remove(Refs.branchOf(alias));
  }

  private void remove(String ref, String what) {
    if (!after.remove(ref)) {
      throw absent(what);
    }
  }

  private static RegistryException absent(String what) {
    return RegistryException.notFound(
        "there is no " + what, "git model info NAME shows what is there");
  }

  /** What moves, by ref. */
  List<RefMove> moves() {
    return after.moves();
  }

  /** What was moved before by others. */
  List<RefMove> observed() {
    return observed;
  }

  /** The commit of a version published here. */
  Optional<Revision> publishedCommit() {
    return published.values().stream().findFirst().map(Ids::of);
  }
}
