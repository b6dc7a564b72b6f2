package dev.gitmodel.weights;

import dev.gitmodel.model.TensorLayout;
import dev.gitmodel.model.TensorSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one weights file says about itself: either all of its tensors and metadata, or the reason
 * why it was not parsed and nothing else.
 *
 * <p>A metadata value in round brackets, such as {@code (32000 string values)}, stands for one that
 * is too long to keep.
 */
public record WeightsSummary(
    WeightsFormat format,
    List<Tensor> tensors,
    SortedMap<String, String> metadata,
    Optional<String> unparsed) {

  public WeightsSummary {
    tensors = List.copyOf(tensors);
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    if (unparsed.isPresent() && !(tensors.isEmpty() && metadata.isEmpty())) {
      throw new IllegalArgumentException("an unparsed file has neither tensors nor metadata");
    }
  }

  static WeightsSummary parsed(WeightsFormat format, TensorList tensors, Notes metadata) {
    return new WeightsSummary(format, tensors.all(), metadata.all(), Optional.empty());
  }

  static WeightsSummary unparsed(WeightsFormat format, String reason) {
    return new WeightsSummary(format, List.of(), new TreeMap<>(), Optional.of(reason));
  }

  /**
   * Where the tensors lie; empty for a file that was not parsed, and for ONNX, which keeps values
   * in other files and in other forms too.
   */
  public Optional<TensorLayout> layout() {
    if (unparsed.isPresent() || format == WeightsFormat.ONNX) {
      return Optional.empty();
    }
    List<TensorSpan> spans = new ArrayList<>();
    for (Tensor t : tensors) {
      ByteRange bytes = t.bytes().orElseThrow();
      spans.add(new TensorSpan(t.name(), t.dtype(), t.shape(), bytes.offset(), bytes.length()));
    }
    return Optional.of(new TensorLayout(format.title(), spans));
  }

  /** The number of elements in all tensors together. */
  public long parameters() {
    return tensors.stream().mapToLong(Tensor::elements).reduce(0, Math::addExact);
  }

  /** The number of elements in the tensors of each type, by the format's name of the type. */
  public SortedMap<String, Long> parametersByDtype() {
    SortedMap<String, Long> counts = new TreeMap<>();
    tensors.forEach(tensor -> counts.merge(tensor.dtype(), tensor.elements(), Math::addExact));
    return counts;
  }
}
