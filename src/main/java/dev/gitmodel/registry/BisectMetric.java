package dev.gitmodel.registry;

import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Direction;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import dev.gitmodel.registry.Bisection.Work;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Progress;
import dev.gitmodel.store.WeightsHeaders;
import java.util.Map;
import java.util.Optional;

/**
 * Since when a metric is worse than it was, in the order of ancestry, and why: what changed there,
 * by whom, from which run and data.
 */
public final class BisectMetric {
  private final ModelStore store;
  private final WeightsHeaders headers;

  public BisectMetric(ModelStore store, WeightsHeaders headers) {
    this.store = store;
    this.headers = headers;
  }

  /**
   * Without a baseline it is the first version that has the metric; without {@code better} what the
   * policy or the metric's name says; without a branch every version is looked at, else what the
   * branch's last one comes from. No more than {@code explained} crossings get a reason.
   */
  public record Request(
      ModelName model,
      String metric,
      Optional<Selector> baseline,
      Tolerance tolerance,
      Optional<Direction> better,
      Optional<BranchName> branch,
      int explained) {
    public Request {
      // Refuses what can't be a metric's name.
      MetricSet.of(Map.of(metric, new MetricValue.Whole(0)));
      if (explained < 0) {
        throw RegistryException.invalid("a limit is 0 or more", "write 10");
      }
    }
  }

  /**
   * From what is recorded. NOT_FOUND where no or only one version has the metric, INVALID where it
   * is text; what else can't be read is told. {@code progress} is told the bytes that a diff reads.
   */
  public Bisection apply(Request request, Progress progress) {
    Bisecting at = Bisecting.look(store, request);
    return answer(at, at.yardstick(at.baseline()), Work.NONE, progress);
  }

  Bisecting look(Request request) {
    return Bisecting.look(store, request);
  }

  Bisection answer(Bisecting at, Yardstick yardstick, Work work, Progress progress) {
    at.refuseOne();
    CrossingReasons reasons = new CrossingReasons(store, headers, progress);
    return at.answer(yardstick, work, reasons);
  }
}
