package dev.gitmodel.registry;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Catalogue;
import dev.gitmodel.store.Glance;
import dev.gitmodel.store.Link;
import dev.gitmodel.store.ModelCard;
import dev.gitmodel.store.ModelStanding;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.ModelStore.Listed;
import dev.gitmodel.store.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The catalogue read from every model's own snapshot, as it is or as it was: right by construction,
 * and slow. In the past a model that is younger is left out.
 */
public final class ScanningCatalogue implements Catalogue {
  private final ModelStore store;
  private final Optional<Instant> at;

  /** The models as they are. */
  public ScanningCatalogue(ModelStore store) {
    this(store, Optional.empty());
  }

  /** The models as they were {@code at} a time. */
  public ScanningCatalogue(ModelStore store, Optional<Instant> at) {
    this.store = store;
    this.at = at;
  }

  @Override
  public Cards cards() {
    Listed listed = store.listed();
    Cards cards = cards(listed.models());
    return new Cards(cards.models(), all(listed, cards.unreadable()));
  }

  /** All are to be read by themselves, which is what this one does. */
  @Override
  public PastCards cardsAt(Instant then) {
    return new PastCards(List.of(), Set.of(), store.listed().models());
  }

  /** The cards of some models. */
  Cards cards(Set<ModelName> some) {
    List<ModelCard> cards = new ArrayList<>();
    List<Finding> unreadable = each(some, glance -> cards.add(glance.card()));
    return new Cards(cards, unreadable);
  }

  @Override
  public Standings standings(Wanted wanted) {
    return standings();
  }

  @Override
  public Standings standings() {
    List<ModelStanding> standings = new ArrayList<>();
    Listed listed = store.listed();
    List<Finding> unreadable = each(listed.models(), glance -> standings.add(glance.standing()));
    return new Standings(standings, all(listed, unreadable));
  }

  @Override
  public Links links() {
    List<Link> links = new ArrayList<>();
    Listed listed = store.listed();
    List<Finding> unreadable = each(listed.models(), glance -> links.addAll(glance.links()));
    return new Links(links, model -> Optional.empty(), all(listed, unreadable));
  }

  private static List<Finding> all(Listed listed, List<Finding> unreadable) {
    return Stream.concat(listed.unreadable().stream(), unreadable.stream()).toList();
  }

  private List<Finding> each(Set<ModelName> models, Consumer<Glance> reading) {
    List<Finding> unreadable = new ArrayList<>();
    for (ModelName model : models) {
      try {
        Optional<Glance> glance = state(model).map(Glance::new);
        glance.ifPresent(reading);
        glance.ifPresent(g -> unreadable.addAll(g.unreadable()));
      } catch (RegistryException e) {
        unreadable.add(new Finding(model.toString(), e.text(), e.hint()));
      }
    }
    return unreadable;
  }

  private Optional<Snapshot> state(ModelName model) {
    try {
      return Optional.of(Then.look(store, model, at).state());
    } catch (RegistryException e) {
      if (at.isPresent() && e.problem() == Problem.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The card of one state of a model. */
  public static ModelCard card(Snapshot now) {
    return new Glance(now).card();
  }
}
