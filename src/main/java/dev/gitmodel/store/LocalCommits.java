package dev.gitmodel.store;

import dev.gitmodel.model.ManifestText;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.TensorRecord;
import java.util.List;
import java.util.Optional;

/** Commits of the repository that the user stands in, whether they are published or not. */
public interface LocalCommits {
  /** The user stands in none. */
  LocalCommits NONE =
      new LocalCommits() {
        @Override
        public Optional<Revision> find(String name) {
          return Optional.empty();
        }

        @Override
        public byte[] manifest(Revision commit) {
          throw new IllegalStateException("no commit was found");
        }

        @Override
        public Local read(ModelName model, Revision commit) {
          throw new IllegalStateException("no commit was found");
        }
      };

  /** The commit that stock git would take the name for; empty where it means none. */
  Optional<Revision> find(String name);

  /** The {@code model.yaml} of the commit as it is, valid or not; none has no bytes. */
  byte[] manifest(Revision commit);

  /** What the commit would be as a version of the model; CORRUPT where it could be none. */
  Local read(ModelName model, Revision commit);

  /**
   * A commit as a version (without a number of its own it is {@code 0.0.0-unreleased}, its tag is
   * none), its manifest as written, what was noted of its tensors and metrics there, and its files,
   * as far as they are there.
   */
  record Local(
      ModelVersion version,
      ManifestText text,
      List<TensorRecord> tensors,
      MetricSet metrics,
      FileStore files) {}
}
