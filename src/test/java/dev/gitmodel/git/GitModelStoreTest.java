package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.store.FileStore;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.ModelStoreContract;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store on Git keeps the contract; harm is done with the stock git program. */
class GitModelStoreTest extends ModelStoreContract {
  @TempDir Path registry;
  @TempDir Path cache;
  private GitModelStore store;

  @Override
  protected ModelStore newStore(Path folder) {
    UserConfig user = UserConfig.read(Map.of("GIT_CONFIG_NOSYSTEM", "1"), folder);
    store =
        new GitModelStore(new GitModelStore.Place(registry, cache, Duration.ofSeconds(60)), user);
    return store;
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  public void moveRef(ModelName model, String ref, Revision to) {
    Path path = store.path(model);
    List<String> move =
        to.isNone()
            ? List.of("git", "-C", path.toString(), "update-ref", "-d", ref)
            : List.of("git", "-C", path.toString(), "update-ref", ref, to.hex());
    Tool.Run run = Tool.run(move, new byte[0], "install it");
    if (run.exit() != 0) {
      throw new IllegalStateException(run.err());
    }
  }

  @Override
  public void damage(ModelName model, Artifact file) {
    Path object = store.lfs(model).location(file.digest());
    if (!object.toFile().setWritable(true)) {
      throw new IllegalStateException(object + " can't be made writable");
    }
    try (RandomAccessFile bytes = new RandomAccessFile(object.toFile(), "rw")) {
      int first = bytes.read();
      bytes.seek(0);
      bytes.write(first ^ 1);
    } catch (IOException e) {
      throw Durable.storage("can't damage " + object, e);
    }
  }

  @Override
  public void lose(ModelName model, Artifact file) {
    try {
      Files.delete(store.lfs(model).location(file.digest()));
    } catch (IOException e) {
      throw Durable.storage("can't lose " + file.path(), e);
    }
  }

  @Test
  void whatWasPutOnceIsNotReadAgain() throws Exception {
    FileStore files = bench().files();
    List<SourceFile> weights = List.of(bench().large("w.bin", "w".repeat(2_000_000)));
    List<Artifact> stored = files.put(weights, List.of(), Progress.NONE).files();
    Path hashes = cache.resolve("hashes");
    assertThat(hashes).as("of a file that was written a moment ago").doesNotExist();
    Thread.sleep(2_100);
    assertThat(files.put(weights, List.of(), Progress.NONE).files()).isEqualTo(stored);
    assertThat(hashes).isDirectoryContaining(Files::isRegularFile);
    assertThat(files.inspect(weights, Progress.NONE)).isEqualTo(stored);
  }
}
