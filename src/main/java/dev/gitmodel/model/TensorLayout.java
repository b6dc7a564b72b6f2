package dev.gitmodel.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The tensors of one weights file in the order of their bytes, which no two of them share; {@code
 * format} is {@code safetensors} or {@code GGUF}.
 */
public record TensorLayout(String format, List<TensorSpan> tensors) {
  private static final Comparator<TensorSpan> BY_PLACE =
      Comparator.comparingLong(TensorSpan::offset).thenComparingLong(TensorSpan::end);

  public TensorLayout {
    List<TensorSpan> sorted = new ArrayList<>(tensors);
    sorted.sort(BY_PLACE);
    long end = 0;
    for (TensorSpan span : sorted) {
      if (span.offset() < end) {
        throw new IllegalArgumentException("two tensors share bytes: " + span.name());
      }
      end = span.end();
    }
    tensors = List.copyOf(sorted);
  }
}
