package dev.gitmodel.store;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.store.Care.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** All models at a glance, without opening each. */
public interface Catalogue {
  /** One card a model, by name, and what could not be read: one broken model hides no other. */
  Cards cards();

  /** The cards of the models that were there at a time, as they were then. */
  PastCards cardsAt(Instant at);

  /** As {@link #cards}, with all that a filter may ask for. */
  Standings standings();

  /** As {@link #standings()}, but perhaps no more than is wanted. */
  Standings standings(Wanted wanted);

  /** What the versions of every model name: which of them derive from what. */
  Links links();

  /** Which metrics a filter asks for, and whether it asks for versions with an alias as well. */
  record Wanted(Set<String> metrics, boolean aliased) {
    public Wanted {
      metrics = Set.copyOf(metrics);
    }
  }

  /** The models that could be read, and a finding for each that could not. */
  record Cards(List<ModelCard> models, List<Finding> unreadable) {
    public Cards {
      models = List.copyOf(models);
      unreadable = List.copyOf(unreadable);
    }
  }

  /**
   * Cards of the past; of which models the latest version of then may have gone since; and which
   * models are to be read by themselves, because not all of then is kept of them.
   */
  record PastCards(List<ModelCard> models, Set<ModelName> lost, Set<ModelName> unread) {
    public PastCards {
      models = List.copyOf(models);
      lost = Set.copyOf(lost);
      unread = Set.copyOf(unread);
    }
  }

  /** The models that could be read, and a finding for each that could not. */
  record Standings(List<ModelStanding> models, List<Finding> unreadable) {
    public Standings {
      models = List.copyOf(models);
      unreadable = List.copyOf(unreadable);
    }
  }

  /**
   * By model, what its versions name, and a finding for each model that could not be read; {@code
   * kin} says what the versions of a model are, where that is known without opening it.
   */
  record Links(
      List<Link> links, Function<ModelName, Optional<List<Kin>>> kin, List<Finding> unreadable) {
    public Links {
      links = List.copyOf(links);
      unreadable = List.copyOf(unreadable);
    }
  }
}
