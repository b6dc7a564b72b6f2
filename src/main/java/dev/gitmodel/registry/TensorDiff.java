package dev.gitmodel.registry;

import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.TensorDigest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The tensors that differ between two versions, by name, how many do not, and the files whose
 * tensors could not be compared: their tensors are in neither.
 */
public record TensorDiff(List<Change> changes, long unchanged, List<Gap> gaps) {
  public TensorDiff {
    changes = List.copyOf(changes);
    gaps = List.copyOf(gaps);
  }

  /** What became of a tensor; the first that holds. */
  public enum Kind {
    /** Only the newer version has it. */
    ADDED,
    /** Only the older version has it. */
    REMOVED,
    /** It has another shape, and perhaps another type. */
    RESHAPED,
    /** It has another type. */
    RETYPED,
    /** It has other content. */
    CHANGED
  }

  /** One tensor; {@code name} begins with its file where several files have one of that name. */
  public record Change(
      Kind kind, String name, Optional<TensorDigest> before, Optional<TensorDigest> after) {
    /** How many bytes differ, in whole blocks; empty where the sizes differ. */
    public OptionalLong changedBytes() {
      return before.isPresent() && after.isPresent() && before.get().bytes() == after.get().bytes()
          ? OptionalLong.of(after.get().changedBytes(before.get()))
          : OptionalLong.empty();
    }
  }

  /** A file of a version whose tensors are not known, and why. */
  public record Gap(Reference version, FilePath file, String reason) {}

  /** How many there are of a kind. */
  public long count(Kind kind) {
    return changes.stream().filter(change -> change.kind() == kind).count();
  }
}
