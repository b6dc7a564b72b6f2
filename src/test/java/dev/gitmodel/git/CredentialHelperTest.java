package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.lfs.Login;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins come from real {@code git credential} and go back to it, and stay nowhere else. */
class CredentialHelperTest {
  private static final URI LFS =
      URI.create("https://h.example:8443/ns/m.git/info/lfs/objects/batch");

  @TempDir Path home;
  private Settings settings;
  private Path log;

  @BeforeEach
  void begin() {
    settings = new Settings(home);
    log = home.resolve("log");
  }

  private CredentialHelper helper(String repository) {
    return new CredentialHelper(settings.read(), WebUrl.parse(repository));
  }

  private void helperKnows(String answer) {
    Path script =
        Settings.script(
            home.resolve("helper"),
            "echo \"$1\" >>"
                + log
                + "\ncat >>"
                + log
                + "\n[ \"$1\" = get ] && printf '"
                + answer
                + "'\nexit 0\n");
    settings.add("credential.helper", script.toString());
  }

  @Test
  void aHelperIsAskedWithHostAndUserAndNoPath() throws IOException {
    helperKnows("username=ana\\npassword=s3cret=\\n");
    Login login = helper("https://ana@h.example:8443/ns/m.git").ask(LFS);
    assertThat(login).isEqualTo(new Login("ana", "s3cret="));
    assertThat(Files.readAllLines(log))
        .contains("get", "protocol=https", "host=h.example:8443", "username=ana")
        .noneMatch(line -> line.startsWith("path="));
  }

  @Test
  void thePathOfTheRepositoryCountsWhereTheUserWantsItTo() throws IOException {
    helperKnows("username=ana\\npassword=x\\n");
    settings.add("credential.useHttpPath", "true");
    helper("https://h.example:8443/ns/m.git").ask(LFS);
    assertThat(Files.readAllLines(log)).contains("path=ns/m.git");
  }

  @Test
  void whatWasTakenOrRefusedIsToldToTheHelper() throws IOException {
    helperKnows("");
    CredentialHelper helper = helper("https://h.example:8443/ns/m.git");
    helper.approve(LFS, new Login("ana", "good"));
    helper.reject(LFS, new Login("ana", "bad"));
    assertThat(Files.readAllLines(log))
        .containsSubsequence("store", "password=good", "erase", "host=h.example:8443");
  }

  @Test
  void theStoreOfStockGitKeepsWhatIsApproved() throws IOException {
    settings.add("credential.helper", "store");
    CredentialHelper helper = helper("https://h.example:8443/ns/m.git");
    helper.approve(LFS, new Login("ana", "s3cret"));
    assertThat(helper.ask(LFS)).isEqualTo(new Login("ana", "s3cret"));
    helper.reject(LFS, new Login("ana", "s3cret"));
    assertThat(Files.readString(home.resolve(".git-credentials"))).isEmpty();
  }

  @Test
  void withoutALoginNobodyIsAskedAtATerminalThatIsOff() {
    assertThatThrownBy(() -> helper("https://h.example:8443/ns/m.git").ask(LFS))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.UNAUTHENTICATED);
              assertThat(e.text()).contains("h.example:8443", "terminal prompts disabled");
              assertThat(e.hint()).contains("credentials");
            });
  }

  @Test
  void aHelpersOwnWordsAreNotShown() {
    Path script = Settings.script(home.resolve("helper"), "echo password=s3cret >&2; exit 1\n");
    settings.add("credential.helper", script.toString());
    assertThatThrownBy(() -> helper("https://h.example:8443/").ask(LFS))
        .satisfies(e -> assertThat(e.toString()).doesNotContain("s3cret"));
  }

  @Test
  void aLoginInTheUrlIsUsedFirstAndShownNever() {
    CredentialHelper helper = helper("https://ana:s%3Acret@h.example:8443/ns/m.git");
    assertThat(helper.given(LFS)).contains(new Login("ana", "s:cret"));
    assertThat(helper.given(URI.create("https://other.example/"))).isEqualTo(Optional.empty());
    assertThat(WebUrl.parse("https://ana:s%3Acret@h.example/").orElseThrow())
        .hasToString("https://h.example/");
  }

  @Test
  void aLineBreakInALoginIsRefused() {
    assertThatThrownBy(() -> helper("https://a%0Ahost=evil@h.example:8443/m").ask(LFS))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INVALID));
  }
}
