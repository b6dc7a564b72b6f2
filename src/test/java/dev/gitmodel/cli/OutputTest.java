package dev.gitmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OutputTest {
  private static final Asked PLAIN = new Asked(Optional.empty(), false, false, false, true);
  private static final Asked QUIET = new Asked(Optional.empty(), false, true, false, true);
  private static final Asked JSON = new Asked(Optional.empty(), true, false, false, true);
  private static final Asked VERBOSE = new Asked(Optional.empty(), false, false, true, true);
  private static final Terminal.Traits TERMINAL = new Terminal.Traits(true, true, true, true, 80);

  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  private long now;

  private Output output(Asked asked, Terminal.Traits traits, String typed) {
    var in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
    return new Output(new Terminal(in, stdout, stderr, traits, () -> now), asked);
  }

  private String out(Output output) {
    output.flush();
    return stdout.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return stderr.toString(StandardCharsets.UTF_8);
  }

  @Test
  void dataGoesToStdoutAndTalkToStderr() {
    Output output = output(PLAIN, Terminal.Traits.NONE, "");
    output.line("data");
    output.report("done");
    output.hint("try");
    output.warning("mind");
    output.note("by the way");

    assertThat(out(output)).isEqualTo("data\ndone\n");
    assertThat(err()).isEqualTo("hint: try\nwarning: mind\nby the way\n");
  }

  @Test
  void quietKeepsDataAndErrorsOnly() {
    Output output = output(QUIET, Terminal.Traits.NONE, "");
    output.line("data");
    output.report("done");
    output.hint("try");
    output.error(RegistryException.invalid("bad", ""));

    assertThat(out(output)).isEqualTo("data\n");
    assertThat(err()).isEqualTo("error: bad\n");
  }

  @Test
  void labelsAreColouredOnATerminalOnly() {
    output(PLAIN, TERMINAL, "").error(RegistryException.invalid("bad", "good"));

    assertThat(err()).isEqualTo("\u001b[1;31merror: \u001b[0mbad\n\u001b[36mhint: \u001b[0mgood\n");
  }

  @Test
  void foreignTextCannotSpeakToTheTerminal() {
    Output output = output(PLAIN, TERMINAL, "");
    output.line("a\u001b]0;title\u0007 \u202Eb");
    output.hint("x\r\u001b[2K");

    assertThat(out(output)).isEqualTo("a<U+001B>]0;title<U+0007> <U+202E>b\n");
    assertThat(err()).endsWith("x<U+000D><U+001B>[2K\n");
  }

  @Test
  void jsonKeepsOddCharactersAsEscapes() {
    Output output = output(JSON, Terminal.Traits.NONE, "");
    output.json(Map.of("k", "a\u202Eb\u200Bä"));

    assertThat(out(output)).isEqualTo("{\n  \"k\": \"a\\u202eb\\u200bä\"\n}\n");
  }

  @Test
  void verboseNamesTheCause() {
    var e = new RegistryException(Problem.STORAGE, "no", "", new IllegalStateException("disk"));
    output(VERBOSE, Terminal.Traits.NONE, "").error(e);

    assertThat(err()).isEqualTo("error: no\ncaused by: java.lang.IllegalStateException: disk\n");
  }

  @Test
  void aQuestionIsAnsweredByYesOnly() {
    assertThat(output(PLAIN, TERMINAL, "y\n").confirms("Sure?")).isTrue();
    assertThat(output(PLAIN, TERMINAL, "YES\n").confirms("Sure?")).isTrue();
    assertThat(output(PLAIN, TERMINAL, "\n").confirms("Sure?")).isFalse();
    assertThat(output(PLAIN, TERMINAL, "").confirms("Sure?")).isFalse();
    assertThat(err()).startsWith("Sure? [y/N] ");
  }

  @Test
  void withoutATerminalNobodyIsAsked() {
    Output output = output(PLAIN, Terminal.Traits.NONE, "y\n");

    assertThatThrownBy(() -> output.confirms("Sure?"))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INVALID));
  }

  @Test
  void progressIsDrawnAfterASecondOnATerminal() {
    try (ProgressBar bar = output(PLAIN, TERMINAL, "").progress("hashing", 4_000_000_000L)) {
      now = 900_000_000L;
      bar.advance(900_000_000);
      assertThat(err()).isEmpty();
      now = 2_000_000_000L;
      bar.advance(1_100_000_000);
      assertThat(err())
          .isEqualTo(
              "\rhashing  ██████████░░░░░░░░░░  2.0 GB of 4.0 GB  1.0 GB/s  2 s left\u001b[K");
      bar.advance(2_000_000_000);
    }

    assertThat(err()).endsWith("\rhashing  ████████████████████  4.0 GB  2.0 GB/s\u001b[K\n");
  }

  @Test
  void progressIsSilentElsewhere() {
    var noBars = new Asked(Optional.empty(), false, false, false, false);
    for (Output output :
        new Output[] {
          output(PLAIN, Terminal.Traits.NONE, ""),
          output(noBars, TERMINAL, ""),
          output(JSON, TERMINAL, "")
        }) {
      try (ProgressBar bar = output.progress("hashing", 10)) {
        now += 5_000_000_000L;
        bar.advance(10);
      }
    }

    assertThat(err()).isEmpty();
  }
}
