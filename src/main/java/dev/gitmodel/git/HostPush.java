package dev.gitmodel.git;

import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Incoming;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One atomic push from a mirror, with an expected old value for every ref. That a host says it is
 * atomic is no proof: the outcome of each ref is read, and where some moved without the others they
 * are taken back.
 */
final class HostPush {
  private static final List<String> LOST =
      List.of(
          "stale info",
          "fetch first",
          "non-fast-forward",
          "already exists",
          "cannot lock ref",
          "failed to lock",
          "failed to update ref",
          "incorrect old value",
          "lock_failure",
          "lock failure",
          "failed to update");
  private static final List<String> FOLLOWS =
      List.of(
          "atomic push failed",
          "atomic push failure",
          "atomic transaction",
          "transaction aborted",
          "transaction failed");

  private final StockGit git;
  private final HostAddress to;
  private final Path mirror;

  /** The objects that are pushed are in {@code mirror}. */
  HostPush(StockGit git, HostAddress to, Path mirror) {
    this.git = git;
    this.to = to;
    this.mirror = mirror;
  }

  /**
   * Moves all or none. CONFLICT where somebody was faster; FORBIDDEN or REFUSED where the host does
   * not let it; UNAVAILABLE where it went away before a ref was moved.
   */
  void move(List<RefMove> moves) {
    PushReport report = new PushReport();
    StockGit.Ended ended = push(moves, report);
    boolean all = report.moved().size() == moves.size();
    if (ended.well() && all) {
      return;
    }
    if (all || (report.refused().isEmpty() && unreported(moves, ended))) {
      return;
    }
    List<RefMove> moved =
        moves.stream().filter(move -> report.moved().contains(move.ref())).toList();
    if (!moved.isEmpty()) {
      takeBack(moved, report.refused());
    }
    throw refusal(report.refused(), new RemoteWords(to, ended.said()));
  }

  /** Moves each that the host lets be moved, whatever becomes of the others. */
  PushReport each(List<RefMove> moves) {
    PushReport report = new PushReport();
    StockGit.Ended ended = push(moves, report, "--no-atomic");
    if (report.moved().isEmpty() && report.refused().isEmpty()) {
      throw HostTrouble.of("push to", to, ended.said());
    }
    return report;
  }

  private StockGit.Ended push(List<RefMove> moves, PushReport report) {
    return push(moves, report, "--atomic");
  }

  private StockGit.Ended push(List<RefMove> moves, PushReport report, String together) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--git-dir=" + mirror,
                "-c",
                "core.hooksPath=/dev/null",
                "-c",
                "push.followTags=false",
                "push",
                "--porcelain",
                together,
                "--no-verify",
                "--recurse-submodules=no"));
    for (RefMove move : moves) {
      arguments.add("--force-with-lease=" + move.ref() + ":" + expected(move.from()));
    }
    arguments.add("--");
    arguments.add(to.url());
    moves.forEach(move -> arguments.add(expected(move.to()) + ":" + move.ref()));
    return git.run(arguments, report::line);
  }

  private static String expected(Revision id) {
    return id.isNone() ? "" : id.hex();
  }

  /**
   * Git ended without a word of any ref: whether the host has moved them is for the host to say.
   * True where it has.
   */
  private boolean unreported(List<RefMove> moves, StockGit.Ended ended) {
    if (ended.said().contains("does not support --atomic")) {
      throw new RegistryException(
          Problem.REFUSED,
          "the host of " + to + " can't push atomically, so nothing can be written to it safely",
          "what reads still works: list, info, versions, resolve, compare, pull");
    }
    RefTable now = HostRefs.read(git, to);
    List<RefMove> done =
        moves.stream().filter(m -> now.get(m.ref()).orElse(Revision.NONE).equals(m.to())).toList();
    if (done.size() == moves.size()) {
      return true;
    }
    if (!done.isEmpty()) {
      takeBack(done, Map.of());
    }
    throw HostTrouble.of("push to", to, ended.said());
  }

  /** Puts back what moved alone; where that can't be, says what is left and what mends it. */
  private void takeBack(List<RefMove> moved, Map<String, String> refused) {
    List<RefMove> back = moved.stream().map(m -> new RefMove(m.ref(), m.to(), m.from())).toList();
    PushReport report = new PushReport();
    push(back, report);
    List<RefMove> left = moved.stream().filter(m -> !report.moved().contains(m.ref())).toList();
    if (!left.isEmpty()) {
      throw new RegistryException(
          Problem.CORRUPT,
          "the host of "
              + to
              + " moved "
              + names(left)
              + " although it refused "
              + (refused.isEmpty() ? "the rest" : String.join(", ", refused.keySet()))
              + ", and does not let it be taken back",
          "whoever may, in a clone that has these commits: " + mend(left));
    }
  }

  private static String names(List<RefMove> moves) {
    return String.join(", ", moves.stream().map(RefMove::ref).toList());
  }

  private String mend(List<RefMove> left) {
    StringBuilder command = new StringBuilder("git push");
    left.forEach(m -> command.append(" --force-with-lease=" + m.ref() + ":" + expected(m.to())));
    command.append(" ").append(to);
    left.forEach(m -> command.append(" ").append(expected(m.from())).append(":").append(m.ref()));
    return command.toString();
  }

  private RegistryException refusal(Map<String, String> refused, RemoteWords remote) {
    // Of an atomic push all are refused: those that only went with another say nothing of why.
    List<Map.Entry<String, String>> reasons =
        refused.entrySet().stream()
            .filter(e -> !says(e.getValue(), FOLLOWS))
            .sorted(Map.Entry.comparingByKey())
            .toList();
    if (reasons.isEmpty()
        || reasons.stream().anyMatch(e -> says(e.getValue(), LOST))
        || says(remote.why(), List.of(Incoming.MOVED))) {
      return new RegistryException(
          Problem.CONFLICT,
          "others moved " + String.join(", ", refused.keySet()) + " of " + to + " meanwhile",
          "repeat the command");
    }
    Set<String> refs = Set.copyOf(reasons.stream().map(Map.Entry::getKey).toList());
    String why = reasons.get(0).getValue();
    // Git says only that a hook did it; what the hook itself said is the reason.
    String reason = why.endsWith("hook declined") && !remote.why().isEmpty() ? remote.why() : why;
    return new RegistryException(
        Problem.FORBIDDEN,
        "the host does not let you move "
            + String.join(", ", refs.stream().sorted().toList())
            + " of "
            + to
            + ": "
            + Printable.of(to.redact(reason)),
        remote.hint().orElse("git model doctor names the rights that a registry needs there"));
  }

  private static boolean says(String reason, List<String> signs) {
    String words = reason.toLowerCase(Locale.ROOT);
    return signs.stream().anyMatch(words::contains);
  }
}
