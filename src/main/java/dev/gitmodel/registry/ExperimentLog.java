package dev.gitmodel.registry;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.DidYouMean;
import dev.gitmodel.model.ExperimentName;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Experiments as the audit log tells them, read back no further than to their beginning. */
final class ExperimentLog {
  /** The trailer that names the version an experiment starts from. */
  static final String BASE = "Base";

  private static final String HEADS = "refs/heads/";

  private ExperimentLog() {}

  /** The branch's tip; NOT_FOUND where there is no such experiment. */
  static Revision tip(Snapshot now, ExperimentName name) {
    Revision tip = now.branches().get(BranchName.experiment(name));
    if (tip == null) {
      throw none(now, name, "see its experiments with: git model experiment list " + now.model());
    }
    return tip;
  }

  /** NOT_FOUND with the nearest one, if it is near, and {@code next}. */
  static RegistryException none(Snapshot now, ExperimentName name, String next) {
    List<String> there = names(now).stream().map(ExperimentName::toString).toList();
    String meant =
        DidYouMean.of(name.toString(), there).map(n -> "did you mean " + n + "? ").orElse("");
    return RegistryException.notFound(now.model() + " has no experiment " + name, meant + next);
  }

  private static List<ExperimentName> names(Snapshot now) {
    return now.branches().keySet().stream().flatMap(b -> b.experiment().stream()).toList();
  }

  /** The experiment of that name. */
  static Experiment read(Snapshot now, ExperimentName name) {
    tip(now, name);
    return read(now, List.of(name)).get(0);
  }

  /** Every experiment that has a branch, by name. */
  static List<Experiment> readAll(Snapshot now) {
    List<ExperimentName> names = names(now);
    return names.isEmpty() ? List.of() : read(now, names);
  }

  private static List<Experiment> read(Snapshot now, List<ExperimentName> names) {
    Map<BranchName, Trace> open = new LinkedHashMap<>();
    names.forEach(name -> open.put(BranchName.experiment(name), new Trace()));
    List<Trace> traces = new ArrayList<>(open.values());
    try (Stream<AuditEntry> audit = now.log()) {
      Iterator<AuditEntry> newestFirst = audit.iterator();
      while (!open.isEmpty() && newestFirst.hasNext()) {
        AuditEntry entry = newestFirst.next();
        open.entrySet().removeIf(one -> one.getValue().reaches(entry, one.getKey()));
      }
    }
    List<Experiment> experiments = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      experiments.add(traces.get(i).experiment(now, names.get(i)));
    }
    return experiments;
  }

  /** What is known of one experiment while its past is read. */
  private static final class Trace {
    private final NavigableSet<Version> versions = new TreeSet<>();
    private Optional<Version> base = Optional.empty();
    private Optional<Instant> last = Optional.empty();
    private int mainMoves;

    /** True where the entry is the branch's beginning. */
    boolean reaches(AuditEntry entry, BranchName branch) {
      Optional<RefMove> move = move(entry, branch);
      if (move.isEmpty()) {
        mainMoves += movesMain(entry, branch) ? 1 : 0;
        return false;
      }
      last = last.isPresent() ? last : Optional.of(entry.at());
      entry.version().ifPresent(versions::add);
      boolean beginning = move.get().from().isNone();
      if (beginning) {
        base = entry.trailer(BASE).flatMap(Version::tryParse);
      }
      return beginning;
    }

    /** By others: what the experiment itself brought to main is in the experiment already. */
    private static boolean movesMain(AuditEntry entry, BranchName branch) {
      boolean own =
          entry.operation().equals(Operation.EXPERIMENT_PROMOTE.text())
              && entry.trailer("Experiment").equals(branch.experiment().map(Object::toString));
      return !own && move(entry, BranchName.MAIN).isPresent();
    }

    private static Optional<RefMove> move(AuditEntry entry, BranchName branch) {
      return entry.moves().stream().filter(m -> m.ref().equals(HEADS + branch)).findFirst();
    }

    Experiment experiment(Snapshot now, ExperimentName name) {
      Set<Version> present = now.versions();
      List<Version> there = versions.stream().filter(present::contains).toList();
      return new Experiment(now.model(), name, tip(now, name), base, there, mainMoves, last);
    }
  }
}
