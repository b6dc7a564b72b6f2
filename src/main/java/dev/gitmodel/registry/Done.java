package dev.gitmodel.registry;

import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.Receipt;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a use case did, or would do: {@code changes} is empty where all was so already, and {@code
 * receipt} where nothing was written (a dry run; a new model, which is there without one).
 */
public record Done<R>(R result, Optional<ChangeSet> changes, Optional<Receipt> receipt) {
  /** Something to write. */
  static <R> Done<R> with(R result, ChangeSet changes) {
    return new Done<>(result, Optional.of(changes), Optional.empty());
  }

  /** All is so already. */
  static <R> Done<R> already(R result) {
    return new Done<>(result, Optional.empty(), Optional.empty());
  }

  Done<R> written(Receipt by) {
    return new Done<>(result, changes, Optional.of(by));
  }

  <T> Done<T> map(Function<R, T> change) {
    return new Done<>(change.apply(result), changes, receipt);
  }
}
