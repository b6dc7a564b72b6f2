package dev.gitmodel.registry;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Incoming;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The audit entries that a push brings, if it brings any: they must continue the log that is there,
 * and say exactly what becomes of the refs that they name.
 */
final class PushedLog {
  private final List<AuditEntry> entries;
  private final List<Finding> findings;
  private final List<Finding> unmet;

  private PushedLog(List<AuditEntry> entries, List<Finding> findings, List<Finding> unmet) {
    this.entries = entries;
    this.findings = findings;
    this.unmet = unmet;
  }

  private static PushedLog none() {
    return new PushedLog(List.of(), List.of(), List.of());
  }

  static PushedLog of(Incoming push) {
    Optional<RefMove> move =
        push.moves().stream().filter(m -> m.ref().equals(Divergence.LOG)).findFirst();
    return move.map(m -> read(push, m)).orElseGet(PushedLog::none);
  }

  private static PushedLog read(Incoming push, RefMove move) {
    if (move.to().isNone()) {
      return refused("can't be deleted", "the log is never deleted");
    }
    if (push.kind(move.to()) != Incoming.Kind.COMMIT
        || (!move.from().isNone() && !push.descends(move.to(), move.from()))) {
      return refused(
          "would not continue the log that is here",
          "fetch it, and write behind it: git fetch REMOTE refs/audit/log");
    }
    try {
      return replayed(push, entries(push.after(), move));
    } catch (RegistryException e) {
      return refused(e.text(), e.hint());
    }
  }

  private static PushedLog refused(String matter, String hint) {
    return new PushedLog(List.of(), List.of(new Finding(Divergence.LOG, matter, hint)), List.of());
  }

  /** The new ones, oldest first. */
  private static List<AuditEntry> entries(Snapshot after, RefMove move) {
    List<AuditEntry> fresh = new ArrayList<>();
    try (Stream<AuditEntry> log = after.audit()) {
      Iterator<AuditEntry> all = log.iterator();
      boolean met = false;
      while (!met && all.hasNext()) {
        AuditEntry entry = all.next();
        met = entry.id().equals(move.from());
        if (!met) {
          fresh.add(entry);
        }
      }
      if (!met && !move.from().isNone()) {
        throw RegistryException.invalid(
            "is a merge of another log", "entries follow each other one by one");
      }
    }
    Collections.reverse(fresh);
    return fresh;
  }

  private static PushedLog replayed(Incoming push, List<AuditEntry> fresh) {
    List<Finding> findings = new ArrayList<>();
    Map<String, Revision> at = logged(push.before());
    Set<String> named = new TreeSet<>();
    AuditSignatures signatures =
        new AuditSignatures(push.before().policy().signAudit(), push.after()::signature);
    for (AuditEntry entry : fresh) {
      if (Operation.ofText(entry.operation()).isEmpty()) {
        findings.add(finding(entry, "is no operation of a registry"));
      }
      for (RefMove move : entry.moves()) {
        Revision from = at.getOrDefault(move.ref(), Revision.NONE);
        if (!from.equals(move.from())) {
          findings.add(
              finding(entry, "moves " + move.ref() + " from " + move.from() + ", not " + from));
        }
        at.put(move.ref(), move.to());
        named.add(move.ref());
      }
    }
    for (int i = fresh.size() - 1; i >= 0; i--) {
      signatures.check(fresh.get(i));
    }
    findings.addAll(signatures.findings());
    return new PushedLog(fresh, findings, unmet(push.after(), named, at));
  }

  private static List<Finding> unmet(
      Snapshot after, Set<String> named, Map<String, Revision> said) {
    Map<String, Revision> refs = after.refs();
    List<Finding> findings = new ArrayList<>();
    for (String ref : named) {
      Revision is = refs.getOrDefault(ref, Revision.NONE);
      Revision logged = said.getOrDefault(ref, Revision.NONE);
      if (!is.equals(logged)) {
        findings.add(
            new Finding(
                Divergence.LOG,
                "says that " + ref + " goes to " + logged + ", and the push leaves it at " + is,
                "push the entry and the refs that it names together: git push --atomic"));
      }
    }
    return findings;
  }

  private static Finding finding(AuditEntry entry, String matter) {
    return new Finding(Divergence.name(entry), matter, "write it with: git model");
  }

  /** Where the log left each ref. */
  private static Map<String, Revision> logged(Snapshot now) {
    Map<String, Revision> logged = new HashMap<>();
    try (Stream<AuditEntry> log = now.log()) {
      log.forEach(
          entry -> entry.moves().forEach(move -> logged.putIfAbsent(move.ref(), move.to())));
    }
    return logged;
  }

  /** What is wrong with the entries themselves. */
  List<Finding> findings() {
    return findings;
  }

  /** Where they say other than what the whole push does. */
  List<Finding> unmet() {
    return unmet;
  }

  /** The new ones, oldest first. */
  List<AuditEntry> entries() {
    return entries;
  }

  /** True where one of the new entries says where this ref goes. */
  boolean names(String ref) {
    return entries.stream().flatMap(e -> e.moves().stream()).anyMatch(m -> m.ref().equals(ref));
  }

  /** True where one of the new entries is of that operation and makes this move. */
  boolean says(Operation operation, RefMove move) {
    return entries.stream()
        .anyMatch(e -> e.operation().equals(operation.text()) && e.moves().contains(move));
  }

  /** True where one of the new entries makes this move. */
  boolean says(RefMove move) {
    return entries.stream().anyMatch(e -> e.moves().contains(move));
  }
}
