package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.Signature;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Incoming;
import java.util.List;
import java.util.Locale;

/**
 * Whether the entries that a push brings are by who pushes. What a client wrote can't be stamped
 * anew, so an entry in the name of somebody else is refused, as far as the host can tell people
 * apart: by the addresses in the policy. One that its author signed may be brought by anybody.
 */
final class PushedAuthors {
  private final Incoming push;
  private final Policy policy;
  private final CheckPush.Request request;

  PushedAuthors(Incoming push, CheckPush.Request request) {
    this.push = push;
    this.policy = push.before().policy();
    this.request = request;
  }

  List<Finding> check(List<AuditEntry> entries) {
    return request.witness() == CheckPush.Witness.NOBODY
        ? List.of()
        : entries.stream().filter(entry -> !isSound(entry)).map(this::finding).toList();
  }

  private boolean isSound(AuditEntry entry) {
    Actor author = entry.by();
    boolean nobodyKnown = !isKnown(request.by()) && !isKnown(author);
    return nobodyKnown
        || isSame(author.email(), request.by().email())
        || (push.after().signature(entry) instanceof Signature.Good good
            && (isSame(good.signer(), author.email())
                || good.signer().endsWith("<" + author.email() + ">")));
  }

  private boolean isKnown(Actor actor) {
    return policy.rolesByEmail().keySet().stream().anyMatch(key -> isSame(key, actor.email()));
  }

  private static boolean isSame(String one, String other) {
    return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
  }

  private Finding finding(AuditEntry entry) {
    return new Finding(
        Divergence.name(entry),
        "is by " + entry.by().email() + ", and " + request.by().email() + " pushes it",
        isKnown(request.by())
            ? "write as yourself: git config user.email " + request.by().email()
            : "the host has to tell who pushes, as registry.yaml has them below users:"
                + " by GL_USER or REMOTE_USER; or sign the entries");
  }
}
