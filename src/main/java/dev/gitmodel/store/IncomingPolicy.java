package dev.gitmodel.store;

import dev.gitmodel.model.Revision;
import java.util.List;
import java.util.Optional;

/** What a push brings to the repository that holds {@code registry.yaml}. */
public interface IncomingPolicy extends Pushed {
  /** All that is wrong with {@code registry.yaml} of the commit; empty where it has none. */
  Optional<List<String>> problems(Revision commit);
}
