package dev.gitmodel.store;

import java.util.List;

/** A model's card, and its versions that stand out: the latest, then those with an alias. */
public record ModelStanding(ModelCard card, List<StandingVersion> versions) {
  public ModelStanding {
    versions = List.copyOf(versions);
  }
}
