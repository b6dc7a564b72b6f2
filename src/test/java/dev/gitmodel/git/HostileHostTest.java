package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A host that lies is refused with a clear message, and leaves nothing behind. */
@Timeout(120)
final class HostileHostTest {
  private static final ModelName IRIS = ModelName.parse("iris");

  @TempDir Path home;
  @TempDir Path cache;
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void aCredentialHelperKnowsOneSecret() throws IOException {
    Path helper = home.resolve("helper");
    Files.writeString(
        helper,
        """
        #!/bin/sh
        [ "$1" = get ] || exit 0
        while read -r line; do
          case $line in host=*) host=${line#host=} ;; esac
        done
        [ "$host" = "$TRUSTED" ] && printf 'username=ana\\npassword=s3cret\\n'
        exit 0
        """);
    assertThat(helper.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve(".gitconfig"), "[credential]\n\thelper = " + helper + "\n");
  }

  private GitModelStore store(String address, String trusted) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("HOME", home.toString());
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("GIT_ASKPASS", "true");
    environment.put("TRUSTED", trusted);
    UserConfig user = UserConfig.read(environment, home);
    var caller =
        new HostedRegistry.Caller(environment, home, user, Clock.systemUTC(), warnings::add);
    return new HostedRegistry(new UrlTemplate(address + "/{name}.git"), Optional.empty(), caller)
        .open(cache, Duration.ofSeconds(60));
  }

  private RegistryException refused(FakeGitHost.Answer answer) throws IOException {
    try (FakeGitHost host = new FakeGitHost(answer);
        GitModelStore store = store(host.address(), "")) {
      RegistryException e =
          catchThrowableOfType(RegistryException.class, () -> store.look(IRIS).versions());
      assertThat(e).isNotNull();
      assertThat(files(cache)).as("nothing is written").isEmpty();
      return e;
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void aRefThatClimbsOutIsRefused() throws IOException {
    RegistryException e =
        refused(
            FakeGitHost.advertising(
                FakeGitHost.ID + " refs/heads/main", FakeGitHost.ID + " refs/heads/../../x"));
    assertThat(e.problem()).isEqualTo(Problem.CORRUPT);
    assertThat(e.text()).contains("refs/heads/../../x");
  }

  @Test
  void aRefWithAnEscapeIsRefusedAndTheEscapeNotPrinted() throws IOException {
    RegistryException e =
        refused(FakeGitHost.advertising(FakeGitHost.ID + " refs/heads/\u001b]0;owned\u0007"));
    assertThat(e.problem()).isEqualTo(Problem.CORRUPT);
    assertThat(e.text()).doesNotContain("\u001b").contains("<U+001B>");
  }

  @Test
  void garbageForPacketsIsRefused() throws IOException {
    assertThat(refused(FakeGitHost.text("zzzz this is no Git")).problem())
        .isEqualTo(Problem.CORRUPT);
  }

  @Test
  void aTruncatedAdvertisementIsRefused() throws IOException {
    String whole = FakeGitHost.packet("# service=git-upload-pack\n") + "0000";
    RegistryException e = refused(FakeGitHost.text(whole + "00ff" + FakeGitHost.ID));
    assertThat(e.problem()).isIn(Problem.CORRUPT, Problem.UNAVAILABLE);
  }

  @Test
  void refsWithoutEndAreCutOff() throws IOException {
    RegistryException e = refused(FakeGitHost.endless());
    assertThat(e.problem()).isEqualTo(Problem.CORRUPT);
    assertThat(e.text()).contains("without end");
  }

  @Test
  void aRedirectToAnotherHostTakesNoCredentialThere() throws IOException {
    try (FakeGitHost other =
            new FakeGitHost(FakeGitHost.asking(FakeGitHost.text("never reached")));
        FakeGitHost host =
            new FakeGitHost(FakeGitHost.asking(FakeGitHost.redirecting(other.address())));
        GitModelStore store = store(host.address(), host.address().substring("http://".length()))) {
      RegistryException e =
          catchThrowableOfType(RegistryException.class, () -> store.look(IRIS).versions());
      assertThat(e.problem()).isEqualTo(Problem.UNAUTHENTICATED);
      assertThat(host.authorizations()).isNotEmpty();
      assertThat(other.authorizations()).isEmpty();
      assertThat(e.text()).doesNotContain("s3cret");
    }
  }

  @Test
  void aHostThatIsNotThereIsUnavailable() throws IOException {
    String address;
    try (FakeGitHost host = new FakeGitHost(FakeGitHost.text(""))) {
      address = host.address();
    }
    try (GitModelStore store = store(address, "")) {
      RegistryException e =
          catchThrowableOfType(RegistryException.class, () -> store.look(IRIS).versions());
      assertThat(e.problem()).isEqualTo(Problem.UNAVAILABLE);
    }
  }
}
