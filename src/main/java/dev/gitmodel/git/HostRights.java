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
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;

/**
 * Which refs the user may make, move and remove on a host. No host tells before it is tried, so it
 * is tried with a ref of no meaning in each namespace, which is removed again.
 */
final class HostRights {
  private static final Actor NOBODY = new Actor("git-model", "git-model@localhost");
  // Tags and logs never move; all are removed again, as aliases and experiments are.
  private static final List<String> MOVED = List.of("refs/heads/", "refs/aliases/");

  private final HostPush push;
  private final HostAddress at;
  private final List<Finding> findings = new ArrayList<>();

  HostRights(HostPush push, HostAddress at) {
    this.push = push;
    this.at = at;
  }

  /** What is missing; {@code objects} takes what the refs point to. */
  List<Finding> missing(ObjectInserter objects) {
    try {
      Revision one = commit(objects, "One thing to point to");
      Revision other = commit(objects, "Another");
      objects.flush();
      Map<String, Revision> there = new LinkedHashMap<>();
      RefNames.KEPT.forEach(namespace -> there.put(namespace + Care.PROBE, Revision.NONE));
      attempt(there, List.copyOf(there.keySet()), one, "create");
      List<String> moved =
          there.keySet().stream().filter(ref -> MOVED.stream().anyMatch(ref::startsWith)).toList();
      attempt(there, moved, other, "move");
      attempt(there, List.copyOf(there.keySet()), Revision.NONE, "delete");
      return findings;
    } catch (IOException e) {
      throw Durable.storage("can't write an object to try with", e);
    }
  }

  private static Revision commit(ObjectInserter objects, String message) throws IOException {
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(objects.insert(new TreeFormatter()));
    commit.setAuthor(Ids.person(NOBODY, Instant.EPOCH));
    commit.setCommitter(Ids.person(NOBODY, Instant.EPOCH));
    commit.setMessage(message + ": git-model tries its rights\n");
    return Ids.of(objects.insert(commit));
  }

  /** Moves those refs; what was refused is a finding, and where they are after that is kept. */
  private void attempt(Map<String, Revision> there, List<String> refs, Revision to, String deed) {
    List<RefMove> moves =
        refs.stream()
            .map(ref -> new RefMove(ref, there.getOrDefault(ref, Revision.NONE), to))
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
        there.put(move.ref(), to);
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
