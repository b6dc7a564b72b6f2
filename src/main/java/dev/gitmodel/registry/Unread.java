package dev.gitmodel.registry;

import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What could not be read on the way: each matter once, however many versions have it. */
final class Unread {
  private final Map<String, Finding> findings = new LinkedHashMap<>();

  /** What was read, or empty and a finding. */
  <T> Optional<T> reading(Object subject, Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (RegistryException e) {
      add(new Finding(subject.toString(), e.text(), e.hint()));
      return Optional.empty();
    }
  }

  /** What is named like a version or another ref of the model and is none is not read either. */
  static Unread of(Snapshot now) {
    Unread unread = new Unread();
    now.strays().values().forEach(unread::add);
    // In the words in which who needs the ref is refused, so that it is told once.
    now.damagedRefs()
        .values()
        .forEach(ref -> unread.findings.putIfAbsent(ref.subject() + " " + ref.matter(), ref));
    return unread;
  }

  /** As {@link #reading(Object, Supplier)}, of a version. */
  <T> Optional<T> reading(Snapshot now, Version version, Supplier<T> read) {
    return reading(now.model() + "@" + version, read);
  }

  void add(Finding finding) {
    findings.putIfAbsent(finding.matter(), finding);
  }

  List<Finding> all() {
    return List.copyOf(findings.values());
  }
}
