package dev.gitmodel.registry;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.Signature;
import dev.gitmodel.store.Care.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Whether the entries are signed that have to be. The policy says only that signing is required
 * now, so the duty begins with the oldest entry that is signed: what came before it was written
 * when nobody asked, and everything after it must be signed, and well.
 */
final class AuditSignatures {
  private final boolean required;
  private final Function<AuditEntry, Signature> signatures;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Finding> unsigned = new ArrayList<>();

  AuditSignatures(boolean required, Function<AuditEntry, Signature> signatures) {
    this.required = required;
    this.signatures = signatures;
  }

  /** The next older entry. */
  void check(AuditEntry entry) {
    if (!required) {
      return;
    }
    Signature signature = signatures.apply(entry);
    if (signature instanceof Signature.Absent) {
      unsigned.add(
          new Finding(
              Divergence.name(entry),
              "is not signed, but an entry before it is",
              "the policy asks for signed entries: somebody wrote this one without a key"));
      return;
    }
    // This one is signed, so those without a signature that came after it had to be.
    findings.addAll(unsigned);
    unsigned.clear();
    if (signature instanceof Signature.Bad bad) {
      findings.add(
          new Finding(
              Divergence.name(entry),
              "has a bad signature: " + bad.reason(),
              "check whom you trust (gpg.ssh.allowedSignersFile, or the keys of gpg), then the log"));
    }
  }

  /** Oldest first. */
  List<Finding> findings() {
    List<Finding> oldestFirst = new ArrayList<>(findings);
    Collections.reverse(oldestFirst);
    return oldestFirst;
  }
}
