package dev.gitmodel.git;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Snapshot;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Refs that mean nothing: aliases that stock git put on something else than the tag of a version,
 * and refs in whose files a crash left no id. Each with what it is and, by the audit log, how it is
 * put back.
 */
final class DamagedRefs {
  // Stands where a person writes the id.
  private static final Revision BLANK = new Revision("f".repeat(40));

  private final Snapshot now;
  private final RefTable table;
  private final Supplier<VersionReader> objects;

  DamagedRefs(Snapshot now, RefTable table, Supplier<VersionReader> objects) {
    this.now = now;
    this.table = table;
    this.objects = objects;
  }

  /** By the names of the refs; where there are some, the log is read back to its word of them. */
  SortedMap<String, Finding> findings() {
    return findings(Map.of());
  }

  /** The same, and of the log and the notes what is no commit. */
  SortedMap<String, Finding> unsound() {
    Map<String, Revision> misplaced = new HashMap<>();
    table
        .refs()
        .forEach(
            (ref, entry) -> {
              boolean history = ref.equals(Refs.AUDIT) || ref.startsWith(Refs.NOTES);
              if (history && objects.get().noCommit(entry.id()).isPresent()) {
                misplaced.put(ref, entry.id());
              }
            });
    return findings(misplaced);
  }

  private SortedMap<String, Finding> findings(Map<String, Revision> misplaced) {
    SortedMap<String, Finding> findings = new TreeMap<>();
    SortedMap<String, Revision> strays = table.outside(now.aliases().keySet());
    Set<String> all = new HashSet<>(strays.keySet());
    all.addAll(table.broken().keySet());
    all.addAll(misplaced.keySet());
    if (!all.isEmpty()) {
      Map<String, Revision> logged = logged(all);
      strays.forEach((ref, at) -> findings.put(ref, stray(ref, at, said(logged, ref))));
      table
          .broken()
          .forEach((ref, file) -> findings.put(ref, broken(ref, file, said(logged, ref))));
      misplaced.forEach((ref, at) -> findings.put(ref, misplaced(ref, at, said(logged, ref))));
    }
    return findings;
  }

  /** CORRUPT where one of them is broken whose name begins so. */
  void refuse(String prefix) {
    for (String ref : table.broken().keySet()) {
      Finding damaged = ref.startsWith(prefix) ? findings().get(ref) : null;
      if (damaged != null) {
        refuse(damaged);
      }
    }
  }

  /** CORRUPT where that ref is among {@link #unsound}. */
  void refuseUnsound(String ref) {
    Optional.ofNullable(unsound().get(ref)).ifPresent(this::refuse);
  }

  private void refuse(Finding damaged) {
    throw damaged.refusal(now.model());
  }

  /** Where the log left them, as far as it can be read. */
  private Map<String, Revision> logged(Set<String> refs) {
    Map<String, Revision> logged = new HashMap<>();
    if (table.broken().containsKey(Refs.AUDIT)) {
      return logged;
    }
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

  private static Optional<Revision> said(Map<String, Revision> logged, String ref) {
    return Optional.ofNullable(logged.get(ref)).filter(id -> !id.isNone());
  }

  private Finding stray(String ref, Revision at, Optional<Revision> logged) {
    String name = ref.substring(Refs.ALIASES.length());
    String matter = "is no alias: " + what(name, at);
    if (logged.filter(id -> !id.equals(at)).isPresent()) {
      String line = now.byHand(new RefMove(ref, at, logged.get()));
      return new Finding(ref, matter + says(logged), "put it back with: " + line);
    }
    String hint =
        logged.isEmpty() || !AliasName.isAlias(name)
            ? "remove it with: " + now.byHand(new RefMove(ref, at, Revision.NONE))
            : "put it on a version with: git model alias " + now.model() + "@VERSION " + name;
    return new Finding(ref, matter, hint);
  }

  private Finding misplaced(String ref, Revision at, Optional<Revision> logged) {
    String matter = "is at " + at + ", " + objects.get().noCommit(at).orElse("no commit");
    Optional<Revision> back = logged.filter(id -> !id.equals(at));
    if (back.isPresent()) {
      String line = now.byHand(new RefMove(ref, at, back.get()));
      return new Finding(ref, matter + says(back), "put it back with: " + line);
    }
    String hint =
        ref.equals(Refs.AUDIT)
            ? "put it back on its last entry, which a clone has and git fsck --dangling may name,"
                + " with: "
                + now.byHand(new RefMove(ref, at, BLANK)).replace(BLANK.hex(), "ENTRY")
            : "remove it with: " + now.byHand(new RefMove(ref, at, Revision.NONE));
    return new Finding(ref, matter, hint);
  }

  private String what(String name, Revision at) {
    if (!AliasName.isAlias(name)) {
      return "none can have that name";
    }
    return "it is at " + at + ", " + objects.get().noTag(at).orElse("the tag of no version");
  }

  private static String says(Optional<Revision> logged) {
    return logged.map(id -> "; the log says " + id).orElse("");
  }

  /** Stock git moves no ref whose file it can't read: that goes first. */
  private Finding broken(String ref, Path file, Optional<Revision> logged) {
    String away = SshProgram.quoted(RefTable.rm(file));
    Optional<Revision> packed =
        Optional.ofNullable(table.packed().refs().get(ref)).map(r -> r.id());
    String hint =
        logged
            .filter(id -> !packed.equals(logged))
            .map(id -> away + " && " + now.byHand(new RefMove(ref, Revision.NONE, id)))
            .orElse(away);
    String had =
        logged.isPresent() ? says(logged) : packed.map(id -> "; packed-refs has " + id).orElse("");
    return new Finding(
        ref,
        "is broken: " + RefTable.noRef(file) + had,
        (logged.or(() -> packed).isPresent() ? "put it back with: " : "remove it with: ") + hint);
  }
}
