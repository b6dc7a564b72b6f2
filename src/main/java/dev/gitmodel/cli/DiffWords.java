package dev.gitmodel.cli;

import dev.gitmodel.model.TensorDigest;
import dev.gitmodel.registry.TensorDiff;
import dev.gitmodel.registry.TensorDiff.Kind;
import dev.gitmodel.registry.VersionDiff;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The words for what changed, the same in text and in Markdown. */
final class DiffWords {
  private static final int LONGEST = 72;

  private DiffWords() {}

  /** {@code 1.0.0 → 1.1.0}, with the models where they are two. */
  static String title(VersionDiff diff) {
    boolean same = diff.from().model().equals(diff.to().model());
    return diff.from().reference() + " → " + (same ? diff.to().version() : diff.to().reference());
  }

  /** {@code +} for what came, {@code -} for what went, {@code ~} for what is another. */
  static String mark(boolean before, boolean after) {
    if (!before) {
      return "+";
    }
    return after ? "~" : "-";
  }

  /** {@code a → b}, or the one that there is; a long text is cut. */
  static String change(Optional<String> before, Optional<String> after) {
    if (before.isPresent() && after.isPresent()) {
      return cut(before.get()) + " → " + cut(after.get());
    }
    return cut(before.or(() -> after).orElse(""));
  }

  /** The value, or {@code -} for none. */
  static String orDash(Optional<String> value) {
    return Words.orDash(cut(value.orElse("")));
  }

  private static String cut(String text) {
    String line = text.strip().replaceAll("\\s*\\n\\s*", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST - 1) + "…" : line;
  }

  static String sizes(OptionalLong before, OptionalLong after) {
    return change(size(before), size(after));
  }

  private static Optional<String> size(OptionalLong bytes) {
    return bytes.isPresent() ? Optional.of(Bytes.of(bytes.getAsLong())) : Optional.empty();
  }

  /** {@code 2 changed, 1 added, 288 unchanged}. */
  static String summary(TensorDiff tensors) {
    List<String> parts = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      long count = tensors.count(kind);
      if (count > 0) {
        parts.add(count + " " + DiffJson.word(kind));
      }
    }
    parts.add(tensors.unchanged() + " unchanged");
    return String.join(", ", parts);
  }

  /** {@code F32 [2, 3]}, or both where they differ. */
  static String form(TensorDiff.Change change) {
    String before = change.before().map(DiffWords::form).orElse("");
    String after = change.after().map(DiffWords::form).orElse("");
    boolean both = !before.isEmpty() && !after.isEmpty() && !before.equals(after);
    return both ? before + " → " + after : after.isEmpty() ? before : after;
  }

  private static String form(TensorDigest tensor) {
    return tensor.dtype() + " " + tensor.shape();
  }

  /** {@code 12.5 % of 4.1 MB}, or how large it is. */
  static String share(TensorDiff.Change change) {
    long bytes = change.after().or(change::before).map(TensorDigest::bytes).orElse(0L);
    OptionalLong changed = change.changedBytes();
    if (changed.isEmpty()) {
      return change.before().isPresent() && change.after().isPresent()
          ? sizes(size(change.before()), size(change.after()))
          : Bytes.of(bytes);
    }
    return bytes == 0 ? "0 B" : percent(changed.getAsLong(), bytes) + " of " + Bytes.of(bytes);
  }

  private static OptionalLong size(Optional<TensorDigest> tensor) {
    return OptionalLong.of(tensor.map(TensorDigest::bytes).orElse(0L));
  }

  /** Never 0 % of something, nor 100 % of less than all. */
  private static String percent(long part, long whole) {
    if (part == whole) {
      return "100 %";
    }
    double percent = Math.min(99.9, 100.0 * part / whole);
    return part > 0 && percent < 0.1 ? "< 0.1 %" : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  /** {@code +0.03}. */
  static String difference(OptionalDouble difference) {
    if (difference.isEmpty()) {
      return "";
    }
    String number =
        BigDecimal.valueOf(difference.getAsDouble()).stripTrailingZeros().toPlainString();
    return number.startsWith("-") ? number : "+" + number;
  }

  /** {@code better}, {@code worse}, or nothing. */
  static String trend(VersionDiff.MetricStep step) {
    return step.trend() == VersionDiff.Trend.UNCLEAR ? "" : DiffJson.word(step.trend());
  }
}
