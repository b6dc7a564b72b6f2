package dev.gitmodel.git;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Catalogue;
import dev.gitmodel.store.Glance;
import dev.gitmodel.store.Link;
import dev.gitmodel.store.ModelCard;
import dev.gitmodel.store.ModelStanding;
import dev.gitmodel.store.ModelStore.Listed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * All models from one index file for each question; a model is opened only where its refs are not
 * as they were then.
 */
final class GitCatalogue implements Catalogue {
  private final GitModelStore store;
  private final Path folder;
  private final CardRecord.Reader reader = new CardRecord.Reader();

  GitCatalogue(GitModelStore store, Path folder) {
    this.store = store;
    this.folder = folder;
  }

  @Override
  public Cards cards() {
    List<ModelCard> cards = new ArrayList<>();
    List<Finding> unreadable =
        each(
            "cards",
            reader::card,
            glance -> CardRecord.write(glance.card()),
            (model, c) -> cards.add(c));
    return new Cards(cards, unreadable);
  }

  @Override
  public PastCards cardsAt(Instant at) {
    return new PastCatalogue(store, folder).at(at);
  }

  @Override
  public Standings standings() {
    return standings(Optional.empty());
  }

  @Override
  public Standings standings(Wanted wanted) {
    return standings(Optional.of(wanted));
  }

  private Standings standings(Optional<Wanted> wanted) {
    List<ModelStanding> standings = new ArrayList<>();
    List<Finding> unreadable =
        each(
            "standings",
            (model, in) -> reader.standing(model, in, wanted),
            glance -> CardRecord.write(glance.standing()),
            (model, standing) -> standings.add(standing));
    return new Standings(standings, unreadable);
  }

  @Override
  public Links links() {
    List<Link> links = new ArrayList<>();
    Map<ModelName, Slice> kin = new HashMap<>();
    List<Finding> unreadable =
        each(
            "kin",
            Named::read,
            glance -> KinRecord.write(glance.links(), glance.kin()),
            (model, named) -> {
              links.addAll(named.links());
              kin.put(model, named.kin());
            });
    return new Links(
        links,
        model -> Optional.ofNullable(kin.get(model)).map(r -> KinRecord.kin(r.again())),
        unreadable);
  }

  /** What a model's versions name, and where it is written what they are. */
  private record Named(List<Link> links, Slice kin) {
    static Named read(ModelName model, Slice in) {
      return new Named(KinRecord.links(model, in), in);
    }
  }

  /** Every model from its record in the file, or else opened. */
  private <T> List<Finding> each(
      String kind,
      CatalogueFile.Reading<T> reading,
      Function<Glance, byte[]> record,
      BiConsumer<ModelName, T> taker) {
    CatalogueFile file = new CatalogueFile(folder.resolve("catalogue." + kind));
    store.fetchAll();
    Listed listed = store.listed();
    SortedSet<ModelName> models = listed.models();
    Map<ModelName, T> read = file.read(models, store::folder, reading);
    List<Finding> unreadable = new ArrayList<>(listed.unreadable());
    for (ModelName model : models) {
      T found = read.get(model);
      try {
        if (found == null) {
          Opened opened = opened(model, file, record);
          found = reading.of(model, opened.record());
          unreadable.addAll(opened.glance().unreadable());
        }
        taker.accept(model, found);
      } catch (RegistryException e) {
        unreadable.add(new Finding(model.toString(), e.text(), "git model doctor " + model));
      }
    }
    file.save();
    return unreadable;
  }

  /** A model that was looked into, and what is to be kept of it. */
  private record Opened(Glance glance, Slice record) {}

  /** What is damaged is looked into each time, so that it is named each time. */
  private Opened opened(ModelName model, CatalogueFile file, Function<Glance, byte[]> record) {
    String state = RefState.of(store.path(model));
    Glance glance = new Glance(store.look(model));
    byte[] made = record.apply(glance);
    if (glance.unreadable().isEmpty()) {
      file.put(model, state, made);
    }
    return new Opened(glance, new Slice(made));
  }
}
