package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.TensorDigest;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.registry.TensorDiff.Change;
import dev.gitmodel.registry.TensorDiff.Gap;
import dev.gitmodel.registry.TensorDiff.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares the tensors of two versions over all their files, so that a tensor which moved to
 * another shard is the same tensor. What was recorded when they were published is enough; without a
 * record the weights are read, where they are.
 */
final class TensorComparison {
  /** A version, what was recorded of it, and how to read its files. */
  record Side(ModelVersion version, List<TensorRecord> records, ContentReading reading) {
    private Optional<TensorRecord> recorded(Artifact file) {
      return records.stream().filter(r -> r.weights().equals(file.digest())).findFirst();
    }

    private Set<Digest> digests() {
      return version.files().stream().map(Artifact::digest).collect(Collectors.toSet());
    }
  }

  /** A file that is not the same in the other version, and its tensors. */
  private record Weights(FilePath path, TensorRecord record) {}

  private final Side before;
  private final Side after;
  private final List<Gap> gaps = new ArrayList<>();
  private long unchanged;

  TensorComparison(Side before, Side after) {
    this.before = before;
    this.after = after;
  }

  TensorDiff diff() {
    countShared();
    List<Weights> old = weights(before, after.digests());
    List<Weights> now = weights(after, before.digests());
    Set<FilePath> unknown = gaps.stream().map(Gap::file).collect(Collectors.toSet());
    old.removeIf(weights -> unknown.contains(weights.path()));
    now.removeIf(weights -> unknown.contains(weights.path()));
    Set<String> twice = twice(old);
    twice.addAll(twice(now));
    return new TensorDiff(changes(byLabel(old, twice), byLabel(now, twice)), unchanged, gaps);
  }

  private void countShared() {
    Set<Digest> old = before.digests();
    Set<Digest> counted = new HashSet<>();
    for (Artifact file : after.version().files()) {
      if (old.contains(file.digest()) && counted.add(file.digest())) {
        unchanged +=
            after
                .recorded(file)
                .or(() -> before.recorded(file))
                .map(r -> r.tensors().size())
                .orElse(0);
      }
    }
  }

  private List<Weights> weights(Side side, Set<Digest> elsewhere) {
    List<Weights> weights = new ArrayList<>();
    for (Artifact file : side.version().files()) {
      Optional<TensorRecord> record = side.recorded(file);
      if (elsewhere.contains(file.digest())) {
        continue;
      }
      if (record.isEmpty() && ContentReading.isWeights(file)) {
        record = computed(side, file);
      }
      record.ifPresent(r -> weights.add(new Weights(file.path(), r)));
    }
    return weights;
  }

  private Optional<TensorRecord> computed(Side side, Artifact file) {
    if (!side.reading().files().has(file)) {
      return gap(side, file, "nothing was recorded of them, and the weights are not in the store");
    }
    try {
      ContentReading.Content content = side.reading().read(file);
      if (!content.digest().equals(file.digest())) {
        return gap(side, file, "nothing was recorded of them, and the weights are damaged");
      }
      return content.tensors().or(() -> gap(side, file, content.why()));
    } catch (RegistryException e) {
      return gap(side, file, e.text());
    }
  }

  private Optional<TensorRecord> gap(Side side, Artifact file, String reason) {
    gaps.add(new Gap(side.version().reference(), file.path(), reason));
    return Optional.empty();
  }

  /** Names that several files of one version have: only with their file do they mean one tensor. */
  private static Set<String> twice(List<Weights> files) {
    Map<String, Integer> counts = new HashMap<>();
    files.forEach(f -> f.record().tensors().forEach(t -> counts.merge(t.name(), 1, Integer::sum)));
    counts.values().removeIf(count -> count == 1);
    return new HashSet<>(counts.keySet());
  }

  private static SortedMap<String, TensorDigest> byLabel(List<Weights> files, Set<String> twice) {
    SortedMap<String, TensorDigest> byLabel = new TreeMap<>();
    for (Weights file : files) {
      for (TensorDigest tensor : file.record().tensors()) {
        String name = tensor.name();
        byLabel.put(twice.contains(name) ? file.path() + ":" + name : name, tensor);
      }
    }
    return byLabel;
  }

  private List<Change> changes(
      SortedMap<String, TensorDigest> old, SortedMap<String, TensorDigest> now) {
    SortedSet<String> labels = new TreeSet<>(old.keySet());
    labels.addAll(now.keySet());
    List<Change> changes = new ArrayList<>();
    for (String label : labels) {
      Optional<TensorDigest> was = Optional.ofNullable(old.get(label));
      Optional<TensorDigest> is = Optional.ofNullable(now.get(label));
      Optional<Kind> kind = kind(was, is);
      kind.ifPresent(k -> changes.add(new Change(k, label, was, is)));
      unchanged += kind.isEmpty() ? 1 : 0;
    }
    return changes;
  }

  private static Optional<Kind> kind(Optional<TensorDigest> was, Optional<TensorDigest> is) {
    if (was.isEmpty()) {
      return Optional.of(Kind.ADDED);
    }
    if (is.isEmpty()) {
      return Optional.of(Kind.REMOVED);
    }
    TensorDigest a = was.get();
    TensorDigest b = is.get();
    if (!a.shape().equals(b.shape())) {
      return Optional.of(Kind.RESHAPED);
    }
    if (!a.dtype().equals(b.dtype())) {
      return Optional.of(Kind.RETYPED);
    }
    return a.digest().equals(b.digest()) ? Optional.empty() : Optional.of(Kind.CHANGED);
  }
}
