package dev.gitmodel.registry;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.store.ModelStore;
import java.util.List;

/** Lists a model's experiments. */
public final class ListExperiments {
  /** The experiments of {@code model}. */
  public record Request(ModelName model) {}

  private final ModelStore store;

  public ListExperiments(ModelStore store) {
    this.store = store;
  }

  /** Every experiment that has a branch, by name. */
  public List<Experiment> apply(Request request) {
    return ExperimentLog.readAll(store.look(request.model()));
  }
}
