package dev.gitmodel.git;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Snapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Refs among the aliases that are none, because stock git put them on something else than the tag
 * of a version: each with what that is and, by the audit log, how it is put back.
 */
final class StrayAliases {
  private final Snapshot now;
  private final VersionReader objects;

  StrayAliases(Snapshot now, VersionReader objects) {
    this.now = now;
    this.objects = objects;
  }

  /** One finding for each of {@code refs}; the log is read back to the last word about them. */
  SortedMap<String, Finding> findings(Map<String, Revision> refs) {
    Map<String, Revision> logged = logged(refs.keySet());
    SortedMap<String, Finding> findings = new TreeMap<>();
    refs.forEach(
        (ref, at) -> findings.put(ref, finding(ref, at, logged.getOrDefault(ref, Revision.NONE))));
    return findings;
  }

  private Finding finding(String ref, Revision at, Revision logged) {
    String name = ref.substring(Refs.ALIASES.length());
    String matter = "is no alias: " + what(name, at);
    if (!logged.isNone() && !logged.equals(at)) {
      String line = now.byHand(new RefMove(ref, at, logged));
      return new Finding(ref, matter + "; the log says " + logged, "put it back with: " + line);
    }
    String hint =
        logged.isNone() || !AliasName.isAlias(name)
            ? "remove it with: " + now.byHand(new RefMove(ref, at, Revision.NONE))
            : "put it on a version with: git model alias " + now.model() + "@VERSION " + name;
    return new Finding(ref, matter, hint);
  }

  private String what(String name, Revision at) {
    if (!AliasName.isAlias(name)) {
      return "none can have that name";
    }
    return "it is at " + at + ", " + objects.noTag(at).orElse("the tag of no version");
  }

  /** Where the log left them, as far as it can be read. */
  private Map<String, Revision> logged(Set<String> refs) {
    Map<String, Revision> logged = new HashMap<>();
    try (Stream<AuditEntry> log = now.log()) {
      log.takeWhile(entry -> logged.size() < refs.size())
          .flatMap(entry -> entry.moves().stream())
          .filter(move -> refs.contains(move.ref()))
          .forEach(move -> logged.putIfAbsent(move.ref(), move.to()));
    } catch (RegistryException damaged) {
      // Which is a finding of its own, and not of these.
    }
    return logged;
  }
}
