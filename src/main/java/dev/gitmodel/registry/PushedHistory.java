package dev.gitmodel.registry;

import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Incoming;
import java.util.List;

/**
 * How branches, notes, runs and the log may move: the baseline, notes, runs and log only forward,
 * and what a branch ends with has a valid manifest, if it has one.
 */
final class PushedHistory {
  private static final String HEADS = "refs/heads/";
  private static final String AUDIT = "refs/audit/";
  private static final List<String> FORWARD = List.of("refs/notes/", "refs/runs/");

  private final Incoming push;
  private final PushedLog log;

  PushedHistory(Incoming push, PushedLog log) {
    this.push = push;
    this.log = log;
  }

  List<Finding> check(RefMove move) {
    String ref = move.ref();
    if (ref.startsWith(AUDIT)) {
      return ref.equals(Divergence.LOG)
          ? forward(move)
          : no(move, "is kept free: all there is below refs/audit is the log");
    }
    if (FORWARD.stream().anyMatch(ref::startsWith)) {
      return forward(move);
    }
    return ref.startsWith(HEADS) && !PushedAliasBranches.isOne(ref) ? branch(move) : List.of();
  }

  private List<Finding> branch(RefMove move) {
    BranchName branch = new BranchName(move.ref().substring(HEADS.length()));
    if (branch.equals(BranchName.MAIN)) {
      List<Finding> backwards = forward(move);
      if (!backwards.isEmpty()) {
        return backwards;
      }
    }
    if (move.to().isNone()) {
      return List.of();
    }
    return push.manifestProblems(move.to()).stream()
        .map(problem -> new Finding(move.ref(), problem, "git model validate"))
        .toList();
  }

  private List<Finding> forward(RefMove move) {
    if (move.to().isNone()) {
      return log.says(move) && !move.ref().startsWith(HEADS)
          ? List.of()
          : no(move, "would be deleted; it only moves forward");
    }
    if (push.kind(move.to()) != Incoming.Kind.COMMIT) {
      return no(move, "would not be a commit");
    }
    return move.from().isNone() || push.descends(move.to(), move.from())
        ? List.of()
        : no(move, "would lose commits; it only moves forward");
  }

  private static List<Finding> no(RefMove move, String matter) {
    return List.of(
        new Finding(move.ref(), matter, "fetch it, put your work behind it, and push again"));
  }
}
