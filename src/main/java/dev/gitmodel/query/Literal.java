package dev.gitmodel.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** What a field is compared with, read as the field's kind asks. */
sealed interface Literal {
  /** A text, and the number it is where it is one. */
  record Words(String text, Optional<BigDecimal> number) implements Literal {}

  /** A number of bytes. */
  record Bytes(BigDecimal number) implements Literal {}

  /** A moment, or a day from its first second to its last. */
  record Span(Instant first, Instant last) implements Literal {}

  /** A version. */
  record Release(dev.gitmodel.model.Version version) implements Literal {}
}
