package dev.gitmodel.registry;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where audit logs ended at a time, to be kept elsewhere: whoever cuts off or rewrites a log later
 * can't change it. {@code registry} is the history of the policy.
 */
public record Checkpoint(Instant taken, Optional<Head> registry, List<ModelHead> models) {
  public Checkpoint {
    models = List.copyOf(models);
  }

  /** The newest entry of a log, and how many there were. */
  public record Head(Revision head, int entries) {}

  /** The head of a model's log, and when that entry was written. */
  public record ModelHead(ModelName model, Head log, Instant at) {}

  /** What was kept of a model. */
  public Optional<ModelHead> of(ModelName model) {
    return models.stream().filter(head -> head.model().equals(model)).findFirst();
  }
}
