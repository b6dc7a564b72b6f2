package dev.gitmodel.cli;

import dev.gitmodel.model.Reference;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.registry.DescribeVersion;
import dev.gitmodel.registry.ShowVersion;
import dev.gitmodel.store.Care.Finding;
import java.util.List;
import java.util.Optional;

/** {@code describe}: shows or sets the description of a published version. */
final class DescribeCommand implements Command {
  private final Arg<TypedReference> ref = Arg.required("REF", TypedReference::parse, "the version");
  private final Arg<Optional<String>> text =
      Arg.optional("TEXT", s -> s, "the new description in Markdown; none shows it");
  private final Arg<Boolean> clear =
      Arg.flag("take the edited one away: the manifest's holds again", "--clear");
  private final Writing writing = new Writing();

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "describe",
            "Shows or sets a version's description; what was published stays as it is.",
            ref,
            text,
            clear,
            writing.arg())
        .json(
            "{\"reference\",\"description\",\"unreadable\":[]}; of a change "
                + Writing.JSON.formatted("\"model\",\"version\",\"before\",\"after\""))
        .note(
            "An edited description that can't be read is a warning and exit code 6; then the"
                + " manifest's is shown.")
        .example("git model describe support-assistant@1.2.0 'Refuses refund requests politely.'");
  }

  @Override
  public int run(Caller caller) {
    Reference reference = caller.reference(ref.value());
    if (text.value().isEmpty() && !clear.value()) {
      return show(caller, reference);
    }
    if (text.value().isPresent() && clear.value()) {
      throw RegistryException.invalid(
          "a description is given and taken away at once", "give the text, or --clear");
    }
    DescribeVersion useCase = caller.use().describeVersion();
    var request =
        new DescribeVersion.Request(
            caller.actor(),
            reference.model(),
            reference.selector(),
            clear.value() ? Optional.empty() : text.value());
    var done = writing.run(request, useCase::apply, useCase::plan);
    return writing.tell(
        caller.out(),
        done,
        r -> {
          String what = Reference.to(r.model(), r.version()).toString();
          return r.after().isEmpty()
              ? new Deed("Took away the description of", "take away the description of", what)
              : new Deed("Described", "describe", what);
        });
  }

  private static int show(Caller caller, Reference reference) {
    ShowVersion.Explained version = caller.use().showVersion().description(reference);
    caller
        .out()
        .show(
            new Description(version.reference(), version.description(), version.unreadable()),
            shown -> print(caller.out(), shown));
    version.unreadable().forEach(f -> Findings.warn(caller.out(), f));
    return Findings.partial(version.unreadable());
  }

  private static void print(Output out, Description shown) {
    shown.description().ifPresent(out::line);
    if (shown.description().isEmpty() && shown.unreadable().isEmpty()) {
      out.hint("no description yet: git model describe " + shown.reference() + " TEXT");
    }
  }

  /** The JSON shape of what is shown. */
  private record Description(
      Reference reference, Optional<String> description, List<Finding> unreadable) {}
}
