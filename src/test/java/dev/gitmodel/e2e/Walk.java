package dev.gitmodel.e2e;

import static dev.gitmodel.e2e.Machine.MODEL;

import java.nio.file.Path;
import java.util.stream.Stream;

/** A registry with two versions of a model, the first of them the champion. */
final class Walk {
  final Machine machine;
  final GitSandbox box;

  Walk(Path root) {
    machine = Machine.in(root);
    box = machine.box();
    push(MODEL, 1, "--version", "1.0.0", "--metric", "f1=0.7", "--metric", "loss=0.9");
    push(MODEL, 2, "--bump", "minor", "--metric", "f1=0.8", "--metric", "loss=0.5");
    machine.out("alias", MODEL + "@1.0.0", "champion", "--reason", "the first");
  }

  /** Publishes the folder of that seed; what was said. */
  String push(String model, long seed, String... more) {
    String name = model.substring(model.indexOf('/') + 1);
    String folder = machine.folder("seed" + seed, name, seed).toString();
    return machine.out(
        Stream.concat(Stream.of("push", folder, "--name", model), Stream.of(more))
            .toArray(String[]::new));
  }
}
