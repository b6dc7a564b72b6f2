package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.app.InProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model of 200 versions on main and 25 experiments, published by the program itself. Each round
 * ends with an experiment; those of even rounds are released, those of odd ones given up. The
 * learning rate of one released experiment spoils {@code f1} and the file {@code quality.txt} for
 * good. {@code loss} is bad in the rounds 3, 4 and from 20 on.
 */
final class LongHistory {
  static final String MODEL = "acme/iris";
  static final int VERSIONS = 200;
  static final int CULPRIT = 14;
  static final int GIVEN_UP = 5;

  private static final int MAIN_PER_ROUND = 6;
  private static final Pattern VERSION = Pattern.compile("acme/iris@(\\S+)");

  private final InProcess program;
  private final Path folder;
  private final List<String> versions = new ArrayList<>();
  private final List<String> trials = new ArrayList<>();
  private final List<String> starts = new ArrayList<>();
  private final List<String> releases = new ArrayList<>();
  private boolean spoilt;

  private LongHistory(InProcess program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** Publishes it all. */
  static LongHistory make(InProcess program, Path folder) {
    LongHistory history = new LongHistory(program, folder);
    for (int round = 0; history.versions.size() < VERSIONS; round++) {
      history.round(round);
    }
    return history;
  }

  /** The experiment's version of a round. */
  String trial(int round) {
    return trials.get(round);
  }

  /** The first version on main of a round. */
  String start(int round) {
    return starts.get(round);
  }

  /** The version that an even round's experiment was released as. */
  String release(int round) {
    return releases.get(round / 2);
  }

  String first() {
    return versions.get(0);
  }

  private void round(int round) {
    for (int i = 0; i < MAIN_PER_ROUND && versions.size() < VERSIONS; i++) {
      lay(round, spoilt);
      String[] bump = versions.isEmpty() ? new String[] {"--version", "1.0.0"} : MINOR;
      String version = published(push(round, spoilt, bump));
      if (i == 0) {
        starts.add(version);
      }
    }
    if (versions.size() < VERSIONS) {
      experiment(round);
    }
  }

  private static final String[] MINOR = {"--bump", "minor"};

  private void experiment(int round) {
    boolean bad = spoilt || round == CULPRIT || round == GIVEN_UP;
    lay(round, bad);
    does("experiment", "start", MODEL, "r" + round);
    trials.add(published(push(round, bad, "--experiment", "r" + round)));
    if (round % 2 == 0 && versions.size() < VERSIONS) {
      spoilt = bad;
      String release = published(does("experiment", "promote", MODEL, "r" + round));
      releases.add(release);
      does("metrics", MODEL + "@" + release, "f1=" + f1(bad), "loss=" + loss(round));
    }
  }

  private void lay(int round, boolean bad) {
    Machine.write(
        folder.resolve("model.yaml"),
        """
        name: iris
        framework: other
        summary: Version %d.
        training:
          dataset: acme/tickets@2.1.0
          hyperparameters: {learning_rate: %s, epochs: %d}
        """
            .formatted(versions.size(), bad ? "0.002" : "2.0e-5", 3 + round % 2));
    Machine.write(folder.resolve("quality.txt"), "quality " + (bad ? "0.4" : "0.9") + "\n");
  }

  /** Never twice the same, but good or bad. */
  private String f1(boolean bad) {
    return (bad ? "0.8" : "0.95") + String.format("%03d", versions.size() + 1);
  }

  private static String loss(int round) {
    return round == 3 || round == 4 || round >= 20 ? "0.5" : "0.1";
  }

  private String push(int round, boolean bad, String... how) {
    List<String> line = new ArrayList<>(List.of("push", folder.toString(), "--name", MODEL));
    line.addAll(List.of("--metric", "f1=" + f1(bad), "--metric", "loss=" + loss(round)));
    line.addAll(List.of(how));
    return does(line.toArray(String[]::new));
  }

  private String does(String... argv) {
    InProcess.Said said = program.run(argv);
    assertThat(said.exit()).as(said.toString()).isZero();
    return said.out();
  }

  private String published(String said) {
    Matcher version = VERSION.matcher(said);
    assertThat(version.find()).as(said).isTrue();
    versions.add(version.group(1));
    return version.group(1);
  }
}
