package dev.gitmodel.store;

import dev.gitmodel.store.Care.Finding;
import java.util.List;

/** All models at a glance, without opening each. */
public interface Catalogue {
  /** One card a model, by name, and what could not be read: one broken model hides no other. */
  Cards cards();

  /** As {@link #cards}, with all that a filter may ask for. */
  Standings standings();

  /** The models that could be read, and a finding for each that could not. */
  record Cards(List<ModelCard> models, List<Finding> unreadable) {
    public Cards {
      models = List.copyOf(models);
      unreadable = List.copyOf(unreadable);
    }
  }

  /** The models that could be read, and a finding for each that could not. */
  record Standings(List<ModelStanding> models, List<Finding> unreadable) {
    public Standings {
      models = List.copyOf(models);
      unreadable = List.copyOf(unreadable);
    }
  }
}
