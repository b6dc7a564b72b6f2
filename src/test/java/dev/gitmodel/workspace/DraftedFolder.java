package dev.gitmodel.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.git.GitLfsRules;
import dev.gitmodel.model.Draft;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder with files, and what is drafted of it. */
record DraftedFolder(Path directory) {
  static final ModelName NAME = ModelName.parse("acme/iris");

  Path write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  Folder folder() {
    return new Folder(directory, GitLfsRules::lfs);
  }

  Draft draft() {
    return folder().draft(NAME);
  }

  SourceFile source(String path) {
    return draft().files().stream()
        .filter(f -> f.path().text().equals(path))
        .findFirst()
        .orElseThrow();
  }

  List<String> paths() {
    return draft().files().stream().map(f -> f.path().text()).toList();
  }

  void refused(String message, String hint) {
    assertThatThrownBy(this::draft)
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.INVALID);
              assertThat(e.text()).contains(message);
              assertThat(e.hint()).contains(hint);
            });
  }
}
