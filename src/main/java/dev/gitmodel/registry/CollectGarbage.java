package dev.gitmodel.registry;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Care;
import dev.gitmodel.store.Care.Collecting;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Care.Freed;
import dev.gitmodel.store.ModelStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Frees what nothing refers to, in one model or in all. */
public final class CollectGarbage {
  private final ModelStore store;
  private final Care care;

  public CollectGarbage(ModelStore store, Care care) {
    this.store = store;
    this.care = care;
  }

  /** The grace period spares what is younger: it may belong to a push that is under way. */
  public record Request(Optional<ModelName> model, Collecting how) {
    public Request {
      if (how.grace().isNegative()) {
        throw RegistryException.invalid(
            "a grace period can't be negative", "git model gc --grace 2h");
      }
    }
  }

  /** By model what was, or would be, freed; the models that could not be collected, and why not. */
  public record Collected(
      SortedMap<ModelName, Freed> freed, List<Finding> failed, Optional<Problem> problem) {
    /** All of it, in bytes. */
    public long bytes() {
      return freed.values().stream().mapToLong(Freed::bytes).sum();
    }

    /** What is still here in copies of what a host keeps; empty where there is no host. */
    public OptionalLong copies() {
      return freed.values().stream()
          .flatMapToLong(each -> each.copies().stream())
          .reduce(Long::sum);
    }
  }

  /** One model that can't be collected stops the others only where it alone was asked for. */
  public Collected apply(Request request) {
    SortedMap<ModelName, Freed> freed = new TreeMap<>();
    List<Finding> failed = new ArrayList<>();
    Optional<Problem> problem = Optional.empty();
    for (ModelName model : request.model().map(List::of).orElseGet(this::all)) {
      try {
        freed.put(model, care.collect(model, request.how()));
      } catch (RegistryException e) {
        if (request.model().isPresent()) {
          throw e;
        }
        failed.add(new Finding(model.toString(), e.text(), e.hint()));
        problem = problem.or(() -> Optional.of(e.problem()));
      }
    }
    return new Collected(freed, failed, problem);
  }

  private List<ModelName> all() {
    return List.copyOf(store.models());
  }
}
