package dev.gitmodel.registry;

import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.DidYouMean;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.Blame.Cause;
import dev.gitmodel.registry.VersionDiff.FieldChange;
import dev.gitmodel.store.ManifestPrint;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Since which version each field of {@code model.yaml} is what it is on a branch. As with {@code
 * git blame}, a merge is passed on to the parent that has the same value, so the change of a
 * promoted experiment is the experiment's.
 */
public final class BlameFields {
  private static final int NEAREST = 3;

  private final ModelStore store;

  public BlameFields(ModelStore store) {
    this.store = store;
  }

  /** The last change of each field, or every one. */
  public enum Extent {
    LAST,
    EVERY
  }

  /** Whose fields: all, the one at this path, or those below it. */
  public record Request(
      ModelName model, Optional<String> field, BranchName branch, Extent extent) {}

  /** By field, the newest change first; NOT_FOUND where no version had the field. */
  public Blame apply(Request request) {
    Snapshot now = store.look(request.model());
    Version tip = Resolver.resolve(now, new Selector.ByBranch(request.branch()));
    Walk walk = new Walk(now, tip);
    List<Step> steps = new ArrayList<>();
    for (String field : walk.wanted(request)) {
      steps.addAll(walk.steps(field, request.extent()));
    }
    Map<Version, Cause> causes =
        Causes.of(now, steps.stream().map(Step::version).collect(Collectors.toSet()));
    List<Blame.Line> lines = new ArrayList<>();
    for (Step step : steps) {
      Optional.ofNullable(causes.get(step.version()))
          .ifPresent(cause -> lines.add(new Blame.Line(step.change(), cause)));
    }
    return new Blame(request.model(), request.branch(), tip, lines, walk.forebears.missing());
  }

  /** A change, and the version that made it. */
  private record Step(Version version, FieldChange change) {}

  /** The way back from a version. */
  private static final class Walk {
    private final Snapshot now;
    private final Version tip;
    private final Forebears forebears;
    private final Map<Version, ManifestPrint> prints = new HashMap<>();

    Walk(Snapshot now, Version tip) {
      this.now = now;
      this.tip = tip;
      this.forebears = new Forebears(now);
    }

    private ManifestPrint print(Version version) {
      return prints.computeIfAbsent(version, now::manifestPrint);
    }

    private boolean agree(Version one, Version other, ManifestPrint.Path field) {
      return print(one).agrees(print(other), field);
    }

    private Optional<String> value(Version version, String field) {
      return Optional.ofNullable(now.version(version).manifest().flat().get(field));
    }

    Set<String> wanted(Request request) {
      Set<String> present = fitting(print(tip).paths(), request.field());
      if (request.extent() == Extent.LAST && !present.isEmpty()) {
        return present;
      }
      SortedSet<String> ever = new TreeSet<>();
      forebears.all(tip).forEach(version -> ever.addAll(print(version).paths()));
      Set<String> fitting = fitting(ever, request.field());
      if (fitting.isEmpty() && request.field().isPresent()) {
        throw unknown(request, request.field().get(), ever);
      }
      return fitting;
    }

    private static Set<String> fitting(Collection<String> fields, Optional<String> asked) {
      return fields.stream()
          .filter(f -> asked.stream().allMatch(a -> f.equals(a) || f.startsWith(a + ".")))
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static RegistryException unknown(Request request, String field, Set<String> ever) {
      return RegistryException.notFound(
          "no version of "
              + request.model()
              + " on "
              + request.branch()
              + " has the field '"
              + Printable.of(field)
              + "'",
          "nearest: " + String.join(", ", DidYouMean.nearest(field, ever, NEAREST)));
    }

    List<Step> steps(String field, Extent extent) {
      ManifestPrint.Path path = new ManifestPrint.Path(field);
      List<Step> steps = new ArrayList<>();
      Optional<Version> at = Optional.of(tip);
      while (at.isPresent() && (extent == Extent.EVERY || steps.isEmpty())) {
        Version version = at.get();
        List<Version> parents = forebears.of(version);
        Optional<Version> first = parents.stream().findFirst();
        Optional<Version> same = parents.stream().filter(p -> agree(version, p, path)).findFirst();
        if (same.isEmpty()) {
          Optional<String> was = first.flatMap(p -> value(p, field));
          Optional<String> is = value(version, field);
          if (!was.equals(is)) {
            steps.add(new Step(version, new FieldChange(field, was, is)));
          }
        }
        at = same.or(() -> first);
      }
      return steps;
    }
  }
}
