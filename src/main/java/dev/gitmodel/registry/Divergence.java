package dev.gitmodel.registry;

import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Care.Finding;

/** The words for a ref that the audit log does not explain, always with both values. */
final class Divergence {
  /** The log's own ref. */
  static final String LOG = "refs/audit/log";

  private static final String RECORDED = "take it into the log with: git model audit reconcile ";

  private Divergence() {}

  static String name(AuditEntry entry) {
    return "audit entry " + entry.id().abbreviated() + " (" + entry.operation() + ")";
  }

  /** How a person makes a move by stock git, as a line to paste. */
  @FunctionalInterface
  interface ByHand {
    String line(RefMove move);
  }

  /** The ref is not where the newest entry about it left it. */
  static Finding ref(ModelName model, RefMove back, ByHand byHand) {
    String ref = back.ref();
    Revision actual = back.from();
    Revision logged = back.to();
    String line = byHand.line(back);
    if (actual.isNone()) {
      return new Finding(ref, "is gone; the log says " + logged, "put it back with: " + line);
    }
    if (logged.isNone()) {
      return new Finding(
          ref, "is at " + actual + "; the log says it was removed", "remove it with: " + line);
    }
    // A version never moves, so nobody can have meant it.
    boolean meant = !ref.startsWith("refs/tags/");
    return new Finding(
        ref,
        "is at " + actual + "; the log says " + logged,
        (meant ? RECORDED + model + ", or " : "") + "put it back with: " + line);
  }

  /** The log has no word about the ref. */
  static Finding unknown(ModelName model, RefMove away, ByHand byHand) {
    return new Finding(
        away.ref(),
        "is at " + away.from() + "; the log does not know it",
        RECORDED + model + ", or remove it with: " + byHand.line(away));
  }

  /** The entry left the ref elsewhere than where the later one found it. */
  static Finding chain(RefMove move, AuditEntry entry, Revision found, String later) {
    return new Finding(
        later,
        "moves "
            + move.ref()
            + " from "
            + place(found)
            + "; "
            + name(entry)
            + " left it at "
            + place(move.to()),
        "somebody moved the ref in between without the log");
  }

  /** The oldest entry about the ref did not make it. */
  static Finding beginning(String ref, Revision found, String first) {
    return new Finding(
        first,
        "moves " + ref + " from " + found + "; no entry before it put it there",
        "somebody made the ref without the log, or entries are missing");
  }

  private static String place(Revision revision) {
    return revision.isNone() ? "nothing" : revision.hex();
  }
}
