package dev.gitmodel.registry;

import dev.gitmodel.model.Glob;
import dev.gitmodel.registry.PullVersion.Pulled;
import dev.gitmodel.registry.PullVersion.Request;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder that versions are pulled into, one after the other. */
final class PulledFolder {
  final Shelf shelf = new Shelf();
  private final Path folder;

  PulledFolder(Path folder) {
    this.folder = folder;
    shelf.publish("1.0.0", Map.of("w.bin", "one", "same.txt", "s", "old/gone.txt", "g"));
    shelf.publish("2.0.0", Map.of("w.bin", "two", "same.txt", "s", "new/here.txt", "h"));
    shelf.publish("3.0.0", Map.of("w.bin", "three", "same.txt", "s"));
  }

  Path out() {
    return folder;
  }

  Path file(String path) {
    return folder.resolve(path);
  }

  Pulled pull(ModelStore store, String version, boolean force, String... include) {
    List<Glob> globs = Stream.of(include).map(Glob::new).toList();
    return new PullVersion(store)
        .apply(new Request(shelf.ref(version), folder, globs, force), bytes -> Progress.NONE);
  }

  Pulled pull(String version) {
    return pull(shelf.store, version, false);
  }

  Pulled force(String version) {
    return pull(shelf.store, version, true);
  }

  PullVersion.Rehearsal plan(String version, boolean force) {
    return new PullVersion(shelf.store)
        .plan(new Request(shelf.ref(version), folder, List.of(), force));
  }

  void write(String path, String text) throws IOException {
    Files.createDirectories(file(path).getParent());
    Files.writeString(file(path), text);
  }

  List<String> content() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(p -> !Files.isDirectory(p))
          .map(p -> folder.relativize(p).toString())
          .sorted()
          .toList();
    }
  }
}
