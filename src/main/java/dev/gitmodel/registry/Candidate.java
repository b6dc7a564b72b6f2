package dev.gitmodel.registry;

import dev.gitmodel.model.Version;
import dev.gitmodel.query.Filter;
import dev.gitmodel.store.ModelCard;
import dev.gitmodel.store.ModelStanding;
import dev.gitmodel.store.StandingVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A model as one of its versions shows it, in the running for a row. */
record Candidate(ModelCard card, Optional<Version> version) {
  /**
   * The versions that a filter lets pass: of the latest one, or where it asks for an alias of the
   * latest and all that have one.
   */
  static Stream<Candidate> of(ModelStanding model, Optional<Filter> where) {
    ModelCard card = model.card();
    if (where.isEmpty()) {
      return Stream.of(new Candidate(card, card.latest()));
    }
    boolean byAlias = ofAliases(where.get());
    List<StandingVersion> judged =
        model.versions().stream().limit(byAlias ? Long.MAX_VALUE : 1).toList();
    if (judged.isEmpty()) {
      boolean fits = where.get().fits(new StandingSubject(card, Optional.empty()));
      return fits ? Stream.of(new Candidate(card, Optional.empty())) : Stream.empty();
    }
    return judged.stream()
        .filter(v -> where.get().fits(new StandingSubject(card, Optional.of(v))))
        .map(v -> new Candidate(shownBy(card, v), Optional.of(v.version())));
  }

  /** Whether a filter is judged on the versions with an alias as well. */
  static boolean ofAliases(Filter filter) {
    return filter.paths().contains(ModelFields.ALIAS);
  }

  private static ModelCard shownBy(ModelCard card, StandingVersion version) {
    return new ModelCard(
        card.name(),
        card.latest(),
        card.aliases(),
        version.manifest(),
        version.description(),
        version.size(),
        card.updated(),
        card.versions());
  }
}
