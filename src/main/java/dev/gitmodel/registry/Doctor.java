package dev.gitmodel.registry;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Care;
import dev.gitmodel.store.Care.Examination;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Care.Mend;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Progress;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what is wrong with one model or all, and mends what a crash can leave. */
public final class Doctor {
  private final ModelStore store;
  private final Care care;

  public Doctor(ModelStore store, Care care) {
    this.store = store;
    this.care = care;
  }

  /** Whether to mend what is found. */
  public enum Mending {
    /** Only look. */
    NONE,
    /** Say what mending would do. */
    REHEARSED,
    /** Mend. */
    DONE
  }

  /** No model is all of them. */
  public record Request(Optional<ModelName> model, Examination how, Mending mending) {}

  /** One model: what was mended, or would be, and what is wrong after that. */
  public record Visit(ModelName model, List<String> mended, List<Finding> findings) {
    public Visit {
      mended = List.copyOf(mended);
      findings = List.copyOf(findings);
    }

    /** With more that is wrong. */
    public Visit with(List<Finding> more) {
      return new Visit(model, mended, Stream.concat(findings.stream(), more.stream()).toList());
    }
  }

  /** One visit a model; a model that can't be examined is a finding, not a failure. */
  public List<Visit> apply(Request request, Progress progress) {
    List<Visit> visits = new ArrayList<>();
    for (ModelName model : request.model().map(List::of).orElseGet(this::all)) {
      visits.add(visit(model, request, progress));
    }
    return visits;
  }

  /**
   * What is wrong with the policy that all models are under and, where the request is for all, with
   * the list of them; a host need not have that for who asks of one.
   */
  public List<Finding> registry(Request request) {
    Unread unread = new Unread();
    if (request.model().isEmpty()) {
      unread.reading("registry", store::listed).ifPresent(l -> l.unreadable().forEach(unread::add));
    }
    unread.reading("registry.yaml", store::policy);
    unread.reading("registry.yaml", this::policies);
    return unread.all();
  }

  private long policies() {
    try (Stream<Revision> history = store.policyHistory()) {
      return history.count();
    }
  }

  private Visit visit(ModelName model, Request request, Progress progress) {
    List<String> mended = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    boolean onHost = false;
    try {
      Optional<List<Finding>> rights = care.rights(model);
      onHost = rights.isPresent();
      rights.ifPresent(findings::addAll);
      if (onHost && !store.exists(model)) {
        // An empty repository, whose owner wants to know before the first write.
        return new Visit(model, mended, findings);
      }
      List<Mend> mends =
          request.mending() == Mending.NONE
              ? List.of()
              : care.mend(model, request.mending() == Mending.REHEARSED);
      boolean done = request.mending() == Mending.DONE;
      mends.forEach(mend -> mended.add(done ? mend.done() : mend.todo()));
      Set<String> gone = mends.stream().map(Mend::subject).collect(Collectors.toSet());
      care.examine(model, request.how(), progress).stream()
          .filter(finding -> done || !gone.contains(finding.subject()))
          .forEach(findings::add);
      Snapshot now = store.look(model);
      if (!now.unsoundRefs().containsKey(Divergence.LOG)) {
        // Which is named already, and can't be asked.
        Numbers.lost(now).forEach(lost -> findings.add(lost.of(model)));
      }
    } catch (RegistryException e) {
      if (request.model().isPresent() && !onHost && !store.exists(model)) {
        throw e;
      }
      findings.add(new Finding(model.toString(), e.text(), e.hint()));
    }
    return new Visit(model, mended, findings);
  }

  private List<ModelName> all() {
    return List.copyOf(store.listed().models());
  }
}
