package dev.gitmodel.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Summaries of files that a test has as bytes, through a real file and the public door. */
final class Summaries {
  private Summaries() {}

  static WeightsSummary of(String fileName, byte[] content) {
    try {
      Path directory = Files.createTempDirectory("weights");
      Path file = Files.write(directory.resolve(fileName), content);
      try {
        return WeightsReader.read(file).orElseThrow();
      } finally {
        Files.delete(file);
        Files.delete(directory);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static WeightsSummary parsed(String fileName, byte[] content) {
    WeightsSummary summary = of(fileName, content);
    assertThat(summary.unparsed()).isEmpty();
    return summary;
  }

  /** Why the file is not parsed; fails if it is. */
  static String reason(String fileName, byte[] content) {
    WeightsSummary summary = of(fileName, content);
    assertThat(summary.unparsed()).as("unparsed").isPresent();
    assertThat(summary.tensors()).isEmpty();
    assertThat(summary.metadata()).isEmpty();
    return summary.unparsed().orElseThrow();
  }
}
