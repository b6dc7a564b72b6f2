package dev.gitmodel.cli;

import dev.gitmodel.model.Reference;
import dev.gitmodel.registry.SnapshotPath;

/** {@code path}: where a read-only copy of a version is, for code to load. */
final class PathCommand implements Command {
  private final Arg<TypedReference> ref = Arg.required("REF", TypedReference::parse, "the version");

  @Override
  public Syntax syntax() {
    return Syntax.of("path", "Prints the path of a read-only local snapshot of a version.", ref)
        .json("{\"reference\",\"path\"}")
        .note("The snapshot is kept in the cache and shared by digest. It is for reading only.")
        .example("python serve.py \"$(git model path acme/support-assistant@champion)\"");
  }

  @Override
  public int run(Caller caller) {
    Reference reference = caller.reference(ref.value());
    String path;
    try (Watcher watcher = new Watcher(caller.out(), "copying")) {
      var request = new SnapshotPath.Request(reference);
      path = caller.use().snapshotPath().apply(request, watcher::start).toString();
    }
    caller.out().show(new Shape(reference, path), shown -> caller.out().line(shown.path()));
    return ExitCode.DONE;
  }

  /** The JSON shape. */
  private record Shape(Reference reference, String path) {}
}
