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
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ManifestPrint;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
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

  /** Whose fields: all, the one at this path or whose path ends so, or those below it. */
  public record Request(
      ModelName model, Optional<String> field, BranchName branch, Extent extent) {}

  /** By field, the newest change first; NOT_FOUND where no version had the field. */
  public Blame apply(Request request) {
    Snapshot now = store.look(request.model());
    Version tip = Resolver.resolve(now, new Selector.ByBranch(request.branch()));
    Walk walk = new Walk(now, tip);
    List<Step> steps = new ArrayList<>();
    walk.steps(walk.wanted(request), request.extent()).values().forEach(steps::addAll);
    Map<Version, Cause> causes =
        Causes.of(now, steps.stream().map(Step::version).collect(Collectors.toSet()));
    List<Blame.Line> lines = new ArrayList<>();
    for (Step step : steps) {
      Optional.ofNullable(causes.get(step.version()))
          .ifPresent(cause -> lines.add(new Blame.Line(step.change(), cause)));
    }
    return new Blame(request.model(), request.branch(), tip, lines, walk.missing());
  }

  /** A change, and the version that made it. */
  private record Step(Version version, FieldChange change) {}

  /** The way back from a version. */
  private static final class Walk {
    private final Snapshot now;
    private final Version tip;
    private final Forebears forebears;
    private final Unread unread = new Unread();
    private final Map<Version, ManifestPrint> prints = new HashMap<>();
    private final Map<Version, SortedMap<String, String>> fields = new HashMap<>();

    Walk(Snapshot now, Version tip) {
      this.now = now;
      this.tip = tip;
      this.forebears = new Forebears(now);
    }

    private ManifestPrint print(Version version) {
      return prints.computeIfAbsent(version, now::manifestPrint);
    }

    /** Those that can be read; at one that can't the way ends. */
    private List<Version> parents(Version version) {
      return forebears.of(version).stream()
          .filter(parent -> unread.reading(now.model(), () -> print(parent)).isPresent())
          .toList();
    }

    private List<Finding> missing() {
      forebears.missing().forEach(unread::add);
      return unread.all();
    }

    private Optional<String> value(Version version, String field) {
      return Optional.ofNullable(
          fields.computeIfAbsent(version, v -> now.version(v).manifest().flat()).get(field));
    }

    Set<String> wanted(Request request) {
      Set<String> present = fitting(print(tip).paths(), request.field());
      if (request.extent() == Extent.LAST && !present.isEmpty()) {
        return present;
      }
      SortedSet<String> ever = new TreeSet<>();
      Set<Version> seen = new LinkedHashSet<>();
      Deque<Version> next = new ArrayDeque<>(List.of(tip));
      while (!next.isEmpty()) {
        Version at = next.pop();
        if (seen.add(at)) {
          ever.addAll(print(at).paths());
          next.addAll(parents(at));
        }
      }
      Set<String> fitting = fitting(ever, request.field());
      if (fitting.isEmpty() && request.field().isPresent()) {
        return byEnd(request, request.field().get(), ever);
      }
      return fitting;
    }

    /** Those that end so, or are below one that does; NOT_FOUND where there is none. */
    private static Set<String> byEnd(Request request, String field, Set<String> ever) {
      Set<String> fitting =
          ever.stream()
              .filter(f -> ("." + f + ".").contains("." + field + "."))
              .collect(Collectors.toCollection(LinkedHashSet::new));
      if (fitting.isEmpty()) {
        throw unknown(request, field, ever);
      }
      return fitting;
    }

    private static Set<String> fitting(Collection<String> fields, Optional<String> asked) {
      return fields.stream()
          .filter(f -> asked.stream().allMatch(a -> f.equals(a) || f.startsWith(a + ".")))
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static RegistryException unknown(Request request, String field, Set<String> ever) {
      Map<String, String> names = new TreeMap<>();
      ever.forEach(path -> names.putIfAbsent(path.substring(path.lastIndexOf('.') + 1), path));
      ever.forEach(path -> names.put(path, path));
      List<String> nearest =
          DidYouMean.nearest(field, names.keySet(), NEAREST).stream()
              .map(name -> names.getOrDefault(name, name))
              .distinct()
              .toList();
      return RegistryException.notFound(
          "no version of "
              + request.model()
              + " on "
              + request.branch()
              + " has the field '"
              + Printable.of(field)
              + "'",
          "nearest: " + String.join(", ", nearest));
    }

    /** Of each field, the newest first. Fields that go the same way go it together. */
    Map<String, List<Step>> steps(Set<String> wanted, Extent extent) {
      Map<String, List<Step>> steps = new LinkedHashMap<>();
      wanted.forEach(field -> steps.put(field, new ArrayList<>()));
      Deque<Group> left = new ArrayDeque<>(List.of(new Group(tip, wanted)));
      while (!left.isEmpty()) {
        Group at = left.pop();
        Set<String> fields = new LinkedHashSet<>(at.fields());
        List<Version> parents = parents(at.version());
        for (Version parent : parents) {
          Set<String> unlike = print(at.version()).unlike(print(parent));
          Set<String> alike = new LinkedHashSet<>(fields);
          alike.removeAll(unlike);
          fields.retainAll(unlike);
          push(parent, alike, left);
        }
        Optional<Version> first = parents.stream().findFirst();
        for (String field : fields) {
          step(at.version(), first, field).ifPresent(found(steps, field)::add);
        }
        fields.removeIf(f -> extent == Extent.LAST && !found(steps, f).isEmpty());
        first.ifPresent(parent -> push(parent, fields, left));
      }
      return steps;
    }

    private static List<Step> found(Map<String, List<Step>> steps, String field) {
      return Optional.ofNullable(steps.get(field)).orElseThrow();
    }

    /** Together with those that are to go on there anyway. */
    private static void push(Version version, Set<String> fields, Deque<Group> left) {
      if (!fields.isEmpty()) {
        Set<String> all = new LinkedHashSet<>(fields);
        left.stream().filter(g -> g.version().equals(version)).forEach(g -> all.addAll(g.fields()));
        left.removeIf(g -> g.version().equals(version));
        left.push(new Group(version, all));
      }
    }

    private Optional<Step> step(Version version, Optional<Version> parent, String field) {
      Optional<String> was = parent.flatMap(p -> value(p, field));
      Optional<String> is = value(version, field);
      return was.equals(is)
          ? Optional.empty()
          : Optional.of(new Step(version, new FieldChange(field, was, is)));
    }
  }

  /** Fields that are to be followed back from a version. */
  private record Group(Version version, Set<String> fields) {}
}
