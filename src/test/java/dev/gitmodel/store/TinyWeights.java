package dev.gitmodel.store;

import dev.gitmodel.model.Content;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.model.TensorLayout;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.model.TensorSpan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A valid safetensors file that is a text too: tensors of bytes, each with its content. */
public record TinyWeights(Map<String, String> tensors) {
  // Its length as 64 little-endian bits is a text.
  private static final int HEADER = 1024;

  /** Names and contents in turn. */
  public static TinyWeights of(String... namesAndContents) {
    Map<String, String> tensors = new LinkedHashMap<>();
    for (int i = 0; i < namesAndContents.length; i += 2) {
      tensors.put(namesAndContents[i], namesAndContents[i + 1]);
    }
    return new TinyWeights(tensors);
  }

  /** The whole file. */
  public String text() {
    List<String> members = new ArrayList<>();
    for (TensorSpan span : layout().tensors()) {
      long begin = span.offset() - Long.BYTES - HEADER;
      members.add(
          "\"%s\":{\"dtype\":\"U8\",\"shape\":[%d],\"data_offsets\":[%d,%d]}"
              .formatted(span.name(), span.length(), begin, begin + span.length()));
    }
    String header = "{" + String.join(",", members) + "}";
    return "\0\4\0\0\0\0\0\0"
        + header
        + " ".repeat(HEADER - header.length())
        + String.join("", tensors.values());
  }

  public TensorLayout layout() {
    List<TensorSpan> spans = new ArrayList<>();
    long at = Long.BYTES + HEADER;
    for (Map.Entry<String, String> tensor : tensors.entrySet()) {
      long length = tensor.getValue().length();
      spans.add(new TensorSpan(tensor.getKey(), "U8", List.of(length), at, length));
      at += length;
    }
    return new TensorLayout("safetensors", spans);
  }

  /** What a store has to make of it. */
  public TensorRecord record() {
    byte[] bytes = text().getBytes(StandardCharsets.US_ASCII);
    TensorHasher hasher = new TensorHasher(layout());
    hasher.accept(ByteBuffer.wrap(bytes));
    return hasher.finish(Digest.of(bytes)).orElseThrow();
  }

  /** To publish, as a text in memory. */
  public SourceFile source(String path) {
    return new SourceFile(
        new FilePath(path), new Content.Text(text()), false, true, Optional.of(layout()));
  }
}
