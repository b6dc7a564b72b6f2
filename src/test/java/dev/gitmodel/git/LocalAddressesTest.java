package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.ModelName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalAddressesTest {
  @TempDir Path folder;

  private void repository(String path) throws IOException {
    Files.createDirectories(folder.resolve(path).resolve("objects"));
    Files.writeString(folder.resolve(path).resolve("HEAD"), "ref: refs/heads/main\n");
  }

  private Iterable<String> models(String template) {
    return new LocalAddresses(folder + template)
        .models().stream().map(ModelName::toString).toList();
  }

  @Test
  void repositoriesOfOneFolderAreModels() throws IOException {
    repository("b.git");
    repository("a.git");
    Files.createDirectories(folder.resolve("empty.git"));
    repository("Upper.git");
    repository("registry.git");
    repository("other");
    assertThat(models("/{name}.git")).containsExactly("a", "b");
  }

  @Test
  void namespacesAreFoldersOrPartsOfAName() throws IOException {
    repository("acme/a.git");
    repository("bolt/b.git");
    repository("x-y.git");
    assertThat(models("/{namespace}/{name}.git")).containsExactly("acme/a", "bolt/b");
    assertThat(models("/{namespace}-{name}.git")).containsExactly("x/y");
  }

  @Test
  void aModelMayBeDeepInAFixedFolder() throws IOException {
    repository("srv/a/models.git");
    assertThat(models("/srv/{name}/models.git")).containsExactly("a");
  }

  @Test
  void aFolderThatIsNotThereHasNone() {
    assertThat(models("/nowhere/{name}.git")).isEmpty();
  }
}
