package dev.gitmodel.git;

import dev.gitmodel.git.RepositorySettings.Setting;
import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.store.Care;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.GC;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/** Care of one repository at a time, always under its lock where something may change. */
final class GitCare implements Care {
  // A push that is under way has written objects that nothing refers to yet.
  private static final Duration LEAST_GRACE = Duration.ofHours(1);

  private final GitModelStore store;

  GitCare(GitModelStore store) {
    this.store = store;
  }

  @Override
  public Freed collect(ModelName model, Collecting how) {
    Path path = store.path(model);
    Instant limit = Instant.now().minus(how.grace());
    try (RepositoryLock lock = store.lock(model)) {
      lock.requireHeld();
      if (!how.dryRun()) {
        new StaleLocks(path).sweep();
      }
      LargeGarbage large = new LargeGarbage(store, model, limit);
      List<Garbage> garbage = new ArrayList<>(large.free(how));
      garbage.addAll(temporaries(path, limit, how.dryRun()));
      Repository repository = store.repository(model);
      Duration kept = kept(how.grace());
      Instant expired = Instant.now().minus(kept);
      UnreachableObjects.count(repository, RefTable.read(path), expired).ifPresent(garbage::add);
      if (!how.dryRun()) {
        // Or JGit would, which loses them all where the disk refuses a rename.
        try (ObjectReader reader = repository.newObjectReader()) {
          new RefBatch(path, reader).pack();
        }
        repack(repository, kept);
      }
      return new Freed(garbage, large.copies());
    }
  }

  /** Uploads that never ended, and repositories that were never finished. */
  private static List<Garbage> temporaries(Path repository, Instant limit, boolean dryRun) {
    List<Path> candidates = new ArrayList<>(children(repository.resolve("lfs/tmp")));
    children(repository.resolve("objects")).stream()
        .flatMap(fan -> children(fan).stream())
        .filter(p -> String.valueOf(p.getFileName()).startsWith(LooseInserter.TEMPORARY))
        .forEach(candidates::add);
    Path folder = repository.toAbsolutePath().getParent();
    if (folder != null) {
      children(folder).stream()
          .filter(p -> String.valueOf(p.getFileName()).startsWith(RepositoryMaker.TEMPORARY))
          .forEach(candidates::add);
    }
    List<Garbage> garbage = new ArrayList<>();
    for (Path path : candidates) {
      try {
        if (Files.getLastModifiedTime(path).toInstant().isBefore(limit)) {
          garbage.add(new Garbage("left-over " + path.getFileName(), size(path)));
          if (!dryRun) {
            FileUtils.forceDelete(path.toFile());
          }
        }
      } catch (IOException e) {
        throw Durable.storage("can't remove " + path, e);
      }
    }
    return garbage;
  }

  private static long size(Path path) {
    return FileUtils.sizeOf(path.toFile());
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> stream = Files.list(folder)) {
      return stream.toList();
    } catch (IOException e) {
      throw Durable.storage("can't list " + folder, e);
    }
  }

  private static Duration kept(Duration grace) {
    return grace.compareTo(LEAST_GRACE) < 0 ? LEAST_GRACE : grace;
  }

  private static void repack(Repository repository, Duration kept) {
    GC gc = new GC((FileRepository) repository);
    gc.setExpire(Instant.now().minus(kept));
    gc.setPackExpire(Instant.now().minus(kept));
    try {
      gc.gc().join();
    } catch (IOException | ParseException | GitAPIException e) {
      throw Damage.missing(
          "what is to be packed", e instanceof IOException io ? io : new IOException(e));
    }
  }

  @Override
  public List<Finding> examine(ModelName model, Examination how, Progress progress) {
    return new Checkup(store, model).examine(how, progress);
  }

  @Override
  public Optional<List<Finding>> rights(ModelName model) {
    return store.rights(model);
  }

  @Override
  public List<Mend> mend(ModelName model, boolean dryRun) {
    Path path = store.path(model);
    List<Mend> mends = new ArrayList<>();
    try (RepositoryLock lock = store.lock(model)) {
      lock.requireHeld();
      StaleLocks locks = new StaleLocks(path);
      for (Path stale : dryRun ? locks.stale() : locks.sweep()) {
        String name = path.relativize(stale).toString();
        mends.add(removal(Checkup.subject(model, name), "the left-over lock " + name));
      }
      Repository repository = store.repository(model);
      for (Setting s : RepositorySettings.wrong(repository.getConfig())) {
        String set = "set " + s.key() + " = " + s.value();
        mends.add(new Mend(Checkup.subject(model, "config " + s.key()), set, set));
      }
      if (!dryRun) {
        RepositorySettings.ensure(repository);
      }
      Instant limit = Instant.now().minus(Duration.ofDays(1));
      for (Garbage garbage : temporaries(path, limit, dryRun)) {
        mends.add(removal(Checkup.subject(model, garbage.what()), garbage.what()));
      }
    }
    if (!dryRun) {
      store.forgetIndex(model);
    }
    return mends;
  }

  private static Mend removal(String subject, String what) {
    return new Mend(subject, "removed " + what, "remove " + what);
  }
}
