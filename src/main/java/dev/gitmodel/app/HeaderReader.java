package dev.gitmodel.app;

import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.TensorLayout;
import dev.gitmodel.store.WeightsHeaders;
import dev.gitmodel.weights.WeightsReader;
import dev.gitmodel.weights.WeightsSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The headers of weights files, as the readers of their formats find them. */
final class HeaderReader implements WeightsHeaders {
  @Override
  public Header read(FilePath name, Path file) {
    try {
      return WeightsReader.read(name.name(), file)
          .map(HeaderReader::header)
          .orElseGet(Header.None::new);
    } catch (IOException e) {
      throw new RegistryException(
          Problem.STORAGE, "can't read " + file + ": " + e.getMessage(), "", e);
    }
  }

  private static Header header(WeightsSummary summary) {
    Optional<TensorLayout> layout = summary.layout();
    return layout.isPresent()
        ? new Header.Tensors(layout.get())
        : summary.unparsed().<Header>map(Header.Unreadable::new).orElseGet(Header.None::new);
  }
}
