package dev.gitmodel.weights;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Reads what a weights file says about itself, in bounded memory whatever the file holds. */
public final class WeightsReader {
  private static final byte[] POINTER =
      "version https://git-lfs".getBytes(StandardCharsets.US_ASCII);

  private WeightsReader() {}

  /**
   * The summary of a file in one of our formats, or empty if it is in none. A file that breaks its
   * format's rules has a summary that says why; only a file that cannot be read at all throws.
   */
  public static Optional<WeightsSummary> read(Path file) throws IOException {
    return read(file.toString(), file);
  }

  /** As {@link #read(Path)}, for a file that is called otherwise where it is stored. */
  public static Optional<WeightsSummary> read(String name, Path file) throws IOException {
    if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      FileBytes in = new FileBytes(channel);
      Optional<WeightsFormat> format = WeightsFormat.of(name, in);
      return format.isPresent() ? Optional.of(read(format.get(), in)) : Optional.empty();
    } catch (UnparsedException changed) {
      // Recognising a file reads nothing past its size, so the file shrank under our hands.
      throw new IOException(file + " changed while it was read", changed);
    }
  }

  private static WeightsSummary read(WeightsFormat format, FileBytes in) throws IOException {
    try {
      if (in.startsWith(POINTER)) {
        return WeightsSummary.unparsed(format, "a Git LFS pointer, the weights are elsewhere");
      }
      return format.read(in);
    } catch (UnparsedException e) {
      return WeightsSummary.unparsed(format, e.reason());
    }
  }
}
