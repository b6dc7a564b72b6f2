package dev.gitmodel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.cli.House.Setting;
import dev.gitmodel.cli.Terminal;
import dev.gitmodel.model.RegistryException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
  private static final Settings.GitConfig NO_GIT = key -> Optional.empty();
  private static final Settings.GitConfig GIT =
      key -> Optional.ofNullable(Map.of("registry", "~/git", "namespace", "acme").get(key));

  private static Surroundings here(Map<String, String> environment, String terminals) {
    return new Surroundings(environment, Path.of("/work"), "/home/ana", terminals, "");
  }

  private static Settings settings(
      Map<String, String> environment, Settings.GitConfig git, String... option) {
    return Settings.of(
        here(environment, ""), git, Optional.of(option).filter(o -> o.length > 0).map(o -> o[0]));
  }

  @Test
  void anOptionBeatsTheEnvironmentThatBeatsGitThatBeatsTheDefault() {
    var environment = Map.of("GIT_MODEL_REGISTRY", "env");

    assertThat(settings(environment, GIT, "opt").all())
        .contains(new Setting("registry", "/work/opt", "--registry"));
    assertThat(settings(environment, GIT).all())
        .contains(new Setting("registry", "/work/env", "GIT_MODEL_REGISTRY"));
    assertThat(settings(Map.of(), GIT).all())
        .contains(new Setting("registry", "/home/ana/git", "git config model.registry"))
        .contains(new Setting("namespace", "acme", "git config model.namespace"));
    assertThat(settings(Map.of(), NO_GIT).all())
        .contains(new Setting("registry", "/home/ana/.local/share/git-model", "default"))
        .contains(new Setting("lockTimeout", "60", "default"))
        .contains(new Setting("transferRoot", Optional.empty(), "default"))
        .contains(new Setting("notifyLocal", "false", "default"));
    assertThat(settings(Map.of("GIT_MODEL_TRANSFER_ROOT", "srv"), NO_GIT).all())
        .contains(new Setting("transferRoot", "/work/srv", "GIT_MODEL_TRANSFER_ROOT"));
  }

  @Test
  void anXdgFolderCountsOnlyWhereItIsAbsolute() {
    assertThat(settings(Map.of("XDG_DATA_HOME", "/data"), NO_GIT).registry().value())
        .isEqualTo(new Settings.Where.Folder(Path.of("/data/git-model")));
    assertThat(settings(Map.of("XDG_DATA_HOME", "data"), NO_GIT).registry().value())
        .isEqualTo(new Settings.Where.Folder(Path.of("/home/ana/.local/share/git-model")));
  }

  @Test
  void anEmptyVariableIsNotSet() {
    assertThat(settings(Map.of("GIT_MODEL_REGISTRY", ""), NO_GIT).registry().source())
        .isEqualTo("default");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://h/x.git",
        "git@h:acme/x.git",
        "ssh://h:29418/x",
        "file:///srv/git",
        "s3://b/x"
      })
  void anAddressWithoutItsPlaceForANameIsNoFolder(String registry) {
    assertThatThrownBy(() -> settings(Map.of("GIT_MODEL_REGISTRY", registry), NO_GIT))
        .isInstanceOf(RegistryException.class)
        .hasMessage("the registry '" + registry + "' has no {name}");
    assertThat(settings(Map.of("GIT_MODEL_REGISTRY", "a:b@c/d"), NO_GIT).registry().value())
        .isEqualTo(new Settings.Where.Folder(Path.of("/work/a:b@c/d")));
  }

  @Test
  void aWaitThatIsNoNumberIsInvalid() {
    assertThatThrownBy(() -> settings(Map.of("GIT_MODEL_LOCK_TIMEOUT", "soon"), NO_GIT))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("'soon'");
  }

  @Test
  void colourIsForTerminalsOfPeopleWhoWantIt() {
    Terminal.Traits all = here(Map.of("TERM", "xterm", "COLUMNS", "120"), "012").traits();
    assertThat(all).isEqualTo(new Terminal.Traits(true, true, true, true, 120));

    assertThat(here(Map.of("TERM", "dumb"), "012").traits())
        .isEqualTo(new Terminal.Traits(true, false, false, false, 80));
    assertThat(here(Map.of("NO_COLOR", "1"), "012").traits())
        .isEqualTo(new Terminal.Traits(true, false, false, true, 80));
    assertThat(here(Map.of(), "1").traits())
        .isEqualTo(new Terminal.Traits(false, true, false, false, 80));
    assertThat(here(Map.of(), "").traits()).isEqualTo(Terminal.Traits.NONE);
  }
}
