package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryDirectoryTest {
  @TempDir Path folder;

  @Test
  void aRepositorysPathIsReadBackAsTheModelsName() throws IOException {
    RegistryDirectory registry = new RegistryDirectory(folder.resolve("registry"));
    ModelName iris = ModelName.parse("acme/iris");
    String path = registry.repository(iris).toString();
    assertThat(registry.at(path)).contains(iris);
    assertThat(registry.at("file://" + path)).contains(iris);

    Files.createDirectories(registry.repository(iris));
    Path link = Files.createSymbolicLink(folder.resolve("link"), registry.root());
    assertThat(registry.at(link.resolve("acme/iris.git").toString())).contains(iris);
  }

  @Test
  void aFileIsNoRegistryAndNotAnEmptyOne() throws IOException {
    RegistryDirectory registry =
        new RegistryDirectory(Files.createFile(folder.resolve("registry")));

    assertThatThrownBy(registry::models)
        .hasMessage(folder.resolve("registry") + " is not a folder")
        .isInstanceOf(RegistryException.class);
    assertThat(new RegistryDirectory(folder.resolve("none")).models()).isEmpty();
  }

  @Test
  void whatOnlySeemsAbsentBecauseItCannotBeReadIsStorage() throws Exception {
    ModelName iris = ModelName.parse("acme/iris");
    Path registry = folder.resolve("registry");
    RegistryDirectory directory = new RegistryDirectory(registry);
    Files.createDirectories(registry.resolve("acme"));
    assertThat(directory.unreadable(iris)).isEmpty();
    Files.createDirectories(directory.repository(iris));
    assertThat(directory.unreadable(iris))
        .get()
        .extracting(RegistryException::problem)
        .isEqualTo(Problem.CORRUPT);
    if (whoeverMayReadAnything()) {
      return;
    }
    for (Path closed : List.of(directory.repository(iris), registry.resolve("acme"), registry)) {
      Set<PosixFilePermission> before = Files.getPosixFilePermissions(closed);
      Files.setPosixFilePermissions(closed, Set.of());
      RegistryException why = directory.unreadable(iris).orElseThrow();
      assertThat(why).hasMessage("can't read " + closed + ": permission denied");
      assertThat(why.problem()).isEqualTo(Problem.STORAGE);
      Files.setPosixFilePermissions(closed, before);
    }
  }

  /** A superuser, whom no mode of a file keeps out. */
  private boolean whoeverMayReadAnything() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, Set.of());
    return Files.isReadable(closed);
  }

  @Test
  void whatIsElsewhereOrNoNameIsNone() {
    RegistryDirectory registry = new RegistryDirectory(folder.resolve("registry"));
    assertThat(registry.at(folder.resolve("registry").toString())).isEmpty();
    assertThat(registry.at(folder.resolve("other/iris.git").toString())).isEmpty();
    assertThat(registry.at(folder.resolve("registry/a/b/c.git").toString())).isEmpty();
    assertThat(registry.at(folder.resolve("registry/registry.git").toString())).isEmpty();
    assertThat(registry.at("https://example.org/iris.git")).isEmpty();
    assertThat(registry.at("\0")).isEmpty();
  }
}
