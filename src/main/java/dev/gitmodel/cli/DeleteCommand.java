package dev.gitmodel.cli;

import dev.gitmodel.model.Reference;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import dev.gitmodel.registry.DeleteVersion;
import dev.gitmodel.registry.Done;
import java.util.List;
import java.util.Optional;

/** {@code delete}: takes one version away for good, after it was said what goes with it. */
final class DeleteCommand implements Command {
  private final Arg<TypedReference> ref =
      Arg.required("REF", TypedReference::parse, "the version, named by a selector");
  private final Arg<Optional<String>> reason =
      Arg.option("TEXT", s -> s, "why, for the audit log and the tombstone", "--reason");
  private final Arg<Boolean> yes = Arg.flag("do not ask", "--yes", "-y");
  private final Writing writing = new Writing();

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "delete",
            "Deletes one version for good; its number is never used again.",
            ref,
            reason,
            yes,
            writing.arg())
        .json(
            Writing.JSON.formatted(
                "\"model\",\"version\",\"digest\",\"aliases\":[],\"retired\":[],\"bytes_freed\","
                    + "\"leftover\",\"dependants\":[{\"version\",\"field\"}]"))
        .note("It asks first, and names the aliases that go and who pins the version.")
        .example("git model delete support-assistant@1.0.0 --reason 'trained on leaked data'");
  }

  @Override
  public int run(Caller caller) {
    Reference reference = caller.reference(ref.value());
    if (reference.selector() instanceof Selector.Latest) {
      throw RegistryException.invalid(
          "name the version to delete", "git model delete " + reference.model() + "@VERSION");
    }
    DeleteVersion useCase = caller.use().deleteVersion();
    var request =
        new DeleteVersion.Request(
            caller.actor(), reference.model(), reference.selector(), reason.value());
    Done<DeleteVersion.Plan> plan = useCase.plan(request);
    if (writing.rehearsed()) {
      writing.tell(caller.out(), plan, p -> deed(p.result(), dependants(p)), Shape::of);
      return ExitCode.DONE;
    }
    boolean ask = plan.changes().isPresent() && !yes.value();
    if (ask && !caller.out().confirms(question(plan.result()))) {
      caller.out().note("Nothing was deleted.");
      return ExitCode.yesOrNo(false);
    }
    // What was shown is what goes, even where an alias moved to another version meanwhile.
    var exactly =
        new DeleteVersion.Request(
            request.by(),
            request.model(),
            new Selector.ByVersion(plan.result().result().version()),
            request.reason());
    Done<DeleteVersion.Result> done = useCase.apply(exactly);
    List<DeleteVersion.Dependant> dependants = plan.result().dependants();
    writing.tell(caller.out(), done, r -> deed(r, ""), r -> Shape.of(r, dependants));
    done.result().leftover().ifPresent(caller.out()::warning);
    return ExitCode.DONE;
  }

  private static Deed deed(DeleteVersion.Result r, String dependants) {
    if (r.before().isPresent()) {
      String freed = r.bytesFreed() > 0 ? " (" + Bytes.of(r.bytesFreed()) + " freed)" : "";
      return new Deed("Deleted", "delete", r.model() + " " + r.before().get() + freed);
    }
    String what =
        Reference.to(r.model(), r.version())
            + " ("
            + Bytes.of(r.bytesFreed())
            + " freed)"
            + (r.aliases().isEmpty() ? "" : ", aliases gone: " + Words.joined(r.aliases()))
            + (r.retired().isEmpty() ? "" : ", retired on " + Words.joined(r.retired()));
    return new Deed("Deleted", "delete", (what + "\n" + dependants).stripTrailing());
  }

  private static String question(DeleteVersion.Plan plan) {
    DeleteVersion.Result r = plan.result();
    return "This deletes "
        + Reference.to(r.model(), r.version())
        + " ("
        + r.digest().abbreviated()
        + ") for good.\n"
        + (r.aliases().isEmpty() ? "" : "  aliases that go: " + Words.joined(r.aliases()) + "\n")
        + (r.retired().isEmpty() ? "" : "  retired on: " + Words.joined(r.retired()) + "\n")
        + dependants(plan)
        + "Delete it?";
  }

  private static String dependants(DeleteVersion.Plan plan) {
    StringBuilder text = new StringBuilder();
    plan.dependants()
        .forEach(
            d ->
                text.append("  ")
                    .append(d.version())
                    .append(" pins it as ")
                    .append(d.field())
                    .append('\n'));
    return text.toString();
  }

  /** The JSON shape of what went. */
  private record Shape(
      String model,
      String version,
      String digest,
      java.util.SortedSet<dev.gitmodel.model.AliasName> aliases,
      java.util.SortedSet<dev.gitmodel.model.BranchName> retired,
      long bytesFreed,
      Optional<String> leftover,
      List<DeleteVersion.Dependant> dependants) {
    static Shape of(DeleteVersion.Plan plan) {
      return of(plan.result(), plan.dependants());
    }

    static Shape of(DeleteVersion.Result r, List<DeleteVersion.Dependant> dependants) {
      return new Shape(
          r.model().toString(),
          r.version().toString(),
          r.digest().toString(),
          r.aliases(),
          r.retired(),
          r.bytesFreed(),
          r.leftover(),
          dependants);
    }
  }
}
