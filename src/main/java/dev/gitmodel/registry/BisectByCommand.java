package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.Bisection.Point;
import dev.gitmodel.registry.Bisection.Work;
import dev.gitmodel.store.Progress;
import dev.gitmodel.store.Workbench;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A bisection that measures versions without a value: the baseline and the newest first where they
 * have none, then between the first bad one and what is good before it, about log2 of them. What it
 * measured is recorded at once, so neither an interruption nor a repetition measures it again.
 */
public final class BisectByCommand {
  private final BisectMetric bisect;
  private final Ledger ledger;
  private final Workbench workbench;

  public BisectByCommand(BisectMetric bisect, Ledger ledger, Workbench workbench) {
    this.bisect = bisect;
    this.ledger = ledger;
    this.workbench = workbench;
  }

  /** The command, run by a shell in a folder with the files of a version; who records it. */
  public record Request(BisectMetric.Request what, Actor by, String command) {
    public Request {
      if (command.isBlank()) {
        throw RegistryException.invalid(
            "the command is empty", "write what prints the metric: --command 'python eval.py'");
      }
    }
  }

  /** Hears what is being done. */
  public interface Watch {
    /** A version's turn; {@code about} measurements may follow. */
    void begins(Version version, int about);

    /** Its files are to come, so many bytes. */
    Progress pulls(long bytes);

    /** What came of it; empty where it can't be tested. */
    void ends(Version version, Optional<MetricValue> value);
  }

  /** REFUSED where the command fails, INVALID where it prints no metric. */
  public Bisection apply(Request request, Watch watch, Progress progress) {
    Bisecting at = bisect.look(request.what());
    Version newest = at.newest();
    Version baseline = at.baselineBehind(newest);
    Session session = new Session(at, new Measurement(request, ledger, workbench, watch));
    if (!session.has(baseline, Halving.steps(at.graph().size()))) {
      throw at.readings().isText(baseline) ? at.text(baseline) : at.untestable(baseline);
    }
    Yardstick yardstick = at.yardstick(baseline);
    if (at.crossings(yardstick).first().isEmpty()) {
      session.has(newest, Halving.steps(at.graph().size()));
    }
    session.narrow(yardstick);
    return bisect.answer(at, yardstick, session.work(), progress);
  }

  /** What {@link #apply} would begin with; nothing is pulled, run or written. */
  public Bisection plan(Request request, Progress progress) {
    Bisecting at = bisect.look(request.what());
    Version newest = at.newest();
    Version baseline = at.baselineBehind(newest);
    if (at.readings().isText(baseline)) {
      throw at.text(baseline);
    }
    List<Version> ends = new ArrayList<>();
    for (Version end : List.of(baseline, newest)) {
      if (!at.readings().has(end) && !at.readings().isText(end)) {
        ends.add(end);
      }
    }
    if (ends.contains(baseline)) {
      return at.unanswered(baseline, work(ends, ends.size() + untilKnown(at, newest, baseline)));
    }
    Yardstick yardstick = at.yardstick(baseline);
    Work work = next(at, yardstick);
    if (work.next().isEmpty() && at.crossings(yardstick).first().isEmpty()) {
      work = work(ends, ends.isEmpty() ? 0 : 1 + untilKnown(at, newest, baseline));
    }
    return at.readings().count() < 2
        ? at.unanswered(baseline, work)
        : bisect.answer(at, yardstick, work, progress);
  }

  private static Work next(Bisecting at, Yardstick yardstick) {
    Crossings crossings = at.crossings(yardstick);
    OptionalInt bad = crossings.first();
    if (bad.isEmpty()) {
      return Work.NONE;
    }
    Halving halving = new Halving(at.graph(), crossings, bad.getAsInt());
    return work(halving.next(at.readings().texts()).stream().toList(), halving.about());
  }

  private static Work work(List<Version> next, int about) {
    return new Work(List.of(), List.of(), next, next.isEmpty() ? 0 : about);
  }

  /** How many measurements are left at most once the ends have their values. */
  private static int untilKnown(Bisecting at, Version newest, Version baseline) {
    VersionGraph graph = at.graph();
    var open = graph.ancestors(List.of(graph.place(newest)));
    open.andNot(graph.ancestors(List.of(graph.place(baseline))));
    open.clear(graph.place(newest));
    return Halving.steps(
        (int) open.stream().filter(i -> !at.readings().has(graph.version(i))).count());
  }

  /** The measurements of one bisection. */
  private static final class Session {
    private final Bisecting at;
    private final Measurement measurement;
    private final List<Point> measured = new ArrayList<>();
    private final List<Version> untestable = new ArrayList<>();

    Session(Bisecting at, Measurement measurement) {
      this.at = at;
      this.measurement = measurement;
    }

    Work work() {
      return new Work(measured, untestable, List.of(), 0);
    }

    /** Measures it where it has no value; false where it has none afterwards. */
    boolean has(Version version, int about) {
      if (at.readings().has(version) || at.readings().isText(version)) {
        return at.readings().has(version);
      }
      Optional<MetricValue> value =
          at.recorded(version).flatMap(recorded -> measurement.of(version, recorded, about));
      value.ifPresentOrElse(
          number -> {
            at.readings().put(version, number);
            measured.add(new Point(version, number));
          },
          () -> untestable.add(version));
      return value.isPresent();
    }

    void narrow(Yardstick yardstick) {
      Optional<Version> next = Optional.empty();
      do {
        Crossings crossings = at.crossings(yardstick);
        OptionalInt bad = crossings.first();
        if (bad.isEmpty()) {
          return;
        }
        Halving halving = new Halving(at.graph(), crossings, bad.getAsInt());
        Set<Version> avoided = new HashSet<>(at.readings().texts());
        avoided.addAll(untestable);
        next = halving.next(avoided);
        next.ifPresent(version -> has(version, halving.about()));
      } while (next.isPresent());
    }
  }
}
