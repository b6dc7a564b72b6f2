package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Direction;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.VersionDiff.FieldChange;
import dev.gitmodel.registry.VersionDiff.FileChange;
import dev.gitmodel.registry.VersionDiff.MetricStep;
import dev.gitmodel.registry.VersionDiff.Trend;
import dev.gitmodel.store.FileStore;
import dev.gitmodel.store.LocalCommits;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Progress;
import dev.gitmodel.store.Snapshot;
import dev.gitmodel.store.WeightsHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** What changed from one version to another, of the same model or of two. */
public final class DiffVersions {
  private static final String VERSION = "version";
  private static final String DATASET = "training.dataset";
  private static final String HYPERPARAMETERS = "training.hyperparameters.";

  private final ModelStore store;
  private final WeightsHeaders headers;
  private final FindCommit commits;

  /** Of published versions only. */
  public DiffVersions(ModelStore store, WeightsHeaders headers) {
    this(store, headers, new FindCommit(LocalCommits.NONE));
  }

  /** Of what is published and of commits of the repository that the user stands in. */
  public DiffVersions(ModelStore store, WeightsHeaders headers, FindCommit commits) {
    this.store = store;
    this.headers = headers;
    this.commits = commits;
  }

  /**
   * The older and the newer, though either order has an answer; {@code metrics} are what is known
   * of the newer beside its own.
   */
  public record Request(Subject from, Subject to, MetricSet metrics) {
    public Request(Reference from, Reference to) {
      this(new Subject.Published(from), new Subject.Published(to), MetricSet.EMPTY);
    }
  }

  private record Side(
      ModelVersion version, MetricSet metrics, List<TensorRecord> tensors, FileStore files) {
    Manifest manifest() {
      return version.manifest();
    }
  }

  /** NOT_FOUND where one means nothing; {@code progress} is told the bytes that had to be read. */
  public VersionDiff apply(Request request, Progress progress) {
    return apply(request, progress, new HashMap<>());
  }

  /** Of models as they were when they were {@code looked} at, and of others as they are. */
  VersionDiff apply(Request request, Progress progress, Map<ModelName, Snapshot> looked) {
    Unread unread = new Unread();
    Side from = side(request.from(), looked, unread);
    Side to = side(request.to(), looked, unread);
    MetricSet after = to.metrics().merge(request.metrics(), Set.of());
    SortedMap<String, FieldChange> fields = changes(from.manifest().flat(), to.manifest().flat());
    fields.remove(VERSION);
    fields.remove(DATASET);
    SortedMap<String, FieldChange> parameters =
        fields.subMap(HYPERPARAMETERS, HYPERPARAMETERS + Character.MAX_VALUE);
    List<FieldChange> hyperparameters =
        parameters.values().stream()
            .map(c -> new FieldChange(shortened(c.path()), c.before(), c.after()))
            .toList();
    parameters.clear();
    // Read once, and only where a metric differs.
    Map<String, Optional<Policy>> policy = new HashMap<>();
    // Beside metrics that can't be read the others would look as if they had come or gone.
    List<MetricStep> metrics =
        unread.all().isEmpty()
            ? metrics(
                from.metrics(),
                after,
                metric ->
                    policy
                        .computeIfAbsent(
                            "registry.yaml", file -> unread.reading(file, store::policy))
                        .flatMap(p -> p.toldDirection(metric)))
            : List.of();
    return new VersionDiff(
        from.version(),
        to.version(),
        List.copyOf(fields.values()),
        hyperparameters,
        dataset(from, to),
        files(from.version(), to.version()),
        new TensorComparison(tensors(from, progress), tensors(to, progress)).diff(),
        metrics,
        unread.all());
  }

  private Side side(Subject subject, Map<ModelName, Snapshot> looked, Unread unread) {
    return subject instanceof Subject.Here here
        ? side(commits.read(here))
        : published(((Subject.Published) subject).reference(), looked, unread);
  }

  private Side published(Reference reference, Map<ModelName, Snapshot> looked, Unread unread) {
    Snapshot now = looked.computeIfAbsent(reference.model(), store::look);
    Version version = Resolver.resolve(now, reference.selector());
    return new Side(
        now.version(version),
        Described.metrics(now, version, unread),
        tensors(now, version),
        store.files(reference.model()));
  }

  private static Side side(LocalCommits.Local local) {
    return new Side(local.version(), local.metrics(), local.tensors(), local.files());
  }

  private TensorComparison.Side tensors(Side side, Progress progress) {
    return new TensorComparison.Side(
        side.version(), side.tensors(), new ContentReading(side.files(), headers, progress));
  }

  /** A damaged record is as good as none: {@code verify} names it, and the weights may be there. */
  private static List<TensorRecord> tensors(Snapshot now, Version version) {
    try {
      return now.tensors(version);
    } catch (RegistryException damaged) {
      return List.of();
    }
  }

  private static String shortened(String path) {
    return path.substring(HYPERPARAMETERS.length());
  }

  private static SortedMap<String, FieldChange> changes(
      Map<String, String> before, Map<String, String> after) {
    SortedSet<String> paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    SortedMap<String, FieldChange> changes = new TreeMap<>();
    for (String path : paths) {
      Optional<String> was = Optional.ofNullable(before.get(path));
      Optional<String> is = Optional.ofNullable(after.get(path));
      if (!was.equals(is)) {
        changes.put(path, new FieldChange(path, was, is));
      }
    }
    return changes;
  }

  /** With version and digest, where the registry has the dataset. */
  private Optional<FieldChange> dataset(Side from, Side to) {
    Optional<String> before = References.dataset(store, from.manifest());
    Optional<String> after = References.dataset(store, to.manifest());
    return before.equals(after)
        ? Optional.empty()
        : Optional.of(new FieldChange(DATASET, before, after));
  }

  private static List<FileChange> files(ModelVersion from, ModelVersion to) {
    FileDiff diff = FileDiff.between(from.files(), to.files());
    Map<FilePath, Long> before = FileDiff.by(from.files(), Artifact::size);
    Map<FilePath, Long> after = FileDiff.by(to.files(), Artifact::size);
    SortedSet<FilePath> paths = new TreeSet<>(diff.added());
    paths.addAll(diff.removed());
    paths.addAll(diff.changed());
    return paths.stream()
        .map(path -> new FileChange(path, size(before, path), size(after, path)))
        .toList();
  }

  private static OptionalLong size(Map<FilePath, Long> sizes, FilePath path) {
    return Optional.ofNullable(sizes.get(path))
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  private static List<MetricStep> metrics(
      MetricSet before, MetricSet after, Function<String, Optional<Direction>> told) {
    SortedSet<String> names = new TreeSet<>(before.values().keySet());
    names.addAll(after.values().keySet());
    List<MetricStep> steps = new ArrayList<>();
    for (String name : names) {
      Optional<MetricValue> was = before.get(name);
      Optional<MetricValue> is = after.get(name);
      OptionalDouble difference =
          was.isPresent() && is.isPresent() ? is.get().minus(was.get()) : OptionalDouble.empty();
      // 1 and 1.0 are the same number.
      if (!was.equals(is) && !difference.equals(OptionalDouble.of(0))) {
        steps.add(new MetricStep(name, was, is, difference, trend(difference, name, told)));
      }
    }
    return steps;
  }

  private static Trend trend(
      OptionalDouble difference, String metric, Function<String, Optional<Direction>> told) {
    Optional<Direction> direction = difference.isEmpty() ? Optional.empty() : told.apply(metric);
    if (direction.isEmpty()) {
      return Trend.UNCLEAR;
    }
    return direction.get().gain(difference.getAsDouble(), 0) > 0 ? Trend.BETTER : Trend.WORSE;
  }
}
