package dev.gitmodel.store;

import dev.gitmodel.store.Care.Finding;
import java.util.List;

/** All models at a glance, without opening each. */
public interface Catalogue {
  /** One card a model, by name, and what could not be read: one broken model hides no other. */
  Cards cards();

  /** As {@link #cards}, with all that a filter may ask for. */
  Standings standings();

  /** What the versions of every model name: which of them derive from what. */
  Links links();

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

  /** By model, what its versions name, and a finding for each model that could not be read. */
  record Links(List<Link> links, List<Finding> unreadable) {
    public Links {
      links = List.copyOf(links);
      unreadable = List.copyOf(unreadable);
    }
  }
}
