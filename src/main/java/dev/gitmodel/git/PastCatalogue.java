package dev.gitmodel.git;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Catalogue.PastCards;
import dev.gitmodel.store.Glance;
import dev.gitmodel.store.ModelCard;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * The cards of a time: which entry of its log was a model's last then is told by the times of all,
 * and a card that was once made of the state after an entry holds for ever.
 */
final class PastCatalogue {
  // Some ten thousand cards; more are of times that nobody asks for again.
  private static final long MOST_BYTES = 16 << 20;

  private final GitModelStore store;
  private final CatalogueFile timelines;
  private final RecordFile moments;
  private final CardRecord.Reader reader = new CardRecord.Reader();
  private final List<ModelCard> cards = new ArrayList<>();
  private final Set<ModelName> lost = new HashSet<>();
  private final Set<ModelName> unread = new HashSet<>();

  PastCatalogue(GitModelStore store, Path folder) {
    this.store = store;
    this.timelines = new CatalogueFile(folder.resolve("catalogue.times"));
    this.moments = new RecordFile(folder.resolve("catalogue.moments"));
  }

  PastCards at(Instant at) {
    store.fetchAll();
    SortedSet<ModelName> models = store.listed().models();
    Map<ModelName, Timeline> known =
        timelines.read(models, store::folder, (model, in) -> Timeline.read(in));
    for (ModelName model : models) {
      try {
        Optional<Timeline> timeline =
            Optional.ofNullable(known.get(model)).or(() -> timeline(model));
        if (timeline.isPresent()) {
          read(model, timeline.get(), at);
        } else {
          unread.add(model);
        }
      } catch (RegistryException e) {
        // Who reads it by itself says what is wrong, or finds what is left.
        unread.add(model);
      }
    }
    timelines.save();
    moments.save();
    return new PastCards(cards, lost, unread);
  }

  private void read(ModelName model, Timeline timeline, Instant at) {
    Optional<Revision> last = timeline.last(at);
    if (last.isEmpty()) {
      return;
    }
    ModelCard card = card(model, last.get(), at);
    cards.add(card);
    Set<String> gone = timeline.gone();
    if (!gone.isEmpty() && card.latest().filter(v -> gone.contains(v.toString())).isPresent()) {
      lost.add(model);
    }
  }

  private Optional<Timeline> timeline(ModelName model) {
    String state = RefState.of(store.path(model));
    Optional<byte[]> made = store.snapshots().timeline(model);
    made.ifPresent(record -> timelines.put(model, state, record));
    return made.map(record -> Timeline.read(new Slice(record)));
  }

  private ModelCard card(ModelName model, Revision last, Instant at) {
    String name = model.toString();
    // An entry is another model's as well where one was made as a copy of the other.
    String key = CatalogueFile.key(name + " " + last.hex());
    Optional<ModelCard> known = moments.get(key).flatMap(in -> kept(model, last, in));
    if (known.isPresent()) {
      return known.get();
    }
    ModelCard card = new Glance(store.lookAt(model, at)).card();
    if (moments.size() > MOST_BYTES) {
      moments.forget();
    }
    byte[] record = CardRecord.write(card);
    moments.put(key, new SliceWriter().text(name).id(last).bytes(record).done());
    return card;
  }

  private Optional<ModelCard> kept(ModelName model, Revision last, Slice in) {
    try {
      boolean same = in.text().equals(model.toString()) && in.id().equals(last);
      return same ? Optional.of(reader.card(model, in)) : Optional.empty();
    } catch (RegistryException | IndexOutOfBoundsException damaged) {
      return Optional.empty();
    }
  }
}
