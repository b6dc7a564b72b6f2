package dev.gitmodel.registry;

import dev.gitmodel.model.Version;
import dev.gitmodel.query.Filter;
import dev.gitmodel.store.ModelCard;
import dev.gitmodel.store.ModelStanding;
import dev.gitmodel.store.StandingVersion;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A model as one of its versions shows it, in the running for a row. */
record Candidate(ModelCard card, Optional<Version> version) {
  /**
   * The first version that a filter lets pass and that shows a card that {@code fits}: of the
   * latest one, or where it asks for an alias of the latest and all that have one.
   */
  // No streams, because there is one of these for each of very many models.
  static Optional<Candidate> best(
      ModelStanding model, Optional<Filter> where, Predicate<ModelCard> fits) {
    ModelCard card = model.card();
    if (where.isEmpty()) {
      return Optional.of(new Candidate(card, card.latest())).filter(c -> fits.test(card));
    }
    Filter filter = where.get();
    List<StandingVersion> versions = model.versions();
    if (versions.isEmpty()) {
      return filter.fits(new StandingSubject(card, Optional.empty())) && fits.test(card)
          ? Optional.of(new Candidate(card, Optional.empty()))
          : Optional.empty();
    }
    int judged = ofAliases(filter) ? versions.size() : 1;
    for (StandingVersion version : versions.subList(0, judged)) {
      if (filter.fits(new StandingSubject(card, Optional.of(version)))) {
        ModelCard shown = shownBy(card, version);
        if (fits.test(shown)) {
          return Optional.of(new Candidate(shown, Optional.of(version.version())));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a filter is judged on the versions with an alias as well. */
  static boolean ofAliases(Filter filter) {
    return filter.paths().contains(ModelFields.ALIAS);
  }

  private static ModelCard shownBy(ModelCard card, StandingVersion version) {
    if (card.latest().filter(version.version()::equals).isPresent()) {
      return card;
    }
    return new ModelCard(
        card.name(),
        card.latest(),
        card.aliases(),
        version.manifest(),
        version.edited(),
        version.size(),
        card.updated(),
        card.versions());
  }
}
