package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.Actor;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Care;
import dev.gitmodel.store.Care.Finding;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.lib.TreeFormatter;

/**
 * Which refs the user may make, move and remove on a host. No host tells before it is tried, so it
 * is tried with a ref of no meaning in each namespace, which is removed again.
 */
final class HostRights {
  private static final String MESSAGE = "git-model tries its rights\n";
  // Tags and logs never move; all are removed again, as aliases and experiments are.
  private static final List<String> MOVED = List.of("refs/heads/", "refs/aliases/");

  private final HostPush push;
  private final HostAddress at;
  private final Actor user;
  private final List<Finding> findings = new ArrayList<>();

  /** Tried in the name of {@code user}: some hosts (Gerrit) take nobody else's commits. */
  HostRights(HostPush push, HostAddress at, Actor user) {
    this.push = push;
    this.at = at;
    this.user = user;
  }

  /** What is missing; {@code objects} takes what the refs point to. */
  List<Finding> missing(ObjectInserter objects) {
    try {
      Map<String, Revision> first = probes(objects, "One");
      Map<String, Revision> second = probes(objects, "Another");
      objects.flush();
      Map<String, Revision> there = new LinkedHashMap<>();
      RefNames.KEPT.forEach(namespace -> there.put(namespace + Care.PROBE, Revision.NONE));
      attempt(there, List.copyOf(there.keySet()), first, "create");
      List<String> moved =
          there.keySet().stream().filter(ref -> MOVED.stream().anyMatch(ref::startsWith)).toList();
      attempt(there, moved, second, "move");
      attempt(there, List.copyOf(there.keySet()), Map.of(), "delete");
      return findings;
    } catch (IOException e) {
      throw Durable.storage("can't write an object to try with", e);
    }
  }

  /**
   * By ref, what is like that which it will point to: hosts have other rights for a tag than for a
   * commit, and for what another person wrote.
   */
  private Map<String, Revision> probes(ObjectInserter objects, String which) throws IOException {
    PersonIdent self = Ids.person(user, Instant.EPOCH);
    PersonIdent another = AuditWriter.ourselves(Instant.EPOCH);
    Revision commit = commit(objects, which, self);
    Map<String, Revision> probes = new LinkedHashMap<>();
    RefNames.KEPT.forEach(namespace -> probes.put(namespace + Care.PROBE, commit));
    probes.put("refs/tags/" + Care.PROBE, tag(objects, commit, self));
    probes.put("refs/aliases/" + Care.PROBE, tag(objects, commit, another));
    probes.put("refs/audit/" + Care.PROBE, commit(objects, which, another));
    return probes;
  }

  private static Revision commit(ObjectInserter objects, String which, PersonIdent by)
      throws IOException {
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(objects.insert(new TreeFormatter()));
    commit.setAuthor(by);
    commit.setCommitter(by);
    commit.setMessage(which + " thing to point to: " + MESSAGE);
    return Ids.of(objects.insert(commit));
  }

  private static Revision tag(ObjectInserter objects, Revision of, PersonIdent by)
      throws IOException {
    TagBuilder tag = new TagBuilder();
    tag.setObjectId(Ids.of(of), Constants.OBJ_COMMIT);
    tag.setTag(Care.PROBE);
    tag.setTagger(by);
    tag.setMessage(MESSAGE);
    return Ids.of(objects.insert(tag));
  }

  /** Moves those refs; what was refused is a finding, and where they are after that is kept. */
  private void attempt(
      Map<String, Revision> there, List<String> refs, Map<String, Revision> to, String deed) {
    List<RefMove> moves =
        refs.stream()
            .map(
                ref ->
                    new RefMove(
                        ref,
                        there.getOrDefault(ref, Revision.NONE),
                        to.getOrDefault(ref, Revision.NONE)))
            .filter(move -> !move.from().equals(move.to()))
            .toList();
    if (moves.isEmpty()) {
      return;
    }
    PushReport report = push.each(moves);
    for (RefMove move : moves) {
      String why = report.refused().get(move.ref());
      if (why != null) {
        refused(move, deed, why);
      }
      if (report.moved().contains(move.ref())) {
        there.put(move.ref(), move.to());
      } else if (deed.equals("create")) {
        there.remove(move.ref());
      }
    }
  }

  private void refused(RefMove move, String deed, String why) {
    String namespace = move.ref().substring(0, move.ref().length() - Care.PROBE.length()) + "*";
    String left = deed.equals("delete") ? "; " + move.ref() + " is left over there" : "";
    findings.add(
        new Finding(
            namespace + " of " + at,
            "you may not " + deed + " these there: " + Printable.of(why) + left,
            "ask whoever runs the host for the right to " + deed + " " + namespace));
  }
}
