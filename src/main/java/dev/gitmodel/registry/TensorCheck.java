package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.TensorDigest;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.registry.VerifyModel.Depth;
import dev.gitmodel.store.Care.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is recorded of tensors against the weights that it says it was computed from. */
final class TensorCheck {
  private static final String HINT =
      "the note in refs/notes/tensors was not made from these weights: compare with a clone";

  private final ContentReading reading;
  private final Map<Digest, ContentReading.Content> known = new HashMap<>();

  TensorCheck(ContentReading reading) {
    this.reading = reading;
  }

  /** Remembers what a file turned out to hold, so that it is not read again. */
  void learn(ContentReading.Content content) {
    known.put(content.digest(), content);
  }

  /** What is wrong with the records of a version of these files. */
  List<Finding> check(
      String subject, List<Artifact> files, List<TensorRecord> records, Depth depth) {
    List<Finding> findings = new ArrayList<>();
    for (TensorRecord record : records) {
      Optional<Artifact> file =
          files.stream().filter(f -> f.digest().equals(record.weights())).findFirst();
      if (file.isEmpty()) {
        findings.add(
            new Finding(
                subject, "are of " + record.weights() + ", which is none of its files", HINT));
      } else if (depth == Depth.CONTENT && reading.files().has(file.get())) {
        mismatch(record, content(file.get()))
            .ifPresent(
                what ->
                    findings.add(new Finding(subject + " of " + file.get().path(), what, HINT)));
      }
    }
    return findings;
  }

  private ContentReading.Content content(Artifact file) {
    return Optional.ofNullable(known.get(file.digest())).orElseGet(() -> reading.read(file));
  }

  /** Damaged weights are named as such already, and prove nothing about the record. */
  private static Optional<String> mismatch(TensorRecord record, ContentReading.Content content) {
    if (!content.digest().equals(record.weights())) {
      return Optional.empty();
    }
    if (content.tensors().isEmpty()) {
      return Optional.of("are recorded, but can't be read from it: " + content.why());
    }
    TensorRecord actual = content.tensors().get();
    return actual.equals(record)
        ? Optional.empty()
        : Optional.of("are not what the record says: " + first(record, actual));
  }

  private static String first(TensorRecord record, TensorRecord actual) {
    Set<TensorDigest> right = new HashSet<>(actual.tensors());
    Set<TensorDigest> said = new HashSet<>(record.tensors());
    return record.tensors().stream()
        .filter(t -> !right.contains(t))
        .findFirst()
        .or(() -> actual.tensors().stream().filter(t -> !said.contains(t)).findFirst())
        .map(tensor -> "'" + Printable.of(tensor.name()) + "' differs")
        .orElse("the format is " + actual.format());
  }
}
