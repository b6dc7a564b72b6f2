package dev.gitmodel.registry;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.codec.ManifestCodec;
import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Content;
import dev.gitmodel.model.Draft;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.ManifestText;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.InMemoryModelStore;
import dev.gitmodel.store.Progress;
import dev.gitmodel.store.Snapshot;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A registry in memory, a clock that stands still, and short words for what tests do there. */
final class Desk {
  static final Actor ANN = new Actor("Ann", "ann@example.org");
  static final Actor BOB = new Actor("Bob", "bob@example.org");
  static final ModelName IRIS = ModelName.parse("acme/iris");

  final InMemoryModelStore store = new InMemoryModelStore();
  final List<Integer> pauses = new ArrayList<>();
  final Ledger ledger =
      new Ledger(
          store,
          Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC),
          pauses::add);

  Snapshot now() {
    return store.look(IRIS);
  }

  ModelVersion version(String version) {
    return now().version(Version.parse(version));
  }

  /** Pushes to main. */
  Version push(Draft draft, String number) {
    return push(push(draft).numbered(new Numbering.Exactly(Version.parse(number))));
  }

  Version push(Push push) {
    return done(push).result().version();
  }

  Done<PushVersion.Result> done(Push push) {
    return new PushVersion(ledger).apply(push.request(), Progress.NONE);
  }

  Done<PushVersion.Result> plan(Push push) {
    return new PushVersion(ledger).plan(push.request(), Progress.NONE);
  }

  static Push push(Draft draft) {
    return new Push(
        new PushVersion.Request(
            ANN,
            IRIS,
            draft,
            new Numbering.Usual(),
            BranchName.MAIN,
            Optional.empty(),
            Set.of(),
            MetricSet.EMPTY,
            Optional.empty(),
            Signing.UNSIGNED));
  }

  /** A request in the making. */
  record Push(PushVersion.Request request) {
    Push numbered(Numbering numbering) {
      return with(r -> r.numbering = numbering);
    }

    Push on(String branch) {
      return with(r -> r.branch = new BranchName(branch));
    }

    Push to(String model) {
      return with(r -> r.model = ModelName.parse(model));
    }

    Push by(Actor actor) {
      return with(r -> r.by = actor);
    }

    Push saying(String message) {
      return with(r -> r.message = Optional.of(message));
    }

    Push ran(String run) {
      return with(r -> r.run = Optional.of(run));
    }

    Push alias(String alias) {
      return with(r -> r.aliases = Set.of(new AliasName(alias)));
    }

    Push metric(String name, String value) {
      return with(r -> r.metrics = metrics(name, value));
    }

    Push signed() {
      return with(r -> r.signing = Signing.SIGNED);
    }

    private Push with(Consumer<Parts> change) {
      Parts parts = new Parts(request);
      change.accept(parts);
      return new Push(parts.request());
    }
  }

  private static final class Parts {
    private Actor by;
    private ModelName model;
    private final Draft draft;
    private Numbering numbering;
    private BranchName branch;
    private Optional<String> message;
    private Set<AliasName> aliases;
    private MetricSet metrics;
    private Optional<String> run;
    private Signing signing;

    Parts(PushVersion.Request r) {
      by = r.by();
      model = r.model();
      draft = r.draft();
      numbering = r.numbering();
      branch = r.branch();
      message = r.message();
      aliases = r.aliases();
      metrics = r.metrics();
      run = r.run();
      signing = r.signing();
    }

    PushVersion.Request request() {
      return new PushVersion.Request(
          by, model, draft, numbering, branch, message, aliases, metrics, run, signing);
    }
  }

  /** A folder of one weights file. */
  static Draft weights(String content) {
    return draft("", "model.bin", content);
  }

  /** A folder: its model.yaml, then paths and contents; {@code *.bin} goes to LFS. */
  static Draft draft(String manifest, String... files) {
    List<SourceFile> sources = new ArrayList<>();
    for (int i = 0; i < files.length; i += 2) {
      boolean large = files[i].endsWith(".bin");
      sources.add(
          new SourceFile(new FilePath(files[i]), new Content.Text(files[i + 1]), false, large));
    }
    return new Draft(manifest(manifest), Map.of("framework", "safetensors"), sources);
  }

  static ManifestText manifest(String text) {
    return text.isEmpty()
        ? ManifestText.NONE
        : ManifestCodec.read("model.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  static MetricSet metrics(String... namesAndValues) {
    Map<String, MetricValue> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], MetricValue.parse(namesAndValues[i + 1]));
    }
    return MetricSet.of(values);
  }

  void metric(String version, String name, String value) {
    new UpdateMetrics(ledger)
        .apply(
            new UpdateMetrics.Request(
                ANN, IRIS, Selector.parse(version), metrics(name, value), Set.of()));
  }

  Done<MoveAlias.Result> alias(String alias, String to) {
    return alias(alias, to, UnaryOperator.identity());
  }

  Done<MoveAlias.Result> alias(String alias, String to, UnaryOperator<MoveAlias.Request> change) {
    MoveAlias.Request request =
        new MoveAlias.Request(
            ANN,
            IRIS,
            new AliasName(alias),
            Selector.parse(to),
            new Expected.Anywhere(),
            Optional.empty());
    return new MoveAlias(ledger).apply(change.apply(request));
  }

  Optional<Version> holder(String alias) {
    return Optional.ofNullable(now().aliases().get(new AliasName(alias)));
  }

  Done<DeleteVersion.Result> delete(String version) {
    return new DeleteVersion(ledger)
        .apply(
            new DeleteVersion.Request(
                ANN, IRIS, Selector.parse(version), Optional.of("trained on leaked data")));
  }

  List<AuditEntry> audit() {
    try (Stream<AuditEntry> audit = now().audit()) {
      return audit.toList();
    }
  }

  AuditEntry lastEntry() {
    return audit().get(0);
  }

  static Version v(String version) {
    return Version.parse(version);
  }

  /** Runs it and gives back how it was refused. */
  static RegistryException refusal(ThrowingCallable call) {
    List<RegistryException> caught = new ArrayList<>();
    assertThatThrownBy(call).isInstanceOfSatisfying(RegistryException.class, caught::add);
    return caught.get(0);
  }

  static Problem problem(ThrowingCallable call) {
    return refusal(call).problem();
  }
}
