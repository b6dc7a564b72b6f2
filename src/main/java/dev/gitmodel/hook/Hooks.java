package dev.gitmodel.hook;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.registry.CheckPolicyPush;
import dev.gitmodel.registry.CheckPush;
import dev.gitmodel.registry.ReconcileAudit;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Incoming;
import dev.gitmodel.store.IncomingPolicy;
import dev.gitmodel.store.Staged;
import java.util.List;
import java.util.function.Supplier;

/** Answers Git's hooks: with what speaks against going on, or with nothing. */
public final class Hooks {
  private final Ground ground;

  public Hooks(Ground ground) {
    this.ground = ground;
  }

  /** The repository that Git called from, looked at only as far as a hook asks. */
  public interface Ground {
    /** What is about to be committed. */
    Staged staged();

    /** The text of a file that Git names. */
    String text(String file);

    /** What is about to be pushed to a remote of that name. */
    Incoming outgoing(String remote, List<RefMove> moves);

    /** What is being received. */
    Incoming received(List<RefMove> moves);

    /** True where what is pushed to is the registry's policy, and no model. */
    boolean holdsPolicy();

    /** What is being received there. */
    IncomingPolicy receivedPolicy(List<RefMove> moves);

    /** True where {@code pre-receive} is answered here too. */
    boolean seesWholePushes();

    /** Who pushes, by the address that the policy has for them. */
    Actor operator(Policy policy);

    /** Whose word that is. */
    CheckPush.Witness witness();

    /** INVALID where an entry of the log can't be signed here for them. */
    void requireSigning(Actor by);

    /** The model that is pushed to. */
    ModelName model();

    /** Its policy. */
    Policy policy();

    ReconcileAudit reconcileAudit();

    /**
     * Notes where the audit log stood before the push, and gives what tells everybody of all that
     * is in it since: that says what could not be told.
     */
    Supplier<List<String>> telling(List<RefMove> moves);

    /** Runs git-lfs's own {@code pre-push} hook, where there is a git-lfs; its exit code. */
    GitLfs gitLfs(List<String> args, String stdin);
  }

  /** What came of git-lfs's own hook. */
  public enum GitLfs {
    DONE,
    FAILED,
    ABSENT
  }

  /**
   * One call: the hook's arguments, and what Git writes to its standard input, a character a byte.
   */
  public record Call(List<String> args, String stdin) {
    public Call {
      args = List.copyOf(args);
    }

    String arg(int index) {
      if (args.size() <= index) {
        throw RegistryException.invalid("Git calls this hook with more arguments", "");
      }
      return args.get(index);
    }
  }

  /** What speaks against it, what was done that is worth a word, and what could not be done. */
  public record Answer(List<Finding> findings, List<String> notes, List<String> warnings) {
    public Answer {
      findings = List.copyOf(findings);
      notes = List.copyOf(notes);
      warnings = List.copyOf(warnings);
    }

    private static Answer of(List<Finding> findings) {
      return new Answer(findings, List.of(), List.of());
    }
  }

  /** Answers one call; whatever can't be judged is thrown, and that refuses too. */
  public Answer answer(HookName hook, Call call) {
    return switch (hook) {
      case PRE_COMMIT -> Answer.of(StagedRules.check(ground.staged()));
      case COMMIT_MSG ->
          Answer.of(MessageRules.check(ground.text(call.arg(0)), ground.staged().manifest()));
      case PRE_PUSH -> prePush(call);
      case PRE_RECEIVE -> Answer.of(check(RefLines.received(call.stdin()), CheckPush.Scope.WHOLE));
      case UPDATE -> update(call);
      case POST_RECEIVE -> observe(call);
    };
  }

  private Answer prePush(Call call) {
    List<RefMove> moves = RefLines.pushed(call.stdin());
    try (Incoming push = ground.outgoing(call.arg(0), moves)) {
      List<Finding> findings = CheckPush.beforeSending(push);
      if (!findings.isEmpty()) {
        return Answer.of(findings);
      }
      return switch (ground.gitLfs(call.args(), call.stdin())) {
        case DONE -> Answer.of(List.of());
        case FAILED -> Answer.of(List.of(new Finding("git lfs pre-push", "failed", "see above")));
        case ABSENT -> Answer.of(push.largeFiles().isEmpty() ? List.of() : List.of(noGitLfs()));
      };
    }
  }

  private static Finding noGitLfs() {
    return new Finding(
        "git-lfs",
        "is not installed, so the large files of these commits would not be sent",
        "install it (in Debian: git-lfs), then: git lfs install");
  }

  private List<Finding> check(List<RefMove> moves, CheckPush.Scope scope) {
    if (moves.isEmpty()) {
      return List.of();
    }
    if (ground.holdsPolicy()) {
      try (IncomingPolicy push = ground.receivedPolicy(moves)) {
        return new CheckPolicyPush().apply(push);
      }
    }
    try (Incoming push = ground.received(moves)) {
      Actor by = ground.operator(push.before().policy());
      return new CheckPush(ground::requireSigning)
          .apply(push, new CheckPush.Request(by, ground.witness(), scope));
    }
  }

  /** What {@code pre-receive} has seen as a whole is not judged again by its parts. */
  private Answer update(Call call) {
    RefMove move = RefLines.updated(call.args());
    return ground.seesWholePushes() || RefLines.isProbe(move)
        ? Answer.of(List.of())
        : Answer.of(check(List.of(move), CheckPush.Scope.ONE_REF));
  }

  private Answer observe(Call call) {
    List<RefMove> moves = RefLines.received(call.stdin());
    // The policy's audit is the history of its main, which entries of the models' logs name.
    if (moves.isEmpty() || ground.holdsPolicy()) {
      return Answer.of(List.of());
    }
    Supplier<List<String>> telling = ground.telling(moves);
    ReconcileAudit.Result result =
        ground
            .reconcileAudit()
            .apply(
                new ReconcileAudit.Request(
                    ground.operator(ground.policy()),
                    ground.model(),
                    ReconcileAudit.Attribution.CALLER));
    List<String> notes =
        result.observed().stream()
            .map(
                observed ->
                    "recorded in the audit log of "
                        + result.model()
                        + ", as pushed by "
                        + observed.by()
                        + ": "
                        + observed.moves().stream().map(RefMove::ref).toList())
            .toList();
    return new Answer(List.of(), notes, telling.get());
  }
}
