package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.registry.LocalFolder.Place;
import dev.gitmodel.store.Progress;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Tells a user's own changes from what an earlier pull left. A file that equals any published
 * content of its path is not a change: it can be had again.
 */
final class PullPlanner {
  private final LocalFolder folder;
  private final Map<String, Place> seen = new HashMap<>();
  private final Set<String> same = ConcurrentHashMap.newKeySet();
  private final Set<String> published = new HashSet<>();
  private final Set<String> others = new TreeSet<>();
  private final Set<String> changed = new TreeSet<>();
  private final Set<String> blocked = new TreeSet<>();

  PullPlanner(LocalFolder folder) {
    this.folder = folder;
  }

  /** {@code touched} are the paths that the user lets the pull touch. */
  PullPlan plan(Snapshot now, ModelVersion version, Predicate<String> touched) {
    List<Artifact> wanted =
        version.files().stream().filter(file -> touched.test(file.path().text())).toList();
    wanted.forEach(file -> seen.put(file.path().text(), folder.at(file.path().text())));
    Parallel.each(wanted, this::compare);
    lookAround(version, touched);
    settle(now, wanted);
    wanted.forEach(file -> judge(file.path().text()));
    return made(wanted);
  }

  private void compare(Artifact file) {
    String path = file.path().text();
    if (seen.get(path) instanceof Place.Regular local
        && local.size() == file.size()
        && Disk.hash(folder.resolve(path), Progress.NONE).equals(file.digest())) {
      same.add(path);
    }
  }

  private void lookAround(ModelVersion version, Predicate<String> touched) {
    others.addAll(folder.content());
    version.files().forEach(file -> others.remove(file.path().text()));
    others.removeIf(path -> !touched.test(path));
    others.forEach(path -> seen.put(path, folder.at(path)));
  }

  /** History is read only where something is in doubt, and newest first. */
  private void settle(Snapshot now, Collection<Artifact> wanted) {
    Set<String> doubtful = new HashSet<>(others);
    wanted.forEach(file -> doubtful.add(file.path().text()));
    doubtful.removeIf(path -> same.contains(path) || !(seen.get(path) instanceof Place.Regular));
    published.addAll(new PublishedContent(folder).among(now, doubtful));
  }

  private void judge(String path) {
    Place place = seen.getOrDefault(path, new Place.Free());
    if (place instanceof Place.Foreign
        || (place instanceof Place.Regular && !same.contains(path) && !published.contains(path))) {
      changed.add(path);
    } else if (place instanceof Place.Folder && !isGivenUp(path)) {
      blocked.add(path);
    } else if (place instanceof Place.Behind behind && !published.contains(behind.path())) {
      boolean file = folder.at(behind.path()) instanceof Place.Regular;
      (file ? changed : blocked).add(behind.path());
    }
  }

  /** True where all that is in the folder is removed. */
  private boolean isGivenUp(String path) {
    return folder.content().stream()
        .filter(inner -> inner.startsWith(path + "/"))
        .allMatch(inner -> others.contains(inner) && published.contains(inner));
  }

  private PullPlan made(List<Artifact> wanted) {
    List<Artifact> keep = new ArrayList<>();
    List<Artifact> write = new ArrayList<>();
    wanted.forEach(file -> (same.contains(file.path().text()) ? keep : write).add(file));
    List<String> remove =
        others.stream().filter(path -> published.contains(path) || changed.contains(path)).toList();
    Set<String> acted = new HashSet<>(remove);
    write.forEach(file -> acted.add(file.path().text()));
    seen.keySet().retainAll(acted);
    return new PullPlan(write, keep, remove, List.copyOf(changed), List.copyOf(blocked), seen);
  }
}
