package dev.gitmodel.cli;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import java.util.function.Function;

/** Files that a command line names, read whole and bounded, or written. */
final class Input {
  private static final int LARGEST = 16 << 20;

  private Input() {}

  static byte[] file(Path file) {
    if (Files.isDirectory(file)) {
      throw RegistryException.invalid(file + " is a folder", "name a file in it");
    }
    try {
      if (Files.size(file) > LARGEST) {
        throw RegistryException.invalid(
            file + " is larger than " + Bytes.of(LARGEST), "give a summary of it");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw RegistryException.notFound("there is no file " + file, "name one that is there");
    } catch (IOException e) {
      String why = e instanceof AccessDeniedException ? ": permission denied" : "";
      throw new RegistryException(
          Problem.STORAGE, "can't read " + file + why, "check who owns it: ls -ld " + file, e);
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

  /** Writes a file part by part; it is there whole, or as it was before. */
  static <T> T write(Path file, Function<Consumer<String>, T> parts) {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      T result;
      try (Writer writer = Files.newBufferedWriter(temporary)) {
        result = parts.apply(text -> append(writer, text));
      }
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      return result;
    } catch (IOException | UncheckedIOException e) {
      throw new RegistryException(
          Problem.STORAGE, "can't write " + file, "is its folder there, and writable?", e);
    } finally {
      deleteQuietly(temporary);
    }
  }

  private static void append(Writer writer, String text) {
    try {
      writer.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteQuietly(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException left) {
      // What went wrong before is what the user is to hear of.
      return;
    }
  }
}
