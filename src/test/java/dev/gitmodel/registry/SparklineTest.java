package dev.gitmodel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SparklineTest {
  private static String of(double... values) {
    List<OptionalDouble> numbers =
        DoubleStream.of(values)
            .mapToObj(v -> Double.isNaN(v) ? OptionalDouble.empty() : OptionalDouble.of(v))
            .toList();
    return Sparkline.of(numbers);
  }

  @Test
  void theLowestIsTheSmallestBlockAndTheHighestTheFullOne() {
    assertThat(of(1, 2, 3, 4, 5, 6, 7, 8)).isEqualTo("▁▂▃▄▅▆▇█");
    assertThat(of(-3, 5)).isEqualTo("▁█");
  }

  @Test
  void aMissingValueIsAGap() {
    assertThat(of(0, Double.NaN, 1)).isEqualTo("▁ █");
    assertThat(of(Double.NaN)).isEqualTo(" ");
  }

  @Test
  void equalValuesAreAtHalfHeight() {
    assertThat(of(2, 2)).isEqualTo("▄▄");
  }

  @Test
  void nothingIsDrawnAsNothing() {
    assertThat(of()).isEmpty();
  }

  @Test
  void theWidestRangeThereIsDoesNotOverflow() {
    assertThat(of(-Double.MAX_VALUE, 0, Double.MAX_VALUE)).isEqualTo("▁▅█");
  }
}
