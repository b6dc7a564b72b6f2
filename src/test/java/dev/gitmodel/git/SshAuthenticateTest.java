package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.lfs.LfsAddress;
import dev.gitmodel.lfs.TransferOperation;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ssh host says where its LFS server is, and for how long. */
class SshAuthenticateTest {
  private static final SshUrl URL = SshUrl.parse("git@h:ns/m.git").orElseThrow();
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir Path home;
  private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
  private Path ssh;

  @BeforeEach
  void begin() {
    ssh = home.resolve("ssh");
  }

  private SshAuthenticate says(String script) {
    Settings.script(ssh, "echo \"$@\" >>" + home.resolve("calls") + "\n" + script);
    GitSettings settings = new Settings(home).with("GIT_SSH", ssh.toString()).read();
    return new SshAuthenticate(new SshProgram(settings), URL, TransferOperation.UPLOAD, clock::get);
  }

  private static String json(String text) {
    return "cat <<'E'\n" + text + "\nE\n";
  }

  private long calls() throws IOException {
    return Files.readAllLines(home.resolve("calls")).size();
  }

  private static void refused(SshAuthenticate asked, Problem problem, String... words) {
    assertThatThrownBy(asked::place)
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(problem);
              for (String word : words) {
                assertThat(e.text()).contains(word);
              }
            });
  }

  @Test
  void theAnswerIsTheAddressAndWhatItWantsToSee() throws IOException {
    LfsAddress.Place place =
        says(json("{\"href\":\"https://lfs.h/x\",\"header\":{\"Authorization\":\"Basic x\"}}"))
            .place();
    assertThat(place.base()).hasToString("https://lfs.h/x");
    assertThat(place.fields().all().get(0).value()).isEqualTo("Basic x");
    assertThat(Files.readString(home.resolve("calls")))
        .isEqualTo("git@h git-lfs-authenticate ns/m.git upload\n");
  }

  @Test
  void itIsAskedAgainShortlyBeforeTheAnswerRunsOut() throws IOException {
    SshAuthenticate asked =
        says(json("{\"href\":\"https://h/x\",\"header\":{\"A\":\"b\"},\"expires_in\":60}"));
    asked.place();
    clock.set(NOW.plusSeconds(54));
    asked.place();
    assertThat(calls()).isEqualTo(1);
    clock.set(NOW.plusSeconds(56));
    LfsAddress.Place second = asked.place();
    assertThat(calls()).isEqualTo(2);
    assertThat(asked.renew(second)).isTrue();
    asked.place();
    assertThat(calls()).isEqualTo(3);
  }

  @Test
  void aDateIsReadTooAndNoneMeansForGood() throws IOException {
    SshAuthenticate dated =
        says(json("{\"href\":\"https://h/\",\"expires_at\":\"2026-11-21T12:00:03Z\"}"));
    dated.place();
    dated.place();
    assertThat(calls()).isEqualTo(2);
    SshAuthenticate undated = says(json("{\"href\":\"https://h/\"}"));
    undated.place();
    clock.set(NOW.plusSeconds(1_000_000));
    undated.place();
    assertThat(calls()).isEqualTo(3);
  }

  @Test
  void withoutAnAddressOrTheCommandItIsGuessed() {
    assertThat(says(json("{\"header\":{\"A\":\"b\"}}")).place().base())
        .hasToString("https://h/ns/m.git/info/lfs");
    SshAuthenticate none = says("exit 127\n");
    assertThat(none.place().base()).hasToString("https://h/ns/m.git/info/lfs");
    assertThat(none.renew(none.place())).isFalse();
  }

  @Test
  void aRefusalIsToldInTheHostsWordsMadeHarmless() {
    refused(
        says("printf 'x\\n\\033[31mno such user\\n' >&2; exit 1\n"),
        Problem.FORBIDDEN,
        "<U+001B>[31mno such user");
    refused(says("echo 'h: connection refused' >&2; exit 255\n"), Problem.UNAVAILABLE, "refused");
  }

  @Test
  void whatIsNoAnswerIsRefused() {
    for (String text :
        new String[] {
          "",
          "[]",
          "hello",
          "{\"href\":\"file:///etc\"}",
          "{\"href\":\"https://h/\",\"expires_at\":\"x\"}",
          "{\"href\":\"https://h/\",\"header\":{\"A\":\"b\\r\\nC: d\"}}"
        }) {
      refused(says(json(text)), Problem.UNAVAILABLE);
    }
  }

  @Test
  void anEndlessAnswerIsCutOff() {
    refused(says("exec yes\n"), Problem.UNAVAILABLE);
  }
}
