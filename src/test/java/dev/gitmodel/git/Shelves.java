package dev.gitmodel.git;

import static dev.gitmodel.store.Bench.IRIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Change;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Bench;
import dev.gitmodel.store.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A registry that git-model and stock git write to in turns, and readers with and without cache.
 */
final class Shelves implements AutoCloseable {
  private static final List<String> NUMBERS =
      List.of("1.0.0", "1.1.0", "1.2.0", "2.0.0-rc.1", "2.0.0");

  private static final List<String> METRICS = List.of("f0", "f1", "f2", "one", "other");

  final Stock stock;
  final Bench bench;
  private final Path root;
  private final GitModelStore writer;
  private int readers;

  Shelves(Path root) throws IOException {
    this.root = root;
    this.stock = new Stock(Files.createDirectories(root.resolve("home")));
    this.writer = open("writer");
    this.bench = new Bench(writer, Files.createDirectories(root.resolve("files")));
  }

  /** Another process's store, with the cache of that name. */
  GitModelStore open(String cache) {
    UserConfig user = UserConfig.read(stock.environment(), root);
    return new GitModelStore(
        new GitModelStore.Place(registry(), cache(cache), Duration.ofSeconds(10)), user);
  }

  Path registry() {
    return root.resolve("registry");
  }

  Path cache(String name) {
    return root.resolve("cache").resolve(name);
  }

  Path repository() {
    return writer.path(IRIS);
  }

  /** What a process says that has never been here, so that it reads every object itself. */
  Map<String, String> truth() {
    return answers("none-" + readers++);
  }

  /** What a process with that cache says; it keeps what it learnt. */
  Map<String, String> answers(String cache) {
    try (GitModelStore store = open(cache)) {
      return answers(store);
    }
  }

  static Map<String, String> answers(GitModelStore store) {
    Snapshot now = store.look(IRIS);
    Map<String, String> answers = new TreeMap<>();
    for (Version version : now.versions()) {
      answers.put(version + " record", now.version(version).toString());
      answers.put(version + " metrics", now.metrics(version).toString());
      answers.put(version + " description", now.description(version).toString());
      answers.put(version + " brief", now.brief(version).toString());
      answers.put(version + " origin", now.origin(version).toString());
      answers.put(version + " print", HexFormat.of().formatHex(now.manifestPrint(version).bytes()));
      for (String metric : METRICS) {
        answers.put(version + " " + metric, now.metric(version, metric).toString());
      }
    }
    for (String number : NUMBERS) {
      answers.put(number + " tombstone", now.tombstone(Version.parse(number)).toString());
    }
    answers.put("log", now.log().toList().toString());
    assertThat(now.log()).containsExactlyElementsOf(now.audit().toList());
    return answers;
  }

  String git(String... arguments) {
    try {
      return stock.git(repository(), arguments);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The same with an index of its own. */
  String gitWith(Path index, String... arguments) {
    List<String> command = new ArrayList<>(List.of("env", "GIT_INDEX_FILE=" + index, "git"));
    command.addAll(List.of(arguments));
    try {
      return stock.run(repository(), command.toArray(String[]::new));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void metric(String version, String key, long value) {
    bench.write(
        Operation.METRICS_UPDATE,
        new Change.SetMetrics(
            Version.parse(version),
            bench
                .look()
                .metrics(Version.parse(version))
                .merge(
                    new MetricSet(new TreeMap<>(Map.of(key, new MetricValue.Whole(value)))),
                    java.util.Set.of())));
  }

  void describe(String version, String text) {
    bench.write(
        Operation.DESCRIPTION_UPDATE,
        new Change.SetDescription(Version.parse(version), Optional.of(text)));
  }

  /** One change of any kind, by git-model or behind its back; what it was. */
  String change(Random random) {
    List<Version> there = List.copyOf(bench.look().versions());
    String fresh = NUMBERS.get(random.nextInt(NUMBERS.size()));
    boolean free =
        !there.contains(Version.parse(fresh))
            && bench.look().tombstone(Version.parse(fresh)).isEmpty();
    if (there.isEmpty() || (free && random.nextInt(3) == 0)) {
      if (free) {
        bench.published(fresh);
      }
      return "publish " + fresh;
    }
    return change(random, there.get(random.nextInt(there.size())).toString());
  }

  private String change(Random random, String version) {
    int kind = random.nextInt(11);
    switch (kind) {
      case 0 -> metric(version, "f" + random.nextInt(3), random.nextInt(100));
      case 1 -> describe(version, "words " + random.nextInt() + "\nand more");
      case 2 -> bench.alias("champion", version);
      case 3 -> {
        bench.write(Operation.ALIAS_REMOVE, removals());
        bench.delete(version);
      }
      case 4 -> git("notes", "--ref=metrics", "remove", "--ignore-missing", commit(version));
      case 5 -> git("notes", "--ref=description", "add", "-f", "-m", "by git", commit(version));
      case 6 -> rewind("refs/notes/metrics");
      case 7 -> rewind("refs/notes/description");
      case 8 -> git("pack-refs", "--all");
      case 9 -> git("gc", "--quiet", "--prune=now");
      default -> git("update-ref", "-d", "refs/aliases/champion");
    }
    return kind + " of " + version;
  }

  private Change[] removals() {
    return bench.look().aliases().keySet().stream()
        .map(Change.RemoveAlias::new)
        .toArray(Change[]::new);
  }

  private static String commit(String version) {
    return "v" + version + "^{commit}";
  }

  /** The ref goes back by one, as after a forced push. */
  void rewind(String ref) {
    String before = git("for-each-ref", "--format=%(parent)", ref).strip();
    if (!before.isEmpty()) {
      git("update-ref", ref, before);
    }
  }

  /** Lets the refs look as if they had not moved for a while. */
  void age() throws IOException {
    try (Stream<Path> all = Files.walk(repository().resolve("refs"))) {
      for (Path path :
          Stream.concat(all, Stream.of(repository().resolve("packed-refs"))).toList()) {
        if (Files.exists(path)) {
          FileTime then = Files.getLastModifiedTime(path);
          Files.setLastModifiedTime(path, FileTime.from(then.toInstant().minusSeconds(10)));
        }
      }
    }
  }

  @Override
  public void close() {
    writer.close();
  }
}
