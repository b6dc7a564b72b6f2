package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Receipt;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.FileStore;
import dev.gitmodel.store.ModelStore.Authored;
import dev.gitmodel.store.ModelStore.Turn;
import dev.gitmodel.store.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** The right to write to one repository: holds its lock until closed. */
final class GitTurn implements Turn {
  private final RepositoryLock lock;
  private final Path folder;
  private final Supplier<Repository> repository;
  private final Looked looked;
  private boolean open = true;

  private GitTurn(Place place, RepositoryLock lock, Looked looked) {
    this.lock = lock;
    this.folder = place.folder();
    this.repository = place.repository();
    this.looked = looked;
  }

  /** Whose turn it is: the repository in a folder, opened only when it is needed. */
  record Place(Path folder, Supplier<Repository> repository, GitModelStore.Keeping keeping) {}

  /** Takes over the lock, puts right what a crash left, and looks at the refs as they are then. */
  static GitTurn begin(Place place, RepositoryLock lock, Function<RefTable, Looked> look) {
    boolean handedOver = false;
    try {
      new StaleLocks(place.folder()).sweep();
      if (place.keeping() == GitModelStore.Keeping.OURS) {
        RepositorySettings.ensure(place.folder(), place.repository());
      }
      GitTurn turn =
          new GitTurn(place, lock, look.apply(RefTable.look(place.folder(), RefTable.Packed.NONE)));
      handedOver = true;
      return turn;
    } finally {
      if (!handedOver) {
        lock.close();
      }
    }
  }

  /** What was seen under the lock, what to write with, and what moves the refs. */
  record Looked(
      RefTable refs,
      Snapshot snapshot,
      FileStore files,
      Signer signer,
      VersionIndex index,
      Consumer<Upstream.Moves> mover) {}

  @Override
  public Snapshot now() {
    return looked.snapshot();
  }

  @Override
  public Receipt commit(Authored authored) {
    if (!open) {
      throw new IllegalStateException("a turn writes once, and not after it is closed");
    }
    authored.changes().changes().forEach(this::requireBytes);
    try (LooseInserter inserter = new LooseInserter(folder, repository)) {
      ChangeWriter writer = new ChangeWriter(looked, inserter, authored);
      for (Change change : authored.changes().changes()) {
        writer.write(change);
      }
      List<RefMove> moves = writer.moves();
      Optional<Revision> tip = looked.refs().get(Refs.AUDIT);
      List<RefMove> said = new ArrayList<>(writer.observed());
      said.addAll(moves);
      ObjectId entry =
          new AuditWriter(inserter, looked.signer(), looked.snapshot().policy())
              .write(tip.map(Ids::of), authored, said);
      inserter.flush();
      open = false;
      List<RefMove> all = new ArrayList<>(moves);
      all.add(new RefMove(Refs.AUDIT, tip.orElse(Revision.NONE), Ids.of(entry)));
      looked
          .mover()
          .accept(new Upstream.Moves(folder, all, inserter.newReader(), looked.refs().packed()));
      // All loose by now; the next reader would have to open JGit's repository.
      for (RefMove move : moves) {
        if (!move.to().isNone()) {
          looked
              .index()
              .learnNotes(move.ref(), new NoteIndex.Source(move.to(), inserter::newReader));
        }
      }
      looked.index().learnEntry(Ids.of(entry), inserter::newReader);
      return new Receipt(Ids.of(entry), tip, moves, writer.publishedCommit());
    } catch (IncorrectObjectTypeException e) {
      // Stock git put a history on something else; the disk is well.
      throw Damage.missing("what " + folder + " is to be continued from", e);
    } catch (IOException e) {
      throw Durable.storage("can't write objects to " + folder, folder, e);
    }
  }

  /** Bytes are stored before a turn begins; a purge may have come between. */
  private void requireBytes(Change change) {
    if (change instanceof Change.Publish publish) {
      requireBytes(publish.files());
    } else if (change instanceof Change.Release release) {
      requireBytes(release.files());
    }
  }

  private void requireBytes(Collection<Artifact> files) {
    for (Artifact file : looked.files().lacks(files)) {
      throw new RegistryException(
          Problem.CONFLICT,
          "the bytes of " + file.path() + " were removed meanwhile",
          "repeat the command");
    }
  }

  @Override
  public void close() {
    open = false;
    lock.close();
  }
}
