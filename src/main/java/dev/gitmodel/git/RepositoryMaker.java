package dev.gitmodel.git;

import dev.gitmodel.codec.PolicyCodec;
import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.ModelStore.Authored;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import org.apache.commons.io.FileUtils;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;

/**
 * Makes repositories: whole in a temporary folder, then one rename, so a model is there with its
 * first audit entry or not at all.
 */
final class RepositoryMaker {
  /** Folders that start so are repositories in the making. */
  static final String TEMPORARY = ".making-";

  private final RegistryDirectory directory;
  private final Repositories repositories;

  RepositoryMaker(RegistryDirectory directory, Repositories repositories) {
    this.directory = directory;
    this.repositories = repositories;
  }

  /** Makes the model's repository with a first ref; EXISTS where somebody was faster. */
  void make(ModelName model, First first) {
    if (!make(directory.repository(model), first)) {
      throw Upstream.there(model);
    }
  }

  /**
   * Makes the registry's own repository, with a policy that asks nothing yet, where there is none.
   */
  void ensureOwn(Authored authored) {
    ensureOwn(directory.own(), authored);
  }

  /** The same at another place. */
  void ensureOwn(Path own, Authored authored) {
    if (!Files.isRegularFile(own.resolve("HEAD"))) {
      // Whoever was faster made the same one.
      make(own, inserter -> firstPolicy(inserter, authored));
    }
  }

  private static RefMove firstPolicy(ObjectInserter inserter, Authored authored)
      throws IOException {
    TreeFormatter tree = new TreeFormatter();
    byte[] yaml = PolicyCodec.DEFAULT_TEXT.getBytes(StandardCharsets.UTF_8);
    tree.append("registry.yaml", FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, yaml));
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(inserter.insert(tree));
    commit.setAuthor(Ids.person(authored.by(), authored.at()));
    commit.setCommitter(Ids.person(authored.by(), authored.at()));
    commit.setMessage("Begin the registry with an open policy\n");
    return new RefMove(Refs.of(BranchName.MAIN), Revision.NONE, Ids.of(inserter.insert(commit)));
  }

  /** What a repository begins with: writes the objects, and says which ref is to be made. */
  interface First {
    RefMove into(ObjectInserter inserter) throws IOException;
  }

  private boolean make(Path target, First first) {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      throw RegistryException.invalid(
          "the registry can't be a file system's root", "--registry DIR");
    }
    Durable.createDirectories(folder);
    Path temporary = folder.resolve(TEMPORARY + UUID.randomUUID());
    try (LooseInserter inserter = new LooseInserter(temporary, () -> repositories.at(temporary))) {
      Repositories.lay(temporary);
      RefMove move = first.into(inserter);
      inserter.flush();
      new RefBatch(temporary, inserter.newReader()).apply(List.of(move));
      repositories.forget(temporary);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      Durable.forceDirectory(folder);
      return true;
    } catch (IOException e) {
      if (Files.isRegularFile(target.resolve("HEAD"))) {
        return false;
      }
      throw Durable.storage("can't make the repository " + target, e);
    } finally {
      FileUtils.deleteQuietly(temporary.toFile());
    }
  }
}
