package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.Artifact;
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
  long put(List<SourceFile> files, Progress progress, Map<SourceFile, Artifact> into) {
    if (files.isEmpty()) {
      return 0;
    }
    boolean pack = files.size() >= MANY;
    Set<Path> before = pack ? packs() : Set.of();
    try (ObjectInserter inserter = pack ? packInserter() : new DurableInserter(repository);
        ObjectReader reader = repository.newObjectReader()) {
      Set<ObjectId> seen = new HashSet<>();
      long fresh = 0;
      for (SourceFile file : files) {
        byte[] bytes = SmallFile.read(file);
        Artifact artifact = FileInspector.blob(file, bytes);
        ObjectId id = Ids.of(artifact.blob().orElseThrow());
        if (seen.add(id) && !reader.has(id)) {
          inserter.insert(Constants.OBJ_BLOB, bytes);
          fresh += bytes.length;
        }
        into.put(file, artifact);
        progress.advance(bytes.length);
      }
      inserter.flush();
      if (pack) {
        forceNew(before);
      }
      return fresh;
    } catch (IOException e) {
      throw Durable.storage("can't write objects to " + repository.getDirectory(), e);
    }
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
