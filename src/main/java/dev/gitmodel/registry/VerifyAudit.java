package dev.gitmodel.registry;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore;
import java.util.List;

/** Does the audit log explain every ref, and nothing else? */
public final class VerifyAudit {
  private final ModelStore store;

  public VerifyAudit(ModelStore store) {
    this.store = store;
  }

  /** Whose log. */
  public record Request(ModelName model) {}

  /** How many entries were replayed, and every divergence, oldest first. */
  public record Verdict(ModelName model, int entries, List<Finding> findings) {
    public Verdict {
      findings = List.copyOf(findings);
    }

    public boolean sound() {
      return findings.isEmpty();
    }
  }

  /** Names every divergence instead of failing at the first. */
  public Verdict apply(Request request) {
    return java.util.Optional.<Verdict>empty()
        .orElseThrow(() -> new UnsupportedOperationException(store + " " + request));
  }
}
