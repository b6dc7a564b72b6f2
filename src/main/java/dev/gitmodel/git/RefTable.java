package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * All refs of a repository as they were at one moment, read from {@code packed-refs} and the loose
 * files without starting JGit, which costs more than the reading.
 */
record RefTable(SortedMap<String, Entry> refs) {
  private static final int TRIES = 20;

  /** Where a ref points, and the commit behind an annotated tag where packed-refs says it. */
  record Entry(Revision id, Optional<Revision> peeled) {}

  /** Reads the refs of the bare repository. */
  static RefTable read(Path repository) {
    try {
      for (int i = 0; i < TRIES; i++) {
        Object before = state(repository);
        SortedMap<String, Entry> loose = new TreeMap<>();
        readLoose(repository.resolve("refs"), "refs/", loose);
        SortedMap<String, Entry> refs = readPacked(repository, RefTable::utf8);
        // A ref moves from its loose file into packed-refs; unchanged packed-refs means that no
        // transaction ended in between.
        if (before.equals(state(repository))) {
          refs.putAll(loose);
          return new RefTable(refs);
        }
      }
    } catch (IOException e) {
      throw Durable.storage("can't read the refs of " + repository, e);
    }
    throw new RegistryException(
        Problem.CONFLICT, "the refs of " + repository + " change without pause", "try again");
  }

  private static Object state(Path repository) throws IOException {
    try {
      BasicFileAttributes a =
          Files.readAttributes(repository.resolve("packed-refs"), BasicFileAttributes.class);
      return a.lastModifiedTime() + "/" + a.size() + "/" + a.fileKey();
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private static void readLoose(Path folder, String prefix, SortedMap<String, Entry> into)
      throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = prefix + entry.getFileName();
        if (Files.isDirectory(entry)) {
          readLoose(entry, name + "/", into);
        } else if (!name.endsWith(".lock")) {
          readLooseRef(entry).ifPresent(id -> into.put(name, new Entry(id, Optional.empty())));
        }
      }
    } catch (NoSuchFileException e) {
      // The folder went with its last ref; packed-refs has the rest.
    }
  }

  private static Optional<Revision> readLooseRef(Path file) throws IOException {
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
      return text.startsWith("ref:") ? Optional.empty() : Optional.of(new Revision(text));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (RegistryException notAnId) {
      throw new RegistryException(
          Problem.CORRUPT, file + " is not a ref", "git model doctor shows what is wrong", notAnId);
    }
  }

  /** What packed-refs says, each name made from its bytes, one character each, by {@code name}. */
  static SortedMap<String, Entry> readPacked(Path repository, UnaryOperator<String> name)
      throws IOException {
    SortedMap<String, Entry> refs = new TreeMap<>();
    String text;
    try {
      text = Files.readString(repository.resolve("packed-refs"), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return refs;
    }
    String last = "";
    for (int start = 0; start < text.length(); ) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      char first = text.charAt(start);
      try {
        if (first == '^') {
          Revision peeled = new Revision(text.substring(start + 1, end));
          refs.computeIfPresent(last, (ref, tag) -> new Entry(tag.id(), Optional.of(peeled)));
        } else if (first != '#') {
          Revision id = new Revision(text.substring(start, Math.min(start + 40, end)));
          last = name.apply(text.substring(start + 41, end));
          refs.put(last, new Entry(id, Optional.empty()));
        }
      } catch (RegistryException | IndexOutOfBoundsException e) {
        // Passed over, it would be gone for good with the next write.
        throw damaged(repository, text.substring(0, start).lines().count() + 1, e);
      }
      start = end + 1;
    }
    return refs;
  }

  private static RegistryException damaged(Path repository, long line, RuntimeException e) {
    return new RegistryException(
        Problem.CORRUPT,
        "line " + line + " of " + repository.resolve("packed-refs") + " is not a ref",
        "mend the file by hand, or take the repository from a clone or backup",
        e);
  }

  private static String utf8(String latin) {
    return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  Optional<Revision> get(String ref) {
    return Optional.ofNullable(refs.get(ref)).map(Entry::id);
  }

  /** The refs below {@code prefix}, by what follows it. */
  SortedMap<String, Entry> below(String prefix) {
    SortedMap<String, Entry> found = new TreeMap<>();
    refs.subMap(prefix, prefix + Character.MAX_VALUE)
        .forEach((ref, entry) -> found.put(ref.substring(prefix.length()), entry));
    return found;
  }
}
