package dev.gitmodel.cli;

import dev.gitmodel.model.Receipt;
import dev.gitmodel.model.Revision;
import dev.gitmodel.registry.Done;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** How a change is made or, with {@code --dry-run}, only rehearsed; and how that is told. */
final class Writing {
  /** What {@code --json} prints of every change, around its own {@code result}. */
  static final String JSON = "{\"dry_run\",\"changed\",\"audit_entry\",\"result\":{%s}}";

  private final Arg<Boolean> dryRun =
      Arg.flag("say what would be done, and change nothing", "--dry-run", "-n");

  /** A change as {@code --json} prints it; no audit entry where nothing was written. */
  record Change<R>(boolean dryRun, boolean changed, Optional<Revision> auditEntry, R result) {}

  Arg<Boolean> arg() {
    return dryRun;
  }

  boolean rehearsed() {
    return dryRun.value();
  }

  <Q, R> Done<R> run(Q request, Function<Q, Done<R>> apply, Function<Q, Done<R>> plan) {
    return rehearsed() ? plan.apply(request) : apply.apply(request);
  }

  /** Tells it in one line, or as JSON. */
  <R> int tell(Output out, Done<R> done, Function<R, Deed> deed) {
    tell(out, done, deed, UnaryOperator.<Object>identity()::apply);
    return ExitCode.DONE;
  }

  /** As above, where the result's shape in JSON is not the result itself. */
  <R> void tell(Output out, Done<R> done, Function<R, Deed> deed, Function<R, Object> shape) {
    boolean changed = done.changes().isPresent();
    if (out.wantsJson()) {
      Optional<Revision> entry = done.receipt().map(Receipt::entry);
      out.json(new Change<>(rehearsed(), changed, entry, shape.apply(done.result())));
      return;
    }
    out.report(deed.apply(done.result()).told(rehearsed(), changed));
  }
}
