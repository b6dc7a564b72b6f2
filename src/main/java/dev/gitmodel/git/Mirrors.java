package dev.gitmodel.git;

import dev.gitmodel.lfs.Crew;
import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore.Authored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.commons.io.FileUtils;
import org.eclipse.jgit.lib.Repository;

/** Bare repositories that hold what repositories on a host hold, each as of when it was asked. */
final class Mirrors {
  private final RegistryDirectory directory;
  private final Repositories repositories;
  private final StockGit git;
  private final Manner manner;

  /**
   * How long to wait for others, for how long what a host said need not be asked again by the same
   * command, what time it is, and whom to tell that an answer is old.
   */
  record Manner(Duration patience, Duration recent, Clock clock, Consumer<String> notice) {}

  Mirrors(RegistryDirectory directory, Repositories repositories, StockGit git, Manner manner) {
    this.directory = directory;
    this.repositories = repositories;
    this.git = git;
    this.manner = manner;
  }

  Path of(ModelName model) {
    return directory.repository(model);
  }

  /** That of the repository with {@code registry.yaml}. */
  Path own() {
    return directory.own();
  }

  boolean isLaid(Path mirror) {
    return Files.isRegularFile(mirror.resolve("HEAD"));
  }

  /** The models that are mirrored here. */
  SortedSet<ModelName> models() {
    return directory.models();
  }

  /** Says something that the user should know. */
  void tell(String notice) {
    manner.notice().accept(notice);
  }

  Repository repository(Path mirror) {
    return repositories.at(mirror);
  }

  RepositoryLock lock(Path mirror) {
    return new Patience(manner.patience(), manner.notice())
        .lock(mirror, "another process at " + mirror);
  }

  Instant now() {
    return manner.clock().instant();
  }

  /** True where what was said then is as good as said now: a write is checked by the host. */
  boolean isRecent(Instant then) {
    return now().isBefore(then.plus(manner.recent()));
  }

  /** What the host says; where it can't be reached, what it said last, and the user is told. */
  RefTable ask(Path mirror, HostAddress address) {
    try {
      RefTable now = HostRefs.read(git, address);
      RefTable here = RefTable.read(mirror);
      if (!same(now, here)) {
        new Rewritten(git, mirror).keepTags(here, now);
        tellRewritten(mirror, address, now);
        return now;
      }
      tellRewritten(mirror, address, now);
      Freshness.confirm(mirror, manner.clock().instant());
      // It may say more of the tags.
      return here;
    } catch (RegistryException e) {
      Optional<Instant> last = Freshness.of(mirror);
      if (e.problem() != Problem.UNAVAILABLE || last.isEmpty()) {
        throw e;
      }
      String ago = Freshness.ago(last.get(), manner.clock().instant());
      manner.notice().accept(e.text() + "; this is as of " + ago);
      return RefTable.read(mirror);
    }
  }

  /** Makes the mirror what the host has, unless it has these refs. */
  void fetch(Path mirror, HostAddress address, RefTable wanted) {
    if (same(wanted, RefTable.read(mirror))) {
      return;
    }
    laid(mirror);
    if (RepositoryLock.isMine(mirror)) {
      fetch(mirror, address);
    } else {
      try (RepositoryLock lock = lock(mirror)) {
        lock.requireHeld();
        fetch(mirror, address);
      }
    }
  }

  private void fetch(Path mirror, HostAddress address) {
    new StaleLocks(mirror).sweep();
    RefTable before = RefTable.read(mirror);
    new HostFetch(git, address, mirror).all();
    String log = mirror.equals(own()) ? Refs.of(BranchName.MAIN) : Refs.AUDIT;
    RefTable after = RefTable.read(mirror);
    new Rewritten(git, mirror).keepLog(log, before, after);
    tellRewritten(mirror, address, after);
    Freshness.confirm(mirror, manner.clock().instant());
  }

  /** What the host took back of what it had, and never may. */
  List<Finding> rewritten(Path mirror) {
    return new Rewritten(git, mirror).findings(RefTable.read(mirror));
  }

  private void tellRewritten(Path mirror, HostAddress address, RefTable there) {
    for (Finding finding : new Rewritten(git, mirror).findings(there)) {
      tell(
          finding.subject()
              + " of "
              + address
              + " "
              + finding.matter()
              + "; compare it with a checkpoint: git model audit verify --against CHECKPOINT");
    }
  }

  static boolean same(RefTable there, RefTable here) {
    return ids(there).equals(ids(here));
  }

  private static SortedMap<String, Revision> ids(RefTable table) {
    SortedMap<String, Revision> ids = new TreeMap<>();
    table.refs().forEach((ref, entry) -> ids.put(ref, entry.id()));
    return ids;
  }

  /** A repository that others push to, made where it was not there. */
  void host(Path path) {
    laid(path, RepositorySettings.hostText());
  }

  /** The repository of the policy on this machine, made where it was not there. */
  void policy(Path path, Authored authored) {
    new RepositoryMaker(directory, repositories).ensureOwn(path, authored);
  }

  /** The mirror, made where it was not there: whole, or not at all. */
  Path laid(Path mirror) {
    return laid(mirror, RepositorySettings.text());
  }

  private Path laid(Path mirror, String settings) {
    if (isLaid(mirror)) {
      return mirror;
    }
    Path temporary = mirror.resolveSibling(RepositoryMaker.TEMPORARY + UUID.randomUUID());
    try {
      Files.createDirectories(mirror.resolveSibling(""));
      Repositories.lay(temporary, settings);
      Files.move(temporary, mirror, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!isLaid(mirror)) {
        throw Durable.storage("can't make the mirror " + mirror, e);
      }
    } finally {
      FileUtils.deleteQuietly(temporary.toFile());
    }
    return mirror;
  }

  /** Does it for each, several at a time: most of it is to wait for the host. */
  void each(Collection<ModelName> models, Consumer<ModelName> work) {
    Crew.ofWaiters().each(List.copyOf(models), work);
  }
}
