package dev.gitmodel.registry;

import dev.gitmodel.model.RefMove;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.IncomingPolicy;
import dev.gitmodel.store.Pushed.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a push leaves the registry with a policy that can be read, and with all those before it:
 * the history of main is the policy's audit, and entries of models' logs name its commits.
 */
public final class CheckPolicyPush {
  private static final String HEADS = "refs/heads/";
  private static final String MAIN = HEADS + "main";
  private static final List<String> PLAIN = List.of(HEADS, "refs/tags/", "refs/notes/");

  /** Everything that speaks against it; nothing where it may be taken in. */
  public List<Finding> apply(IncomingPolicy push) {
    List<Finding> findings = new ArrayList<>();
    for (RefMove move : push.moves()) {
      if (PLAIN.stream().noneMatch(move.ref()::startsWith)) {
        findings.add(
            new Finding(
                move.ref(),
                "is a model's; this repository holds the registry's policy",
                "push it to the model's own repository"));
      } else if (move.ref().startsWith(HEADS)) {
        findings.addAll(branch(push, move));
      }
    }
    return findings;
  }

  private static List<Finding> branch(IncomingPolicy push, RefMove move) {
    boolean main = move.ref().equals(MAIN);
    if (move.to().isNone()) {
      return main ? backwards(move, "would be deleted") : List.of();
    }
    if (push.kind(move.to()) != Kind.COMMIT) {
      return no(move, "would not be a commit", "push a branch");
    }
    if (main && !move.from().isNone() && !push.descends(move.to(), move.from())) {
      return backwards(move, "would lose commits");
    }
    Optional<List<String>> problems = push.problems(move.to());
    if (main && problems.isEmpty()) {
      return no(
          move,
          "has no registry.yaml, so everybody might do everything",
          "commit one, empty where that is meant");
    }
    return problems.orElse(List.of()).stream()
        .map(problem -> new Finding(move.ref(), problem, "git model validate registry.yaml"))
        .toList();
  }

  private static List<Finding> backwards(RefMove move, String matter) {
    return no(
        move,
        matter + "; it only moves forward, because it says which policy was in force when",
        "fetch it, put your work behind it, and push again");
  }

  private static List<Finding> no(RefMove move, String matter, String hint) {
    return List.of(new Finding(move.ref(), matter, hint));
  }
}
