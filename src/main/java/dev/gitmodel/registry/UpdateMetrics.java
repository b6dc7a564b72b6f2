package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Attaches metrics to a version, key by key, so writers of different keys both win. */
public final class UpdateMetrics {
  /** Set {@code set} and take {@code unset} away; a key in both is set. */
  public record Request(
      Actor by,
      ModelName model,
      Selector version,
      MetricSet set,
      Set<String> unset,
      Optional<String> reason) {
    public Request {
      unset = Set.copyOf(unset);
    }

    /** Without a reason. */
    public Request(Actor by, ModelName model, Selector version, MetricSet set, Set<String> unset) {
      this(by, model, version, set, unset, Optional.empty());
    }
  }

  /** The version's metrics as they were and as they are. */
  public record Result(ModelName model, Version version, MetricSet before, MetricSet after) {}

  private final Ledger ledger;

  public UpdateMetrics(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Updates them; where nothing changes nothing is written. */
  public Done<Result> apply(Request request) {
    return ledger.write(request.model(), request.by(), now -> decide(now, request));
  }

  /** What {@link #apply} would do now. */
  public Done<Result> plan(Request request) {
    return ledger.rehearse(request.model(), now -> decide(now, request));
  }

  static Done<Result> decide(Snapshot now, Request request) {
    Version version = Resolver.resolve(now, request.version());
    MetricSet before = now.metrics(version);
    MetricSet after = before.merge(request.set(), request.unset());
    Result result = new Result(now.model(), version, before, after);
    MetricChange change = new MetricChange(before, after);
    if (change.isNone()) {
      return Done.already(result);
    }
    Event event =
        new Event(Operation.METRICS_UPDATE, "metrics " + version + ": " + change.line())
            .trailer("Version", version)
            .change("metrics", change.was(), change.is());
    return Done.with(
        result,
        new ChangeSet(
            List.of(new Change.SetMetrics(version, after)), event.because(request.reason())));
  }
}
