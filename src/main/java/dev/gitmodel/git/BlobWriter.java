package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.internal.storage.file.PackInserter;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/**
 * Stores small files as blobs, durably: a few as loose objects, many as one pack, which is two
 * files to force instead of thousands.
 */
final class BlobWriter {
  private static final int MANY = 64;

  private final Repository repository;

  BlobWriter(Repository repository) {
    this.repository = repository;
  }

  /**
   * Stores the files and puts their artifacts into {@code into}; returns the bytes that were new.
   */
  long put(List<SourceFile> files, Progress progress, Map<FilePath, Artifact> into) {
    if (files.isEmpty()) {
      return 0;
    }
    boolean pack = files.size() >= MANY;
    Set<Path> before = pack ? packs() : Set.of();
    try (ObjectInserter inserter = pack ? packInserter() : looseInserter();
        ObjectReader reader = repository.newObjectReader()) {
      Set<ObjectId> seen = new HashSet<>();
      Set<Path> there = new TreeSet<>();
      long fresh = 0;
      for (SourceFile file : files) {
        byte[] bytes = SmallFile.read(file);
        Artifact artifact = FileInspector.blob(file, bytes);
        ObjectId id = Ids.of(artifact.blob().orElseThrow());
        if (seen.add(id)) {
          if (reader.has(id)) {
            there.add(folder(id));
          } else {
            inserter.insert(Constants.OBJ_BLOB, bytes);
            fresh += bytes.length;
          }
        }
        into.put(file.path(), artifact);
        progress.advance(bytes.length);
      }
      inserter.flush();
      if (pack) {
        forceNew(before);
      }
      forceThere(there);
      return fresh;
    } catch (IOException e) {
      Path folder = repository.getDirectory().toPath();
      throw Durable.storage("can't write objects to " + folder, folder, e);
    }
  }

  private Path folder(ObjectId loose) {
    Path objects = repository.getDirectory().toPath().resolve("objects");
    return objects.resolve(loose.name().substring(0, 2));
  }

  /** Whoever wrote these may have died, or be about to, before their names were durable. */
  private void forceThere(Set<Path> folders) {
    folders.stream().filter(Files::isDirectory).forEach(Durable::forceDirectory);
    if (!folders.isEmpty()) {
      Durable.forceDirectory(packFolder().resolveSibling(""));
      Durable.forceDirectory(packFolder());
    }
  }

  private LooseInserter looseInserter() {
    return new LooseInserter(repository.getDirectory().toPath(), () -> repository);
  }

  private PackInserter packInserter() {
    PackInserter inserter = ((ObjectDirectory) repository.getObjectDatabase()).newPackInserter();
    // We look for ourselves, once an object.
    inserter.checkExisting(false);
    return inserter;
  }

  private Path packFolder() {
    return repository.getDirectory().toPath().resolve("objects/pack");
  }

  private Set<Path> packs() {
    Set<Path> found = new HashSet<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(packFolder())) {
      stream.forEach(found::add);
    } catch (IOException e) {
      throw Durable.storage("can't list " + packFolder(), e);
    }
    return found;
  }

  private void forceNew(Set<Path> before) {
    Set<Path> fresh = packs();
    fresh.removeAll(before);
    // Read-only files: opened for reading, which forces as well on Linux and macOS.
    fresh.forEach(Durable::forceDirectory);
    Durable.forceDirectory(packFolder());
  }
}
