package dev.gitmodel.git;

import dev.gitmodel.model.Revision;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a ref points, and the commit behind an annotated tag where that is known. Read from a line
 * of {@code packed-refs} only when asked for: of very many refs most are not.
 */
final class RefEntry {
  private static final int ID = 40;
  private static final int ABSENT = -1;
  private static final byte[] NO_LINES = new byte[0];

  private final byte[] lines;
  private final int at;
  private final int peeledAt;
  private @Nullable Revision id;
  private @Nullable Revision peeled;

  private RefEntry(byte[] lines, int at, int peeledAt) {
    this.lines = lines;
    this.at = at;
    this.peeledAt = peeledAt;
  }

  /** That of the 40 digits at {@code at}, and those behind it at {@code peeledAt}, all checked. */
  static RefEntry in(byte[] lines, int at, int peeledAt) {
    return new RefEntry(lines, at, peeledAt);
  }

  /** As {@link #in} where the file says of no commit. */
  static RefEntry in(byte[] lines, int at) {
    return new RefEntry(lines, at, ABSENT);
  }

  static RefEntry of(Revision id, Optional<Revision> peeled) {
    RefEntry entry = new RefEntry(NO_LINES, ABSENT, ABSENT);
    entry.id = id;
    entry.peeled = peeled.orElse(null);
    return entry;
  }

  Revision id() {
    Revision known = id;
    if (known == null) {
      known = read(at);
      id = known;
    }
    return known;
  }

  /** True where it is known to be an annotated tag. */
  boolean isPeeled() {
    return peeled != null || peeledAt != ABSENT;
  }

  Optional<Revision> peeled() {
    Revision known = peeled;
    if (known == null && peeledAt != ABSENT) {
      known = read(peeledAt);
      peeled = known;
    }
    return Optional.ofNullable(known);
  }

  private Revision read(int from) {
    return new Revision(new String(lines, from, ID, StandardCharsets.ISO_8859_1));
  }

  /** True where it points to that; the first digits tell nearly always. */
  boolean isAt(Revision other) {
    Revision known = id;
    if (known != null) {
      return known.equals(other);
    }
    String hex = other.hex();
    for (int i = 0; i < ID; i++) {
      if (lines[at + i] != hex.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The same for the same id, and nearly always another for another. */
  int mark() {
    return at == ABSENT ? mark(id()) : mark(lines, at);
  }

  /** As {@link #mark}, of the commit behind an entry that {@link #isPeeled}. */
  int peeledMark() {
    return peeledAt == ABSENT ? mark(peeled().orElseThrow()) : mark(lines, peeledAt);
  }

  /** That of an entry at {@code id}. */
  static int mark(Revision id) {
    return mark(id.hex().getBytes(StandardCharsets.ISO_8859_1), 0);
  }

  private static int mark(byte[] digits, int from) {
    int mark = 0;
    for (int i = from; i < from + 8; i++) {
      mark = 31 * mark + digits[i];
    }
    return mark;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RefEntry that
        && id().equals(that.id())
        && peeled().equals(that.peeled());
  }

  @Override
  public int hashCode() {
    return id().hashCode();
  }

  @Override
  public String toString() {
    return id() + peeled().map(p -> " ^" + p).orElse("");
  }
}
