package dev.gitmodel.registry;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** A model: its latest version's record, and all its versions. */
public final class ShowModel {
  private final ModelStore store;

  public ShowModel(ModelStore store) {
    this.store = store;
  }

  /**
   * Which model; {@code at} asks for it as it was then, and {@code metrics} for these of each
   * version, where not for all.
   */
  public record Request(ModelName model, Optional<Instant> at, Optional<Set<String>> metrics) {
    /** With all metrics. */
    public Request(ModelName model, Optional<Instant> at) {
      this(model, at, Optional.empty());
    }

    /** The model as it is, with all metrics. */
    public Request(ModelName model) {
      this(model, Optional.empty());
    }
  }

  /**
   * {@code versions} are newest (highest) first; {@code latest} is empty for an empty model, and
   * where it is among what could not be read.
   */
  public record ModelRecord(
      ModelName model,
      Optional<VersionRecord> latest,
      List<ListVersions.Row> versions,
      SortedMap<AliasName, Version> aliases,
      SortedMap<BranchName, Revision> branches,
      List<Finding> unreadable) {}

  /** NOT_FOUND where there is no such model. */
  public ModelRecord apply(Request request) {
    Then then = Then.look(store, request.model(), request.at());
    Snapshot now = then.state();
    Optional<Version> latest = Selector.latest(now.versions());
    List<Version> newestFirst = new ArrayList<>(now.versions());
    Collections.reverse(newestFirst);
    Unread unread = Unread.of(now);
    Optional<VersionRecord> record =
        latest.flatMap(v -> unread.reading(now, v, () -> ShowVersion.record(then, v)));
    record.ifPresent(r -> r.unreadable().forEach(unread::add));
    RowReader reader = new RowReader(then, request.metrics(), unread);
    return new ModelRecord(
        request.model(),
        record,
        newestFirst.stream()
            .flatMap(v -> unread.reading(now, v, () -> reader.row(v)).stream())
            .toList(),
        now.aliases(),
        now.branches(),
        unread.all());
  }
}
