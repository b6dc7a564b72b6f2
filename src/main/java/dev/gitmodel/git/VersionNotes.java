package dev.gitmodel.git;

import dev.gitmodel.codec.TensorsCodec;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.TensorRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is noted on the commits of versions, as of the refs of one moment; a commit is asked for
 * only where there are notes of that kind.
 */
final class VersionNotes {
  private final SnapshotSources from;
  private final Function<String, Optional<Revision>> tip;
  private final Supplier<DamagedRefs> damaged;
  private final Map<String, Optional<NoteIndex.Source>> sources = new ConcurrentHashMap<>();

  /** {@code tip} is where a ref of notes is, CORRUPT where that can't be read. */
  VersionNotes(
      SnapshotSources from,
      Function<String, Optional<Revision>> tip,
      Supplier<DamagedRefs> damaged) {
    this.from = from;
    this.tip = tip;
    this.damaged = damaged;
  }

  MetricSet metrics(Supplier<Revision> commit) {
    return reading(Refs.METRICS, source -> Optional.of(from.index().metrics(source, commit.get())))
        .orElse(MetricSet.EMPTY);
  }

  Optional<MetricValue> metric(Supplier<Revision> commit, String name) {
    return reading(Refs.METRICS, source -> from.index().metric(source, commit.get(), name));
  }

  Optional<String> description(Supplier<Revision> commit) {
    // Its last line is ended in Git, as a note by stock git is.
    return text(Refs.DESCRIPTION, commit)
        .map(text -> text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
  }

  Optional<String> evaluations(Supplier<Revision> commit) {
    return text(Refs.EVALUATIONS, commit);
  }

  private Optional<String> text(String ref, Supplier<Revision> commit) {
    return reading(ref, source -> from.index().note(ref, source, commit.get()));
  }

  /** Not through the index: these are large, and only a diff asks for them. */
  List<TensorRecord> tensors(Supplier<Revision> commit) {
    return reading(Refs.TENSORS, source -> from.objects().note(source.tip(), commit.get()))
        .map(TensorsCodec::read)
        .orElse(List.of());
  }

  /** Where that fails because the ref is on no commit, that is said. */
  private <T> Optional<T> reading(String ref, Function<NoteIndex.Source, Optional<T>> read) {
    try {
      return source(ref).flatMap(read);
    } catch (RegistryException e) {
      damaged.get().refuseUnsound(ref);
      throw e;
    }
  }

  private Optional<NoteIndex.Source> source(String ref) {
    return sources.computeIfAbsent(
        ref,
        r ->
            tip.apply(r)
                .map(
                    at ->
                        new NoteIndex.Source(at, () -> from.repository().get().newObjectReader())));
  }
}
