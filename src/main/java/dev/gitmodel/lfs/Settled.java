package dev.gitmodel.lfs;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Makes the names of objects durable that were put in place one by one. */
final class Settled {
  private Settled() {}

  static void force(DirectoryBlobs blobs, Collection<RemoteBlobs.Item> items) {
    List<Path> directories =
        items.stream()
            .map(item -> blobs.location(item.digest()))
            .flatMap(
                file ->
                    Stream.of(
                        file.resolveSibling(""),
                        file.resolveSibling(".."),
                        file.resolveSibling("../..")))
            .map(Path::normalize)
            .distinct()
            .toList();
    Crew.ofWaiters().each(directories, Durable::forceDirectory);
  }
}
