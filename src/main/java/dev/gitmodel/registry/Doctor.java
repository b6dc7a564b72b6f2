package dev.gitmodel.registry;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Care;
import dev.gitmodel.store.Care.Examination;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what is wrong with one model or all, and mends what a crash can leave. */
public final class Doctor {
  private final ModelStore store;
  private final Care care;

  public Doctor(ModelStore store, Care care) {
    this.store = store;
    this.care = care;
  }

  /** No model is all of them; {@code mend} changes nothing where it is false. */
  public record Request(Optional<ModelName> model, Examination how, boolean mend) {}

  /** One model: what was mended, and what is wrong (still wrong, where it was mended). */
  public record Visit(ModelName model, List<String> mended, List<Finding> findings) {
    public Visit {
      mended = List.copyOf(mended);
      findings = List.copyOf(findings);
    }
  }

  /** One visit a model; a model that can't be examined is a finding, not a failure. */
  public List<Visit> apply(Request request) {
    List<Visit> visits = new ArrayList<>();
    for (ModelName model : request.model().map(List::of).orElseGet(this::all)) {
      visits.add(visit(model, request));
    }
    return visits;
  }

  private Visit visit(ModelName model, Request request) {
    List<String> mended = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    try {
      if (request.mend()) {
        mended.addAll(care.mend(model));
      }
      findings.addAll(care.examine(model, request.how()));
    } catch (RegistryException e) {
      if (request.model().isPresent() && !store.exists(model)) {
        throw e;
      }
      findings.add(new Finding(model.toString(), e.text(), e.hint()));
    }
    return new Visit(model, mended, findings);
  }

  private List<ModelName> all() {
    return List.copyOf(store.models());
  }
}
