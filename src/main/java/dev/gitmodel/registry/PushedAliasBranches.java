package dev.gitmodel.registry;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Incoming;
import dev.gitmodel.store.Pushed.Kind;
import dev.gitmodel.store.Snapshot;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of {@code alias/<name>}, the branch that goes with an alias where the policy says
 * so: it is on the commit of the alias's version, and neither moves without the other.
 */
final class PushedAliasBranches {
  private static final String BRANCHES = "refs/heads/alias/";
  private static final String ALIASES = "refs/aliases/";

  private final Incoming push;
  private final CheckPush.Request request;

  PushedAliasBranches(Incoming push, CheckPush.Request request) {
    this.push = push;
    this.request = request;
  }

  /** True for a branch that is an alias's. */
  static boolean isOne(String ref) {
    return ref.startsWith(BRANCHES);
  }

  List<Finding> check(RefMove move) {
    if (isOne(move.ref())) {
      return branch(move, new AliasName(move.ref().substring(BRANCHES.length())));
    }
    boolean kept = push.before().policy().aliasBranches();
    return move.ref().startsWith(ALIASES) && request.scope() == CheckPush.Scope.WHOLE
        ? left(move, new AliasName(move.ref().substring(ALIASES.length())), kept)
        : List.of();
  }

  private List<Finding> branch(RefMove move, AliasName alias) {
    AliasGuard.allow(push.before(), request.by(), alias);
    if (!move.to().isNone() && !push.before().policy().aliasBranches()) {
      return no(
          move,
          "is kept for the branch of the alias " + alias + ", and the policy wants none",
          "move the alias itself: git model alias REF " + alias);
    }
    return request.scope() == CheckPush.Scope.WHOLE ? together(move, alias) : alone(move, alias);
  }

  /** The alias as the whole push leaves it is what the branch must be. */
  private List<Finding> together(RefMove move, AliasName alias) {
    Optional<Version> on = Optional.ofNullable(push.after().aliases().get(alias));
    Revision wanted = on.map(version -> commit(push.after(), version)).orElse(Revision.NONE);
    if (move.to().equals(wanted)) {
      return List.of();
    }
    String alone = on.map(version -> "is on " + version).orElse("is not there");
    return move.to().isNone()
        ? no(move, "would be deleted, and the alias " + alone, "git model alias --remove")
        : no(move, "would be at " + move.to() + ", and the alias " + alone, both(alias, on));
  }

  /** Its alias may be in the same push, and this hook sees one ref at a time. */
  private List<Finding> alone(RefMove move, AliasName alias) {
    if (move.to().isNone()) {
      return List.of();
    }
    if (push.kind(move.to()) != Kind.COMMIT) {
      return no(move, "would not be a commit", both(alias, Optional.empty()));
    }
    Optional<Version> at = push.after().versionAt(move.to());
    at.ifPresent(
        version ->
            AliasGuard.require(
                push.after().model(), version, alias, PushedAliases.judge(push, alias, version)));
    return push.manifestProblems(move.to()).stream()
        .map(problem -> new Finding(move.ref(), problem, "git model validate"))
        .toList();
  }

  /** Where the alias moves and its branch stays. */
  private List<Finding> left(RefMove move, AliasName alias, boolean kept) {
    String ref = BRANCHES + alias;
    Revision is = push.after().refs().getOrDefault(ref, Revision.NONE);
    Optional<Version> on = Optional.ofNullable(push.after().aliases().get(alias));
    Revision wanted =
        on.filter(version -> kept)
            .map(version -> commit(push.after(), version))
            .orElse(move.to().isNone() ? Revision.NONE : is);
    return is.equals(wanted)
        ? List.of()
        : no(
            move,
            "would leave its branch " + ref + (is.isNone() ? " missing" : " at " + is),
            both(alias, on));
  }

  private static Revision commit(Snapshot now, Version version) {
    return now.brief(version).commit();
  }

  private static String both(AliasName alias, Optional<Version> on) {
    String tag = on.map(Version::tag).orElse("v1.2.0");
    return "move both: git model alias REF "
        + alias
        + "; or git push --atomic REMOTE refs/tags/"
        + tag
        + ":"
        + ALIASES
        + alias
        + " "
        + tag
        + "^{commit}:"
        + BRANCHES
        + alias;
  }

  private static List<Finding> no(RefMove move, String matter, String hint) {
    return List.of(new Finding(move.ref(), matter, hint));
  }
}
