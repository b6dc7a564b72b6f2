package dev.gitmodel.codec;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.TensorDigest;
import dev.gitmodel.model.TensorRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records of tensors as JSON lines, so that a diff of two of them is a line a tensor:
 *
 * <pre>
 * {"weights":"sha256:…","format":"safetensors"}
 * {"name":"w","dtype":"F32","shape":[2,3],"bytes":24,"sha256":"…","crc32c":"…"}
 * </pre>
 *
 * <p>A line of {@code weights} begins a file, by its content's digest; the lines of its tensors
 * follow, sorted by name. {@code crc32c} is left out where no blocks are kept.
 */
public final class TensorsCodec {
  private static final String WEIGHTS = "weights";
  private static final String FORMAT = "format";

  private TensorsCodec() {}

  /** The text of the records, each content once, the same for the same records. */
  public static String write(List<TensorRecord> records) {
    StringBuilder out = new StringBuilder();
    records.stream()
        .distinct()
        .sorted(Comparator.comparing(record -> record.weights().hex()))
        .forEach(
            record -> {
              Map<String, Object> head = new LinkedHashMap<>();
              head.put(WEIGHTS, record.weights().toString());
              head.put(FORMAT, record.format());
              out.append(Json.line(head)).append('\n');
              record.tensors().forEach(t -> out.append(Json.line(tree(t))).append('\n'));
            });
    return out.toString();
  }

  private static Map<String, Object> tree(TensorDigest tensor) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", tensor.name());
    tree.put("dtype", tensor.dtype());
    tree.put("shape", tensor.shape());
    tree.put("bytes", tensor.bytes());
    tree.put("sha256", tensor.digest().hex());
    if (!tensor.blocks().isEmpty()) {
      tree.put("crc32c", tensor.blocks());
    }
    return tree;
  }

  /** The records that {@link #write} wrote; CORRUPT where the text is none of its. */
  public static List<TensorRecord> read(String text) {
    List<TensorRecord> records = new ArrayList<>();
    List<TensorDigest> tensors = new ArrayList<>();
    Optional<Map<?, ?>> head = Optional.empty();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      try {
        Map<?, ?> tree = field(Map.class, Json.read(line.getBytes(StandardCharsets.UTF_8)));
        if (tree.containsKey(WEIGHTS)) {
          head.ifPresent(h -> records.add(record(h, tensors)));
          tensors.clear();
          head = Optional.of(tree);
        } else {
          tensors.add(tensor(tree));
        }
      } catch (RegistryException e) {
        throw damaged("line " + number + ": " + e.text(), e);
      }
    }
    try {
      if (head.isEmpty() && !tensors.isEmpty()) {
        throw RegistryException.invalid("it does not say of which file", "");
      }
      head.ifPresent(h -> records.add(record(h, tensors)));
    } catch (RegistryException e) {
      throw damaged(e.text(), e);
    }
    return List.copyOf(records);
  }

  private static TensorRecord record(Map<?, ?> head, List<TensorDigest> tensors) {
    return new TensorRecord(
        Digest.parse(field(String.class, head.get(WEIGHTS))),
        field(String.class, head.get(FORMAT)),
        tensors);
  }

  private static TensorDigest tensor(Map<?, ?> tree) {
    List<Long> shape = new ArrayList<>();
    for (Object size : field(List.class, tree.get("shape"))) {
      shape.add(field(Long.class, size));
    }
    return new TensorDigest(
        field(String.class, tree.get("name")),
        field(String.class, tree.get("dtype")),
        shape,
        field(Long.class, tree.get("bytes")),
        Digest.ofHex(field(String.class, tree.get("sha256"))),
        tree.containsKey("crc32c") ? field(String.class, tree.get("crc32c")) : "");
  }

  private static <T> T field(Class<T> type, @Nullable Object value) {
    if (value != null && type.isInstance(value)) {
      return type.cast(value);
    }
    throw RegistryException.invalid("a field is missing, or of another type", "");
  }

  private static RegistryException damaged(String why, Exception cause) {
    return new RegistryException(
        Problem.CORRUPT,
        "the record of the tensors is damaged: " + why,
        "it can be made again from the weights; what names it is: git model verify --deep",
        cause);
  }
}
