package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;

/** The versions of a model, a row each. */
public final class ListVersions {
  private final ModelStore store;

  public ListVersions(ModelStore store) {
    this.store = store;
  }

  /** What the rows are ordered by. */
  public sealed interface Key {
    /** By SemVer precedence. */
    record ByVersion() implements Key {}

    /** By the version's text. */
    record ByName() implements Key {}

    /** By when it was published. */
    record ByCreated() implements Key {}

    /** By a metric: numbers before texts, and versions without it last, whichever the order. */
    record ByMetric(String metric) implements Key {}

    /** {@code version}, {@code name}, {@code created}, or the name of a metric. */
    static Key parse(String text) {
      return switch (text) {
        case "version" -> new ByVersion();
        case "name" -> new ByName();
        case "created" -> new ByCreated();
        default -> new ByMetric(text);
      };
    }
  }

  /** Lowest or highest first. */
  public enum Order {
    ASCENDING,
    DESCENDING
  }

  /**
   * Which rows, in which order; {@code at} asks for those that were there then, and {@code metrics}
   * for these metrics of each, where not for all.
   */
  public record Request(
      ModelName model,
      Key key,
      Order order,
      OptionalInt limit,
      Optional<Instant> at,
      Optional<Set<String>> metrics) {
    public Request {
      Limits.check(limit);
    }

    /** With all metrics. */
    public Request(ModelName model, Key key, Order order, OptionalInt limit, Optional<Instant> at) {
      this(model, key, order, limit, at, Optional.empty());
    }

    /** The versions as they are. */
    public Request(ModelName model, Key key, Order order, OptionalInt limit) {
      this(model, key, order, limit, Optional.empty());
    }
  }

  /** What kind of version it is. */
  public enum Status {
    RELEASE,
    PRE_RELEASE
  }

  /**
   * One version; {@code description} is the edited one, else the manifest's summary; {@code
   * evaluationDatasets} are what its evaluation reports name, as they name it; {@code retired} is
   * how it was deleted since.
   */
  public record Row(
      Version version,
      Status status,
      boolean latest,
      SortedSet<AliasName> aliases,
      Optional<String> description,
      Optional<String> trainingDataset,
      List<String> evaluationDatasets,
      MetricSet metrics,
      Instant created,
      Actor by,
      Revision commit,
      Digest digest,
      long size,
      Optional<Tombstone> retired) {}

  /**
   * The rows, how many versions there are before the limit cut, and what could not be read of them.
   */
  public record Listing(ModelName model, List<Row> rows, int found, List<Finding> unreadable) {}

  /** NOT_FOUND where there is no such model, or no version has the metric to sort by. */
  public Listing apply(Request request) {
    Then then = Then.look(store, request.model(), request.at());
    Snapshot now = then.state();
    Unread unread = Unread.of(now);
    List<Version> sorted = sorted(now, request, unread);
    RowReader reader = new RowReader(then, request.metrics(), unread);
    List<Row> rows =
        Limits.cut(sorted.stream(), request.limit())
            .flatMap(v -> unread.reading(now, v, () -> reader.row(v)).stream())
            .toList();
    return new Listing(request.model(), rows, sorted.size(), unread.all());
  }

  /** Only what the order needs is read of the versions that the limit cuts. */
  private static List<Version> sorted(Snapshot now, Request request, Unread unread) {
    List<Version> versions = new ArrayList<>(now.versions());
    if (request.key() instanceof Key.ByMetric by) {
      return MetricOrder.sorted(now, by.metric(), request.order(), unread);
    }
    Comparator<Version> ascending = Comparator.naturalOrder();
    if (request.key() instanceof Key.ByName) {
      ascending = Comparator.comparing(Version::toString);
    } else if (request.key() instanceof Key.ByCreated) {
      Map<Version, Instant> created = new HashMap<>();
      for (Version version : versions) {
        unread
            .reading(now, version, () -> now.brief(version).at())
            .ifPresent(at -> created.put(version, at));
      }
      ascending =
          Comparator.comparing((Version v) -> created.getOrDefault(v, Instant.EPOCH))
              .thenComparing(Comparator.naturalOrder());
    }
    versions.sort(request.order() == Order.ASCENDING ? ascending : ascending.reversed());
    return versions;
  }
}
