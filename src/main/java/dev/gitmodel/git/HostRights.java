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
import java.util.function.Function;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.lib.TreeFormatter;

/**
 * Which refs the user may make, move and remove on a host. No host tells before it is tried, so it
 * is tried with a ref of no meaning in each namespace, which is removed again.
 */
final class HostRights {
  // Tags and logs never move; all are removed again, as aliases and experiments are.
  private static final String TAGS = "refs/tags/";
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
      Revision one = commit(objects, "One thing to point to");
      Revision other = commit(objects, "Another");
      Revision tag = tag(objects, one);
      objects.flush();
      Map<String, Revision> there = new LinkedHashMap<>();
      RefNames.KEPT.forEach(namespace -> there.put(namespace + Care.PROBE, Revision.NONE));
      attempt(
          there, List.copyOf(there.keySet()), ref -> ref.startsWith(TAGS) ? tag : one, "create");
      List<String> moved =
          there.keySet().stream().filter(ref -> MOVED.stream().anyMatch(ref::startsWith)).toList();
      attempt(there, moved, ref -> other, "move");
      attempt(there, List.copyOf(there.keySet()), ref -> Revision.NONE, "delete");
      return findings;
    } catch (IOException e) {
      throw Durable.storage("can't write an object to try with", e);
    }
  }

  private Revision commit(ObjectInserter objects, String message) throws IOException {
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(objects.insert(new TreeFormatter()));
    commit.setAuthor(Ids.person(user, Instant.EPOCH));
    commit.setCommitter(Ids.person(user, Instant.EPOCH));
    commit.setMessage(message + ": git-model tries its rights\n");
    return Ids.of(objects.insert(commit));
  }

  /** As versions are: some hosts have another right for those than for a plain ref. */
  private Revision tag(ObjectInserter objects, Revision of) throws IOException {
    TagBuilder tag = new TagBuilder();
    tag.setObjectId(Ids.of(of), Constants.OBJ_COMMIT);
    tag.setTag(Care.PROBE);
    tag.setTagger(Ids.person(user, Instant.EPOCH));
    tag.setMessage("git-model tries its rights\n");
    return Ids.of(objects.insert(tag));
  }

  /** Moves those refs; what was refused is a finding, and where they are after that is kept. */
  private void attempt(
      Map<String, Revision> there,
      List<String> refs,
      Function<String, Revision> to,
      String deed) {
    List<RefMove> moves =
        refs.stream()
            .map(ref -> new RefMove(ref, there.getOrDefault(ref, Revision.NONE), to.apply(ref)))
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
