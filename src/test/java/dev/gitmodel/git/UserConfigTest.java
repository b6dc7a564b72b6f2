package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.RegistryException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings read as text are the settings that stock git sees. */
class UserConfigTest {
  @TempDir Path home;
  private Stock stock;

  @BeforeEach
  void useAnOwnHome() {
    stock = new Stock(home);
  }

  private UserConfig read() {
    return UserConfig.read(stock.environment(), home);
  }

  private void global(String text) throws Exception {
    Files.writeString(home.resolve(".gitconfig"), text);
  }

  @Test
  void theLastValueWins() throws Exception {
    global("[model]\n\tregistry = /one\n[model]\n\tregistry = \"/two words\"\n");
    assertThat(read().get("model", "registry")).contains("/two words");
    assertThat(stock.git(home, "config", "model.registry").strip()).isEqualTo("/two words");
  }

  @Test
  void subsectionsAreRead() throws Exception {
    global("[gpg \"ssh\"]\n\tallowedSignersFile = ~/signers\n");
    assertThat(read().path("gpg", "ssh", "allowedSignersFile")).contains(home.resolve("signers"));
  }

  @Test
  void includedFilesCount() throws Exception {
    Files.writeString(home.resolve("more"), "[model]\n\tnamespace = acme\n");
    global("[include]\n\tpath = more\n");
    assertThat(read().get("model", "namespace")).contains("acme");
  }

  @Test
  void whatStandsBelowAnIncludeWinsAndWhatStandsAboveLoses() throws Exception {
    Files.writeString(home.resolve("more"), "[model]\n\tnamespace = more\n\tregistry = /more\n");
    global(
        "[model]\n\tregistry = /above\n[include]\n\tpath = ~/more\n[model]\n\tnamespace = below\n");
    for (String name : new String[] {"namespace", "registry"}) {
      assertThat(read().get("model", name))
          .contains(stock.git(home, "config", "model." + name).strip());
    }
    assertThat(read().files()).containsExactly(home.resolve(".gitconfig"), home.resolve("more"));
  }

  @Test
  void aFileThatIncludesItselfEnds() throws Exception {
    global("[include]\n\tpath = .gitconfig\n[model]\n\tnamespace = acme\n");
    assertThat(read().get("model", "namespace")).contains("acme");
  }

  @Test
  void theGlobalFileOfTheEnvironmentStandsInForTheHomes() throws Exception {
    global("[model]\n\tnamespace = home\n");
    Path other = Files.writeString(home.resolve("other"), "[model]\n\tregistry = /other\n");
    Map<String, String> environment = new HashMap<>(stock.environment());
    environment.put("GIT_CONFIG_GLOBAL", other.toString());
    UserConfig config = UserConfig.read(environment, home);
    assertThat(config.get("model", "registry")).contains("/other");
    assertThat(config.get("model", "namespace")).isEmpty();
  }

  @Test
  void theXdgFileIsReadBelowTheHomes() throws Exception {
    Path file = home.resolve(".config/git/config");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "[model]\n\tnamespace = xdg\n\tregistry = /xdg\n");
    global("[model]\n\tregistry = /home\n");
    for (String name : new String[] {"namespace", "registry"}) {
      assertThat(read().get("model", name))
          .contains(stock.git(home, "config", "model." + name).strip());
    }
  }

  @Test
  void theRepositoryStoodInWins() throws Exception {
    global("[model]\n\tnamespace = acme\n");
    stock.git(home, "init", "-q", "work");
    Path work = home.resolve("work");
    stock.git(work, "config", "model.namespace", "mine");
    Path deep = Files.createDirectories(work.resolve("a/b"));
    assertThat(UserConfig.read(stock.environment(), deep).get("model", "namespace"))
        .contains("mine");
  }

  @Test
  void whatGitHandsDownFromItsCommandLineWins() throws Exception {
    global("[model]\n\tregistry = /one\n");
    String parameters =
        stock.git(
            home,
            "-c",
            "model.registry=/it's = here",
            "-c",
            "alias.handed=!printenv GIT_CONFIG_PARAMETERS",
            "handed");
    Map<String, String> environment = new HashMap<>(stock.environment());
    environment.put("GIT_CONFIG_PARAMETERS", parameters.strip());
    assertThat(UserConfig.read(environment, home).get("model", "registry"))
        .contains("/it's = here");
  }

  @Test
  void theOlderFormOfParametersIsReadToo() {
    Map<String, String> environment = new HashMap<>(stock.environment());
    environment.put("GIT_CONFIG_PARAMETERS", "'model.registry=/old' 'model.quiet'");
    UserConfig config = UserConfig.read(environment, home);
    assertThat(config.get("model", "registry")).contains("/old");
    assertThat(config.get("model", "quiet")).contains("true");
  }

  @Test
  void countedVariablesAreRead() {
    Map<String, String> environment = new HashMap<>(stock.environment());
    environment.put("GIT_CONFIG_COUNT", "1");
    environment.put("GIT_CONFIG_KEY_0", "model.registry");
    environment.put("GIT_CONFIG_VALUE_0", "/counted");
    assertThat(UserConfig.read(environment, home).get("model", "registry")).contains("/counted");
  }

  @Test
  void theActorIsTheAuthor() throws Exception {
    global("[user]\n\tname = Config\n\temail = config@example.org\n");
    assertThat(read().actor().toString()).isEqualTo("Ana <ana@example.org>");
    Map<String, String> plain = Map.of("HOME", home.toString(), "GIT_CONFIG_NOSYSTEM", "1");
    assertThat(UserConfig.read(plain, home).actor().toString())
        .isEqualTo("Config <config@example.org>");
  }

  @Test
  void nobodyIsAskedForAName() {
    Map<String, String> plain = Map.of("HOME", home.toString(), "GIT_CONFIG_NOSYSTEM", "1");
    assertThatThrownBy(() -> UserConfig.read(plain, home).actor())
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.hint()).contains("git config --global user.name"));
  }

  @Test
  void aBrokenFileIsNamed() throws Exception {
    global("[model\n");
    assertThatThrownBy(() -> read().get("model", "registry"))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining(".gitconfig");
  }

  @Test
  void whatStandsBehindAnIncludeWinsOverIt() throws Exception {
    Files.writeString(home.resolve("more"), "[model]\n\tnamespace = acme\n");
    global("[Include]\n\tPath = \"more\" ; theirs\n[model]\n\tnamespace = mine\n");
    assertThat(read().get("model", "namespace")).contains("mine");
    assertThat(stock.git(home, "config", "model.namespace").strip()).isEqualTo("mine");
  }

  @Test
  void aConditionalIncludeCountsWhereItsConditionHolds() throws Exception {
    Files.writeString(home.resolve("at-work"), "[user]\n\temail = me@work.example\n");
    global(
        "[user]\n\temail = me@home.example\n"
            + "[includeIf \"gitdir:~/work/\"]\n\tpath = at-work\n");
    stock.git(home, "init", "-q", "work");
    assertThat(read().get("user", "email")).contains("me@home.example");
    assertThat(UserConfig.read(stock.environment(), home.resolve("work")).get("user", "email"))
        .contains("me@work.example");
  }

  @Test
  void aWorktreeHasTheSettingsOfItsRepository() throws Exception {
    stock.git(home, "init", "-q", "work");
    Path work = home.resolve("work");
    stock.git(work, "config", "model.namespace", "mine");
    stock.git(work, "commit", "-q", "--allow-empty", "-m", "first");
    stock.git(work, "worktree", "add", "-q", "../beside");
    assertThat(
            UserConfig.read(stock.environment(), home.resolve("beside")).get("model", "namespace"))
        .contains("mine");
  }
}
