package dev.gitmodel.registry;

import dev.gitmodel.model.FilePath;
import dev.gitmodel.store.WeightsHeaders;
import dev.gitmodel.weights.WeightsReader;
import dev.gitmodel.weights.WeightsSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** Headers as the real readers find them. */
public final class Headers implements WeightsHeaders {
  @Override
  public Header read(FilePath name, Path file) {
    try {
      Optional<WeightsSummary> summary = WeightsReader.read(name.name(), file);
      return summary
          .flatMap(WeightsSummary::layout)
          .<Header>map(Header.Tensors::new)
          .or(() -> summary.flatMap(WeightsSummary::unparsed).map(Header.Unreadable::new))
          .orElseGet(Header.None::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
