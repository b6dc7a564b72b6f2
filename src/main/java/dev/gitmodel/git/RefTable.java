package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All refs of a repository as they were at one moment, read from {@code packed-refs} and the loose
 * files without starting JGit, which costs more than the reading. Those that can't be read are
 * {@code broken}, each with its file, and none of {@code refs}.
 */
record RefTable(SortedMap<String, RefEntry> refs, Packed packed, SortedMap<String, Path> broken) {
  private static final int TRIES = 20;

  /** What {@code packed-refs} says, and a sign by which the file is known again. */
  record Packed(String sign, SortedMap<String, RefEntry> refs) {
    /** Nothing known. */
    static final Packed NONE = new Packed("", Collections.emptySortedMap());
  }

  /** One of which nothing is broken. */
  RefTable(SortedMap<String, RefEntry> refs, Packed packed) {
    this(refs, packed, Collections.emptySortedMap());
  }

  /** Reads the refs of the bare repository. */
  static RefTable read(Path repository) {
    return read(repository, Packed.NONE);
  }

  /**
   * As {@link #read(Path)}; packed refs that are {@code known} are not read again. CORRUPT where
   * one is broken: to whoever writes, what is not there would be free to use.
   */
  static RefTable read(Path repository, Packed known) {
    RefTable read = look(repository, known);
    read.broken().keySet().stream().findFirst().ifPresent(read::get);
    return read;
  }

  private RegistryException broken(String ref, Path file) {
    String hint =
        packed.refs().containsKey(ref)
            ? "put it back where packed-refs has it with: " + SshProgram.quoted(rm(file))
            : "remove the file and push the ref again; git model doctor says where a model had it";
    return new RegistryException(Problem.CORRUPT, noRef(file), hint);
  }

  /** How the file of a broken ref is taken away by hand. */
  static List<String> rm(Path file) {
    return List.of("rm", file.toString());
  }

  /** What is wrong with the file of a broken ref; a crash may leave one empty. */
  static String noRef(Path file) {
    return file + (file.toFile().length() == 0 ? " is empty" : " is not a ref");
  }

  /**
   * As {@link #read(Path, Packed)}, for who writes nothing: a broken one stops only who needs it.
   */
  static RefTable look(Path repository, Packed known) {
    try {
      for (int i = 0; i < TRIES; i++) {
        String before = state(repository);
        SortedMap<String, RefEntry> loose = new TreeMap<>();
        SortedMap<String, Path> broken = new TreeMap<>();
        new Loose(loose, broken).read(repository.resolve("refs"), "refs/");
        Packed packed =
            !before.isEmpty() && before.equals(known.sign())
                ? known
                : new Packed(before, readPacked(repository, StandardCharsets.UTF_8));
        // A ref moves from its loose file into packed-refs; unchanged packed-refs means that no
        // transaction ended in between.
        if (before.equals(state(repository))) {
          SortedMap<String, RefEntry> refs = new TreeMap<>(packed.refs());
          refs.putAll(loose);
          refs.keySet().removeAll(broken.keySet());
          return new RefTable(refs, packed, broken);
        }
      }
    } catch (IOException e) {
      throw Durable.storage("can't read the refs of " + repository, e);
    }
    throw new RegistryException(
        Problem.CONFLICT, "the refs of " + repository + " change without pause", "try again");
  }

  private static String state(Path repository) throws IOException {
    try {
      BasicFileAttributes a =
          Files.readAttributes(repository.resolve("packed-refs"), BasicFileAttributes.class);
      return a.lastModifiedTime() + "/" + a.size() + "/" + a.fileKey();
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /** What is found in the files of refs. */
  private record Loose(SortedMap<String, RefEntry> refs, SortedMap<String, Path> broken) {
    void read(Path folder, String prefix) throws IOException {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path entry : entries) {
          String name = prefix + entry.getFileName();
          if (Files.isDirectory(entry)) {
            read(entry, name + "/");
          } else if (!name.endsWith(".lock")) {
            readRef(entry, name);
          }
        }
      } catch (NoSuchFileException e) {
        // The folder went with its last ref; packed-refs has the rest.
      }
    }

    private void readRef(Path file, String name) throws IOException {
      try {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        if (!text.startsWith("ref:")) {
          refs.put(name, RefEntry.of(new Revision(text), Optional.empty()));
        }
      } catch (NoSuchFileException e) {
        // Packed meanwhile, or removed.
      } catch (RegistryException notAnId) {
        broken.put(name, file);
      }
    }
  }

  /** What packed-refs says, the names read as {@code names} has it. */
  static SortedMap<String, RefEntry> readPacked(Path repository, Charset names) throws IOException {
    byte[] file;
    try {
      file = Files.readAllBytes(repository.resolve("packed-refs"));
    } catch (NoSuchFileException e) {
      return new TreeMap<>();
    }
    PackedLines lines = new PackedLines(file, names);
    try {
      return lines.refs();
    } catch (RegistryException | IndexOutOfBoundsException e) {
      // Passed over, it would be gone for good with the next write.
      throw damaged(repository, lines.count(), e);
    }
  }

  private static RegistryException damaged(Path repository, long line, RuntimeException e) {
    return new RegistryException(
        Problem.CORRUPT,
        "line " + line + " of " + repository.resolve("packed-refs") + " is not a ref",
        "mend the file by hand, or take the repository from a clone or backup",
        e);
  }

  /** Where it is; CORRUPT where it is broken. */
  Optional<Revision> get(String ref) {
    Path file = broken.get(ref);
    if (file != null) {
      throw broken(ref, file);
    }
    return Optional.ofNullable(refs.get(ref)).map(RefEntry::id);
  }

  /** The refs as they were when the log left them so; those still there keep what is peeled. */
  RefTable at(Map<String, Revision> log) {
    SortedMap<String, RefEntry> then = new TreeMap<>();
    log.forEach(
        (ref, id) -> {
          RefEntry still = refs.get(ref);
          if (!id.isNone()) {
            boolean same = still != null && still.id().equals(id);
            then.put(ref, same ? still : RefEntry.of(id, Optional.empty()));
          }
        });
    return new RefTable(then, Packed.NONE);
  }

  /** Where all refs but one are. */
  SortedMap<String, Revision> without(String ref) {
    SortedMap<String, Revision> others = new TreeMap<>();
    refs.forEach((name, entry) -> others.put(name, entry.id()));
    others.remove(ref);
    return others;
  }

  /** The refs below {@code prefix}, by what follows it. */
  SortedMap<String, RefEntry> below(String prefix) {
    SortedMap<String, RefEntry> found = new TreeMap<>();
    refs.subMap(prefix, prefix + Character.MAX_VALUE)
        .forEach((ref, entry) -> found.put(ref.substring(prefix.length()), entry));
    return found;
  }

  /** The tags of versions. */
  NavigableMap<Version, RefEntry> versions() {
    List<Map.Entry<Version, RefEntry>> versions = new ArrayList<>();
    refs.subMap(Refs.TAGS + "v", Refs.TAGS + "w")
        .forEach(
            (ref, entry) ->
                Version.tryParse(ref.substring(Refs.TAGS.length()))
                    .ifPresent(version -> versions.add(Map.entry(version, entry))));
    // Not comparingByKey: lambdas that can be serialized are in no archive of classes.
    versions.sort((one, other) -> one.getKey().compareTo(other.getKey()));
    return InOrder.tree(versions);
  }

  /** The refs among the aliases that are none of {@code aliases}, by their whole names. */
  SortedMap<String, Revision> outside(Set<AliasName> aliases) {
    SortedMap<String, Revision> others = new TreeMap<>();
    below(Refs.ALIASES).forEach((name, entry) -> others.put(Refs.ALIASES + name, entry.id()));
    aliases.forEach(alias -> others.remove(Refs.of(alias)));
    return others;
  }

  /** Branches and their tips. */
  SortedMap<BranchName, Revision> branches() {
    SortedMap<BranchName, Revision> branches = new TreeMap<>();
    below(Refs.HEADS)
        .forEach(
            (name, entry) ->
                BranchName.tryParse(name).ifPresent(branch -> branches.put(branch, entry.id())));
    return branches;
  }

  /** The aliases that are on one of {@code versions}. */
  SortedMap<AliasName, Version> aliases(Map<Version, RefEntry> versions) {
    SortedMap<String, RefEntry> named = below(Refs.ALIASES);
    Set<Revision> on = new HashSet<>();
    Set<Integer> marks = new HashSet<>();
    for (RefEntry entry : named.values()) {
      on.add(entry.id());
      marks.add(entry.mark());
    }
    Map<Revision, Version> byTag = new HashMap<>();
    versions.forEach(
        (version, entry) -> {
          if (marks.contains(entry.mark()) && on.contains(entry.id())) {
            byTag.put(entry.id(), version);
          }
        });
    SortedMap<AliasName, Version> found = new TreeMap<>();
    named.forEach(
        (name, entry) -> {
          Version version = byTag.get(entry.id());
          if (version != null && AliasName.isAlias(name)) {
            found.put(new AliasName(name), version);
          }
        });
    return found;
  }
}
