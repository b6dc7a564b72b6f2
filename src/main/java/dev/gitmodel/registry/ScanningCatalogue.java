package dev.gitmodel.registry;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Catalogue;
import dev.gitmodel.store.ModelCard;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The catalogue read from every model's own snapshot: right by construction, and slow. */
public final class ScanningCatalogue implements Catalogue {
  private final ModelStore store;

  public ScanningCatalogue(ModelStore store) {
    this.store = store;
  }

  @Override
  public Cards cards() {
    List<ModelCard> cards = new ArrayList<>();
    List<Finding> unreadable = new ArrayList<>();
    for (ModelName model : store.models()) {
      try {
        cards.add(card(store.look(model)));
      } catch (RegistryException e) {
        unreadable.add(new Finding(model.toString(), e.text(), e.hint()));
      }
    }
    return new Cards(cards, unreadable);
  }

  /** The card of one state of a model. */
  public static ModelCard card(Snapshot now) {
    Optional<Version> latest = Selector.latest(now.versions());
    Optional<ModelVersion> found = latest.map(now::version);
    return new ModelCard(
        now.model(),
        latest,
        now.aliases(),
        found
            .map(ModelVersion::manifest)
            .orElseGet(() -> new Manifest(Map.of("kind", now.madeAs()))),
        found.flatMap(v -> Described.description(now, v)),
        found.map(ModelVersion::size).orElse(0L),
        updated(now, found),
        now.versions().size());
  }

  private static Instant updated(Snapshot now, Optional<ModelVersion> latest) {
    try (Stream<AuditEntry> log = now.audit()) {
      return log.findFirst()
          .map(AuditEntry::at)
          .or(() -> latest.map(ModelVersion::at))
          .orElse(Instant.EPOCH);
    }
  }
}
