package dev.gitmodel.git;

import static dev.gitmodel.store.Bench.IRIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of some hundred versions: the index says what stock git finds in the tags and notes. */
class WideModelTest {
  private static final String KEPT = "kept";
  private static final int MANY = 200;
  private static final int SOME = 40;
  private static final int NAMES = 12;

  private final Random random = new Random(7);
  @TempDir Path folder;
  private Shelves shelves;
  private int versions;

  @BeforeEach
  void create() throws IOException {
    shelves = new Shelves(folder);
  }

  private void publish(int count) {
    versions = count;
    for (int n = 0; n < count; n++) {
      Change.Publish version = shelves.bench.version(number(n));
      shelves.bench.write(
          Operation.VERSION_PUBLISH,
          version,
          new Change.SetMetrics(version.version(), MetricSet.of(metrics())));
    }
  }

  @AfterEach
  void close() {
    shelves.close();
  }

  private static String number(int n) {
    return n / 100 + "." + n % 100 + ".0";
  }

  private String anyNumber() {
    return number(random.nextInt(versions));
  }

  private String anyCommit() {
    return "v" + anyNumber() + "^{commit}";
  }

  private Map<String, MetricValue> metrics() {
    Map<String, MetricValue> metrics = new HashMap<>();
    for (int i = 0; i < NAMES; i++) {
      int kind = random.nextInt(5);
      String name = "m" + i;
      switch (kind) {
        case 0 -> metrics.put(name, MetricValue.parse("0." + random.nextInt(1_000_000)));
        case 1 -> metrics.put(name, MetricValue.parse(random.nextInt(1000) + "e-3"));
        case 2 -> metrics.put(name, new MetricValue.Whole(random.nextLong()));
        case 3 -> metrics.put(name, new MetricValue.Text(kind + ".5"));
        default -> {
          // This version was not measured so.
        }
      }
    }
    return metrics;
  }

  /** By version its tag, commit and metrics, and by alias its version, as stock git has them. */
  private SortedMap<String, String> scan() {
    Map<String, SortedMap<String, String>> notes = new HashMap<>();
    for (String line : shelves.git("grep", "", "refs/notes/metrics").lines().toList()) {
      String[] parts = line.split(":", 3);
      String[] metric = parts[2].split(": ", 2);
      notes
          .computeIfAbsent(parts[1].replace("/", ""), commit -> new TreeMap<>())
          .put(metric[0], metric[1]);
    }
    String format = "--format=%(refname) %(objectname) %(*objectname)";
    SortedMap<String, String> found = new TreeMap<>();
    Map<String, String> byTag = new HashMap<>();
    for (String line : shelves.git("for-each-ref", format, "refs/tags").lines().toList()) {
      String[] ref = line.split(" ", 3);
      String version = ref[0].substring("refs/tags/v".length());
      byTag.put(ref[1], version);
      found.put(version, ref[2] + " " + notes.getOrDefault(ref[2], new TreeMap<>()));
    }
    for (String line : shelves.git("for-each-ref", format, "refs/aliases").lines().toList()) {
      String[] ref = line.split(" ", 3);
      found.put(ref[0].substring("refs/aliases/".length()), byTag.getOrDefault(ref[1], "none"));
    }
    return found;
  }

  /** The same of a snapshot; the metrics all at once and, for comparison, one by one. */
  private static SortedMap<String, String> answers(Snapshot now) {
    SortedMap<String, String> found = new TreeMap<>();
    for (Version version : now.versions()) {
      SortedMap<String, String> metrics = new TreeMap<>();
      MetricSet all = now.metrics(version);
      all.values().forEach((name, value) -> metrics.put(name, written(value)));
      for (int i = 0; i < NAMES; i++) {
        assertThat(now.metric(version, "m" + i)).isEqualTo(all.get("m" + i));
      }
      assertThat(now.brief(version).commit()).isEqualTo(now.version(version).commit());
      found.put(version.toString(), now.brief(version).commit() + " " + metrics);
    }
    now.aliases().forEach((alias, version) -> found.put(alias.text(), version.toString()));
    return found;
  }

  /** A text that reads like a number is quoted in a note. */
  private static String written(MetricValue value) {
    return value instanceof MetricValue.Text ? "\"" + value + "\"" : value.toString();
  }

  private void agrees() {
    SortedMap<String, String> scanned = scan();
    for (String again : List.of("as it was learnt", "from what was kept")) {
      try (GitModelStore store = shelves.open(KEPT)) {
        assertThat(answers(store.look(IRIS))).as(again).isEqualTo(scanned);
      }
    }
  }

  @Test
  void whatStockGitDoesBehindItIsSeen() {
    publish(MANY);
    agrees();
    for (int round = 0; round < 6; round++) {
      for (int edit = 0; edit < 8; edit++) {
        edit(random.nextInt(5));
      }
      agrees();
    }
  }

  private void edit(int kind) {
    switch (kind) {
      case 0 ->
          shelves.git(
              "notes", "--ref=metrics", "add", "-f", "-m", "m1: " + random.nextInt(), anyCommit());
      case 1 -> shelves.git("notes", "--ref=metrics", "remove", "--ignore-missing", anyCommit());
      case 2 -> shelves.git("update-ref", "refs/aliases/champion", "refs/tags/v" + anyNumber());
      case 3 -> {
        String tag = "v" + anyNumber();
        shelves.git("tag", "-f", "-a", "-m", "by hand", tag, tag + "^{commit}");
      }
      default ->
          shelves.bench.write(
              Operation.METRICS_UPDATE,
              new Change.SetMetrics(Version.parse(anyNumber()), MetricSet.of(metrics())));
    }
  }

  @Test
  void thePastIsWhatWasAnsweredThen() {
    publish(SOME);
    Map<Instant, Object> then = new LinkedHashMap<>();
    List<SortedMap<String, Revision>> refs = new ArrayList<>();
    for (int round = 0; round < 12; round++) {
      for (int step = 0; step < 5; step++) {
        edit(4);
      }
      shelves.bench.alias("champion", anyNumber());
      try (GitModelStore store = shelves.open(KEPT)) {
        Snapshot now = store.look(IRIS);
        Instant at = now.audit().findFirst().orElseThrow().at();
        then.put(at, answers(now));
        refs.add(now.refs());
      }
    }
    for (String cache : List.of(KEPT, KEPT, "cold")) {
      try (GitModelStore store = shelves.open(cache)) {
        then.forEach((at, answer) -> assertThat(answers(store.lookAt(IRIS, at))).isEqualTo(answer));
        assertThat(then.keySet().stream().map(at -> store.lookAt(IRIS, at).refs()))
            .containsExactlyElementsOf(refs);
        assertThat(store.look(IRIS).aliases()).containsKey(new AliasName("champion"));
      }
    }
  }

  @Test
  void onlyTheRefsThatMoveChangeInPackedRefs() {
    publish(SOME);
    shelves.git("update-ref", "refs/tags/v0.0.0-loose", "refs/tags/v0.0.0");
    shelves.git("pack-refs", "--all");
    Map<String, String> before = refs();
    shelves.bench.alias("champion", number(3));
    shelves.bench.published("9.0.0");
    shelves.bench.alias("a-first", number(4));
    Map<String, String> after = refs();
    after
        .keySet()
        .removeAll(
            List.of(
                "refs/aliases/champion",
                "refs/aliases/a-first",
                "refs/tags/v9.0.0",
                "refs/heads/main",
                "refs/audit/log"));
    before.keySet().removeAll(List.of("refs/heads/main", "refs/audit/log"));
    assertThat(after).isEqualTo(before);
    assertThat(shelves.git("fsck", "--strict")).isEmpty();
  }

  private Map<String, String> refs() {
    Map<String, String> refs = new TreeMap<>();
    String format = "--format=%(refname) %(objectname) %(*objectname)";
    for (String line : shelves.git("for-each-ref", format).lines().toList()) {
      refs.put(line.substring(0, line.indexOf(' ')), line);
    }
    return refs;
  }

  @Test
  void aMoveInARepositoryOfUnsortedRefsIsMadeAllTheSame() throws IOException {
    publish(SOME);
    Path packed = shelves.repository().resolve("packed-refs");
    List<String> lines = new ArrayList<>(Files.readAllLines(packed));
    lines.remove(0);
    Files.write(packed, lines);
    shelves.bench.alias("champion", number(5));
    assertThat(shelves.git("rev-parse", "refs/aliases/champion^{commit}"))
        .isEqualTo(shelves.git("rev-parse", "refs/tags/v" + number(5) + "^{commit}"));
    assertThat(Files.readAllLines(packed).get(0)).contains("fully-peeled", "sorted");
    agrees();
  }
}
