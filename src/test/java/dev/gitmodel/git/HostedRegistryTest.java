package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.lfs.DirectoryBlobs;
import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Bench;
import dev.gitmodel.store.FileStore;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.ModelStoreContract;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The store on a host keeps the contract; the host is a folder of bare repositories, harmed with
 * the stock git program behind the mirror's back.
 */
class HostedRegistryTest extends ModelStoreContract {
  @TempDir Path host;
  @TempDir Path cache;

  @Override
  protected ModelStore newStore(Path folder) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    UserConfig user = UserConfig.read(environment, folder);
    var caller =
        new HostedRegistry.Caller(environment, folder, user, Clock.systemUTC(), text -> {});
    return new HostedRegistry(
            new UrlTemplate("file://" + host + "/{namespace}/{name}.git"), Optional.empty(), caller)
        .open(cache, Duration.ofSeconds(60), Duration.ZERO);
  }

  private Path repository(ModelName model) {
    return host.resolve(model.namespace().orElseThrow()).resolve(model.name() + ".git");
  }

  @Override
  public void moveRef(ModelName model, String ref, Revision to) {
    String path = repository(model).toString();
    List<String> move =
        to.isNone()
            ? List.of("git", "-C", path, "update-ref", "-d", ref)
            : List.of("git", "-C", path, "update-ref", ref, to.hex());
    Tool.Run run = Tool.run(move, new byte[0], "install it");
    if (run.exit() != 0) {
      throw new IllegalStateException(run.err());
    }
  }

  private Path there(ModelName model, Artifact file) {
    return new DirectoryBlobs(repository(model).resolve("lfs")).location(file.digest());
  }

  private Path mirrored(ModelName model, Artifact file) {
    return ((GitModelStore) bench().store()).lfs(model).location(file.digest());
  }

  /** Where the object lies: on the host, and in the mirror once somebody asked for it. */
  private List<Path> places(ModelName model, Artifact file) {
    return Stream.of(there(model, file), mirrored(model, file)).filter(Files::exists).toList();
  }

  @Override
  public void damage(ModelName model, Artifact file) {
    for (Path object : places(model, file)) {
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
  }

  @Override
  public void lose(ModelName model, Artifact file) {
    for (Path object : places(model, file)) {
      try {
        Files.delete(object);
      } catch (IOException e) {
        throw Durable.storage("can't lose " + object, e);
      }
    }
  }

  @Test
  void whatIsSentIsNotKeptHereAsWell() {
    for (Artifact file : bench().published("1.0.0").files()) {
      if (file.isLfs()) {
        assertThat(there(Bench.IRIS, file)).exists();
        assertThat(mirrored(Bench.IRIS, file)).doesNotExist();
      }
    }
  }

  /** What a host was sent it keeps: only who runs it knows that nobody else needs it. */
  @Override
  @Test
  public void releasingFreesWhatNothingHolds() {
    ModelVersion one = bench().published("1.0.0");
    bench().published("1.1.0");
    bench().files().fetch(one.files(), Progress.NONE);
    bench().delete("1.0.0");
    assertThat(bench().files().release(one.files())).isEqualTo("weights of 1.0.0".length());
    assertThat(one.files()).allMatch(bench().files()::has);
    assertThat(bench().files().release(one.files())).isZero();
  }

  @Test
  void whoRemovedTheMirrorsGetsALargeFileFirstAndTheRestAfterIt(@TempDir Path elsewhere)
      throws IOException {
    ModelVersion one = bench().published("1.0.0");
    FileUtils.deleteDirectory(cache.resolve("mirrors").toFile());
    try (GitModelStore again = (GitModelStore) newStore(elsewhere)) {
      FileStore files = again.files(Bench.IRIS);
      List<Artifact> large = one.files().stream().filter(Artifact::isLfs).toList();
      assertThat(files.fetch(large, Progress.NONE)).containsExactlyElementsOf(large);
      for (Artifact file : one.files()) {
        try (InputStream bytes = files.open(file)) {
          assertThat(bytes.readAllBytes()).hasSize(Math.toIntExact(file.size()));
        }
      }
    }
  }
}
