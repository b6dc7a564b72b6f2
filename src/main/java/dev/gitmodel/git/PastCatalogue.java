package dev.gitmodel.git;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Catalogue.PastCards;
import dev.gitmodel.store.Glance;
import dev.gitmodel.store.ModelCard;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
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

  /**
   * Whether the model's log is all of it, its last entry at the time, the card where it is kept,
   * and the versions gone since.
   */
  private record Then(
      boolean whole, Optional<byte[]> last, Optional<ModelCard> kept, Set<String> gone) {}

  PastCards at(Instant at) {
    store.fetchAll();
    SortedSet<ModelName> models = store.listed().models();
    Map<ModelName, Then> known =
        timelines.read(models, store::folder, (model, in) -> then(model, Timeline.read(in), at));
    for (ModelName model : models) {
      try {
        Optional<Then> then =
            Optional.ofNullable(known.get(model))
                .or(() -> timeline(model).map(timeline -> then(model, timeline, at)));
        if (then.isPresent()) {
          add(model, then.get(), at);
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

  private Then then(ModelName model, Timeline timeline, Instant at) {
    Optional<byte[]> last = timeline.last(at);
    Optional<ModelCard> kept = last.flatMap(entry -> kept(model, entry));
    return new Then(timeline.whole(), last, kept, timeline.gone());
  }

  private void add(ModelName model, Then then, Instant at) {
    if (then.last().isEmpty()) {
      if (!then.whole()) {
        // It may have been there: who reads it by itself says so.
        unread.add(model);
      }
      return;
    }
    ModelCard card = then.kept().orElseGet(() -> made(model, then.last().get(), at));
    cards.add(card);
    Set<String> gone = then.gone();
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

  /** An entry is another model's as well where one was made as a copy of the other. */
  private static byte[] key(ModelName model, byte[] entry) {
    byte[] key = entry.clone();
    ByteBuffer start = ByteBuffer.wrap(key);
    start.putInt(0, start.getInt(0) ^ model.hashCode());
    return key;
  }

  private ModelCard made(ModelName model, byte[] last, Instant at) {
    ModelCard card = new Glance(store.lookAt(model, at)).card();
    if (moments.size() > MOST_BYTES) {
      moments.forget();
    }
    byte[] record = CardRecord.write(card);
    moments.put(
        HexFormat.of().formatHex(key(model, last)),
        new SliceWriter().text(model.toString()).bytes(last).bytes(record).done());
    return card;
  }

  private Optional<ModelCard> kept(ModelName model, byte[] last) {
    Optional<Slice> found = moments.get(key(model, last));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try {
      Slice in = found.get();
      boolean same = in.text().equals(model.toString()) && in.passes(last);
      return same ? Optional.of(reader.card(model, in)) : Optional.empty();
    } catch (RegistryException | IndexOutOfBoundsException damaged) {
      return Optional.empty();
    }
  }
}
