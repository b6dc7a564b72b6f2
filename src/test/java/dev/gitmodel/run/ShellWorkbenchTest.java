package dev.gitmodel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Workbench.Place;
import dev.gitmodel.store.Workbench.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real commands in real temporary folders. */
class ShellWorkbenchTest {
  @TempDir Path parent;

  private Reading run(String command) {
    var bench = new ShellWorkbench(Map.of("GREETING", "0.5"), parent);
    try (Place place = bench.open()) {
      return place.measure(command, place.folder(), Map.of("MORE", "0.25"));
    }
  }

  private static Reading number(String text) {
    return new Reading.Value(MetricValue.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "echo 0.91 | 0.91",
        "printf 'loading\\n\\n  0.5 \\n \\n' | 0.5",
        "echo 1e-3 | 1e-3",
        "echo 7; echo warning 8 >&2 | 7",
        "echo $GREETING | 0.5",
        "echo $MORE | 0.25",
        "printf '\\r\\n3\\r\\n' | 3"
      })
  void theLastLineIsTheNumber(String command, String value) {
    assertThat(run(command)).isEqualTo(number(value));
  }

  @Test
  void aWholeObjectIsMetrics() {
    assertThat(run("printf '{\"f1\": 0.5,\\n \"test\": {\"n\": 3}}'"))
        .isEqualTo(
            new Reading.Metrics(
                MetricSet.of(
                    Map.of("f1", MetricValue.parse("0.5"), "test.n", MetricValue.parse("3")))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true | it printed nothing",
        "echo NaN | its last line is 'NaN'",
        "echo 0.5; echo done | its last line is 'done'",
        "echo '{\"f1\":' | its output",
        "echo '{\"f1\": [1]}' | its output"
      })
  void anythingElseIsNone(String command, String why) {
    assertThat(run(command))
        .isInstanceOfSatisfying(
            Reading.Nothing.class, nothing -> assertThat(nothing.why()).startsWith(why));
  }

  @Test
  void exitCodesSayWhetherItCanBeTested() {
    assertThat(run("echo 0.5; exit 125")).isEqualTo(new Reading.Untestable());
    assertThat(run("echo why >&2; exit 3")).isEqualTo(new Reading.Failed(3, "why\n"));
    assertThat(run("no-such-program"))
        .isInstanceOfSatisfying(
            Reading.Failed.class, failed -> assertThat(failed.exit()).isEqualTo(127));
    assertThat(run("kill -9 $$")).isEqualTo(new Reading.Failed(137, ""));
  }

  @Test
  void howeverMuchItSaysOnlyTheEndIsKept() {
    String much = "yes 'a line of talk' | head -c 20000000";
    assertThat(run(much + "; echo; echo 0.5")).isEqualTo(number("0.5"));
    assertThat(run("(" + much + "; echo; echo the end) >&2; exit 1"))
        .isInstanceOfSatisfying(
            Reading.Failed.class,
            failed -> assertThat(failed.said()).endsWith("the end\n").hasSizeLessThan(10_000));
  }

  @Test
  void nothingIsOnItsInput() {
    assertThat(run("cat; echo 1")).isEqualTo(number("1"));
  }

  @Test
  void theFolderIsPrivateAndGoesWithWhateverIsInIt() throws IOException {
    var bench = new ShellWorkbench(Map.of(), parent);
    Path folder;
    try (Place place = bench.open()) {
      folder = place.folder();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
      place.measure("mkdir a; touch a/b; ln -s / out; chmod 500 a; echo 1", folder, Map.of());
    }
    assertThat(folder).doesNotExist();
    assertThat(Path.of("/")).isDirectory();
  }

  @Test
  void withoutAPlaceForItTheVariableIsNamed() {
    var bench = new ShellWorkbench(Map.of(), parent.resolve("nowhere"));
    assertThatThrownBy(bench::open)
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.STORAGE);
              assertThat(e.hint()).contains("TMPDIR");
            });
  }
}
