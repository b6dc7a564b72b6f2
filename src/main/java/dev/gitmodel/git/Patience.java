package dev.gitmodel.git;

import dev.gitmodel.model.ModelName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** How long others are waited for at most, and who is told of it where it takes a while. */
record Patience(Duration most, Consumer<String> notice) {
  /** The right to write to a model's repository. */
  RepositoryLock turn(Path repository, ModelName model) {
    return lock(repository, "another writer of " + model);
  }

  /** As {@link RepositoryLock#take(Path, Duration, Runnable)}, saying who else may hold it. */
  RepositoryLock lock(Path repository, String other) {
    return RepositoryLock.take(
        repository,
        most,
        () -> notice.accept("waiting for " + other + " (up to " + most.toSeconds() + " s)"));
  }
}
