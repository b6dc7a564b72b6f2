package dev.gitmodel.workspace;

import dev.gitmodel.lfs.DirectoryBlobs;
import dev.gitmodel.lfs.Pointer;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.TensorDigest;
import dev.gitmodel.model.TensorLayout;
import dev.gitmodel.weights.WeightsReader;
import dev.gitmodel.weights.WeightsSummary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A weights file in lines that Git can compare: its header's metadata, and a line a tensor with
 * type, shape and digest, by name. Where it is a Git LFS pointer, these are of the object that it
 * points to, if the repository one stands in has that.
 */
public final class WeightsText {
  private static final int DIGITS = 16;

  private WeightsText() {}

  /** The lines of {@code file}, which Git named after the one it shows. */
  public static List<String> lines(Path file, Path standing) {
    try {
      Optional<Pointer> pointer = pointer(file);
      if (pointer.isEmpty()) {
        return lines(file.toString(), file, Optional.empty());
      }
      return object(pointer.get(), standing)
          .map(object -> lines(file.toString(), object, pointer))
          .orElseGet(
              () ->
                  List.of(
                      head(pointer.get().digest(), pointer.get().size()),
                      "not here: git lfs pull gets it"));
    } catch (IOException e) {
      throw Disk.failed("can't read " + file, e);
    }
  }

  private static Optional<Pointer> pointer(Path file) throws IOException {
    if (Files.size(file) >= Pointer.LIMIT) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Pointer.parse(in.readNBytes(Pointer.LIMIT));
    }
  }

  private static Optional<Path> object(Pointer pointer, Path standing) {
    return GitFolder.of(standing)
        .map(git -> new DirectoryBlobs(git.resolve("lfs")))
        .filter(blobs -> blobs.has(pointer.digest(), pointer.size()))
        .map(blobs -> blobs.location(pointer.digest()));
  }

  private static List<String> lines(String name, Path content, Optional<Pointer> pointer) {
    Optional<WeightsSummary> summary = summary(name, content);
    List<String> lines = new ArrayList<>();
    if (summary.flatMap(WeightsSummary::layout).isPresent()) {
      DirectoryBlobs.Tensors read = DirectoryBlobs.tensors(content, summary.get().layout().get());
      lines.add(summary.get().format().title() + " " + head(read.digest(), read.size()));
      metadata(summary.get(), lines);
      read.record().ifPresent(r -> r.tensors().forEach(t -> lines.add(line(t))));
      return lines;
    }
    Digest digest = pointer.map(Pointer::digest).orElseGet(() -> digest(content));
    lines.add(head(digest, size(content)));
    summary.flatMap(WeightsSummary::unparsed).ifPresent(why -> lines.add("not read: " + why));
    summary.ifPresent(s -> onlyHeaders(s, lines));
    return lines;
  }

  private static Digest digest(Path content) {
    return DirectoryBlobs.tensors(content, new TensorLayout("", List.of())).digest();
  }

  private static Optional<WeightsSummary> summary(String name, Path content) {
    try {
      return WeightsReader.read(name, content);
    } catch (IOException e) {
      throw Disk.failed("can't read " + content, e);
    }
  }

  private static long size(Path content) {
    try {
      return Files.size(content);
    } catch (IOException e) {
      throw Disk.failed("can't read " + content, e);
    }
  }

  private static String head(Digest digest, long size) {
    return digest + " " + size + " bytes";
  }

  private static void metadata(WeightsSummary summary, List<String> lines) {
    summary.metadata().forEach((key, value) -> lines.add("metadata " + key + ": " + value));
  }

  private static String line(TensorDigest t) {
    return "tensor %s %s %s %d bytes sha256:%s"
        .formatted(
            t.name(), t.dtype(), t.shape(), t.bytes(), t.digest().hex().substring(0, DIGITS));
  }

  private static void onlyHeaders(WeightsSummary summary, List<String> lines) {
    metadata(summary, lines);
    summary.tensors().stream()
        .map(t -> "tensor %s %s %s".formatted(t.name(), t.dtype(), t.shape()))
        .sorted()
        .forEach(lines::add);
  }
}
