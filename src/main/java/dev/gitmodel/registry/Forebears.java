package dev.gitmodel.registry;

import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The versions of a model that each of its versions follows: the nearest ones, past commits that
 * are no version (retired, or merged and never released). Where a commit is missing the line ends,
 * and a finding says so.
 */
final class Forebears {
  private final Snapshot now;
  private final Map<Version, List<Version>> known = new HashMap<>();
  private final Map<Revision, Finding> missing = new HashMap<>();

  Forebears(Snapshot now) {
    this.now = now;
  }

  /** In the order of the parents, so the branch's own line is the first. */
  List<Version> of(Version version) {
    List<Version> found = known.get(version);
    if (found == null) {
      found = read(now.brief(version).parents());
      known.put(version, found);
    }
    return found;
  }

  private List<Version> read(List<Revision> parents) {
    if (parents.size() == 1) {
      Optional<Version> parent = now.versionAt(parents.get(0));
      if (parent.isPresent()) {
        return List.of(parent.get());
      }
    }
    Set<Version> found = new LinkedHashSet<>();
    Set<Revision> seen = new HashSet<>();
    Deque<Revision> next = new ArrayDeque<>(parents);
    while (!next.isEmpty()) {
      Revision commit = next.pop();
      if (seen.add(commit)) {
        now.versionAt(commit).ifPresentOrElse(found::add, () -> parents(commit, next));
      }
    }
    return List.copyOf(found);
  }

  private void parents(Revision commit, Deque<Revision> next) {
    try {
      List<Revision> parents = now.commit(commit).parents();
      for (int i = parents.size() - 1; i >= 0; i--) {
        next.push(parents.get(i));
      }
    } catch (RegistryException e) {
      missing.put(commit, new Finding(now.model().toString(), e.text(), e.hint()));
    }
  }

  /** What could not be read on the way so far. */
  List<Finding> missing() {
    return new ArrayList<>(missing.values());
  }
}
