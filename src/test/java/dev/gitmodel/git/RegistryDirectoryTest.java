package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.ModelName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
