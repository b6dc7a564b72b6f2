package dev.gitmodel.cli;

import dev.gitmodel.model.RegistryException;
import dev.gitmodel.registry.ResolveReference;
import dev.gitmodel.registry.ResolveReference.Field;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code resolve}: the exact version a reference means, now or then. */
final class ResolveCommand implements Command {
  private final Arg<TypedReference> ref =
      Arg.required("REF", TypedReference::parse, "what to resolve");
  private final Arg<Optional<Moment>> at =
      Arg.option("DATE", Moment::new, "what it meant then; a day means its end, UTC", "--at");
  private final Arg<Optional<Field>> field =
      Arg.option(
          "F",
          ResolveCommand::field,
          "print this instead: model, version, commit, tag or digest",
          "--field");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "resolve", "Prints the exact NAME@VERSION that a reference means.", ref, at, field)
        .json("{\"reference\",\"model\",\"version\",\"commit\",\"tag\",\"digest\"}")
        .note("Nothing is downloaded.")
        .example("git model resolve support-assistant@champion")
        .example("git model resolve support-assistant@champion --at 2026-03-01 --field digest");
  }

  @Override
  public int run(Caller caller) {
    var request =
        new ResolveReference.Request(
            caller.reference(ref.value()), at.value().map(m -> m.last(caller.house().now())));
    ResolveReference.Resolved resolved = caller.use().resolveReference().apply(request);
    Field wanted = field.value().orElse(Field.REFERENCE);
    // Only what is shown: the rest may be another question to a host.
    if (caller.out().wantsJson()) {
      caller.out().json(Shape.of(resolved));
    } else {
      caller.out().line(resolved.field(wanted));
    }
    return ExitCode.DONE;
  }

  /** The JSON shape. */
  private record Shape(
      String reference, String model, String version, String commit, String tag, String digest) {
    static Shape of(ResolveReference.Resolved r) {
      return new Shape(
          r.field(Field.REFERENCE),
          r.field(Field.MODEL),
          r.field(Field.VERSION),
          r.field(Field.COMMIT),
          r.field(Field.TAG),
          r.field(Field.DIGEST));
    }
  }

  private static Field field(String text) {
    return Arrays.stream(Field.values())
        .filter(f -> f.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                RegistryException.invalid(
                    "'" + text + "' is not a field of a version",
                    "one of "
                        + Arrays.stream(Field.values())
                            .map(f -> f.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))));
  }
}
