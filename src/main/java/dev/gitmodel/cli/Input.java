package dev.gitmodel.cli;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that a command line names, read whole and bounded, or written. */
final class Input {
  private static final int LARGEST = 16 << 20;

  private Input() {}

  static byte[] file(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw RegistryException.invalid(
            file + " is larger than " + Bytes.of(LARGEST), "give a summary of it");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw RegistryException.notFound("there is no file " + file, "");
    } catch (IOException e) {
      throw new RegistryException(Problem.STORAGE, "can't read " + file, "", e);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new RegistryException(
          Problem.STORAGE, "can't write " + file, "is its folder there, and writable?", e);
    }
  }
}
