package dev.gitmodel.registry;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.Comparison.Column;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two to five versions of a model side by side. */
public final class CompareVersions {
  private static final int FEWEST = 2;
  private static final int MOST = 5;

  private final ModelStore store;

  public CompareVersions(ModelStore store) {
    this.store = store;
  }

  /** Which versions, in the order of the columns; {@code at} asks for them as they were then. */
  public record Request(ModelName model, List<Selector> versions, Optional<Instant> at) {
    public Request {
      versions = List.copyOf(versions);
    }

    /** The versions as they are. */
    public Request(ModelName model, List<Selector> versions) {
      this(model, versions, Optional.empty());
    }
  }

  /** INVALID for fewer than two or more than five, NOT_FOUND where one means nothing. */
  public Comparison apply(Request request) {
    int asked = request.versions().size();
    if (asked < FEWEST || asked > MOST) {
      throw RegistryException.invalid(
          "compare takes 2 to 5 versions, not " + asked,
          "git model compare " + request.model() + " V1 V2");
    }
    Then then = Then.look(store, request.model(), request.at());
    Snapshot now = then.state();
    Unread unread = new Unread();
    List<Column> columns =
        request.versions().stream()
            .map(selector -> column(then, then.resolve(selector), unread))
            .toList();
    Map<Version, ModelVersion> versions = new LinkedHashMap<>();
    columns.forEach(column -> versions.put(column.version().version(), column.version()));
    return new Comparison(
        request.model(),
        columns,
        ComparisonRows.of(columns, unread.reading("registry.yaml", now::policy)),
        Concepts.gaps(List.copyOf(versions.values())),
        unread.all());
  }

  private static Column column(Then then, Version version, Unread unread) {
    Snapshot now = then.state();
    ModelVersion found = now.version(version);
    return new Column(
        found,
        Described.aliases(now, version),
        Described.metrics(now, version, unread),
        Described.description(now, found, unread),
        then.retired(version));
  }
}
