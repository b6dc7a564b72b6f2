package dev.gitmodel.registry;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Clones;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Makes an ordinary clone of a model's repository that fetches all of the model. */
public final class CloneModel {
  /** The clone and where it came from; empty where it was only rehearsed. */
  public record Result(String address, Optional<Clones.Cloned> cloned) {}

  private final Clones clones;

  public CloneModel(Clones clones) {
    this.clones = clones;
  }

  /** Clones it. EXISTS where the folder has something in it. */
  public Result apply(Clones.Wish wish) {
    requireRoom(wish.into());
    String address = clones.address(wish.model());
    return new Result(address, Optional.of(clones.make(wish)));
  }

  /** What {@link #apply} would do now. */
  public Result plan(Clones.Wish wish) {
    requireRoom(wish.into());
    return new Result(clones.address(wish.model()), Optional.empty());
  }

  private static void requireRoom(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    boolean empty =
        Files.isDirectory(folder) && Disk.attempt("read", folder, () -> isEmpty(folder));
    if (!empty) {
      throw new RegistryException(
          Problem.EXISTS,
          folder + " is there already and not an empty folder",
          "name another: git model clone MODEL DIR");
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    }
  }
}
