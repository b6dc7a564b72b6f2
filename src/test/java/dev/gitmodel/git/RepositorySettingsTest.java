package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.StoredConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every repository has the settings that durability and safety rest on, for JGit and stock git. */
class RepositorySettingsTest {
  @TempDir Path folder;
  private final Repositories repositories = new Repositories();
  private Path path;

  @BeforeEach
  void layRepository() {
    path = folder.resolve("r.git");
    Repositories.lay(path);
  }

  @AfterEach
  void close() {
    repositories.close();
  }

  private StoredConfig config() {
    return repositories.at(path).getConfig();
  }

  @ParameterizedTest
  @CsvSource({
    "core, fsyncObjectFiles, true",
    "core, fsyncRefFiles, true",
    "core, multiPackIndex, false",
    "gc, auto, 0",
    "receive, fsckObjects, true",
    "transfer, fsckObjects, true",
    "receive, denyDeletes, true",
    "receive, denyNonFastForwards, true",
    "uploadpack, allowTipSHA1InWant, false",
    "uploadpack, allowReachableSHA1InWant, false",
    "uploadpack, allowAnySHA1InWant, false"
  })
  void aNewRepositoryHas(String section, String name, String value) {
    assertThat(config().getString(section, null, name)).isEqualTo(value);
  }

  @Test
  void stockGitReadsThemWithoutComplaint() throws Exception {
    Stock stock = new Stock(folder);
    for (RepositorySettings.Setting s : RepositorySettings.ALL) {
      assertThat(stock.git(path, "config", s.section() + "." + s.name()))
          .isEqualTo(s.value() + "\n");
    }
    assertThat(stock.git(path, "rev-parse", "--is-bare-repository")).isEqualTo("true\n");
    assertThat(stock.git(path, "symbolic-ref", "HEAD")).isEqualTo("refs/heads/main\n");
  }

  @Test
  void theFileHasEachSectionOnce() throws Exception {
    assertThat(Files.readAllLines(path.resolve("config")).stream().filter(l -> l.startsWith("[")))
        .doesNotHaveDuplicates()
        .contains("[core]", "[receive]");
  }

  @Test
  void whatSomebodyChangedIsPutRight() throws Exception {
    new Stock(folder).git(path, "config", "receive.denyDeletes", "false");
    assertThat(RepositorySettings.wrong(config()))
        .isEqualTo(List.of(new RepositorySettings.Setting("receive", "denyDeletes", "true")));
    RepositorySettings.ensure(repositories.at(path));
    assertThat(RepositorySettings.wrong(config())).isEmpty();
    assertThat(new Stock(folder).git(path, "config", "receive.denyDeletes")).isEqualTo("true\n");
  }
}
