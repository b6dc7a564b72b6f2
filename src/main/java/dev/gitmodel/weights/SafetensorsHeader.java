package dev.gitmodel.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The JSON header of a safetensors file, read token by token: {@code {"NAME": {"dtype": "F16",
 * "shape": [1, 16], "data_offsets": [BEGIN, END]}, …, "__metadata__": {"KEY": "TEXT", …}}}.
 *
 * <p>Two readers that resolve a repeated key differently see different tensors, so any repeated key
 * is refused. Unknown keys of a tensor are passed over, as the reference implementation does.
 */
final class SafetensorsHeader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(Safetensors.MAX_HEADER)
                  .maxNestingDepth(16)
                  .maxNumberLength(32)
                  .maxNameLength(Notes.MAX_KEY)
                  .maxStringLength(16 << 20)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Names come from strangers: no table of them outlives the file or can be flooded.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private static final long MAX_NUMBERS = 4_000_000;

  private final JsonParser json;
  private final List<SafetensorsEntry> entries = new ArrayList<>();
  private final Notes metadata = new Notes();
  private long dimensions;

  private SafetensorsHeader(JsonParser json) {
    this.json = json;
  }

  static SafetensorsHeader parse(InputStream in) throws IOException, UnparsedException {
    // The format says UTF-8, so Jackson gets characters and does not guess the encoding.
    var characters = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
    try (JsonParser json = JSON.createParser(characters)) {
      SafetensorsHeader header = new SafetensorsHeader(json);
      header.read();
      return header;
    } catch (CharacterCodingException e) {
      throw new UnparsedException("the header is not UTF-8");
    } catch (JsonProcessingException e) {
      throw new UnparsedException("the header is not valid JSON: " + e.getOriginalMessage());
    }
  }

  /** The tensors in the order of their data. */
  List<SafetensorsEntry> entriesByPlace() {
    return entries.stream().sorted(SafetensorsEntry.BY_PLACE).toList();
  }

  Notes metadata() {
    return metadata;
  }

  private void read() throws IOException, UnparsedException {
    require(json.nextToken() == JsonToken.START_OBJECT, "is not an object");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = wellFormed(json.currentName());
      json.nextToken();
      if (name.equals("__metadata__")) {
        readMetadata();
      } else {
        TensorList.checkCount(entries.size() + 1L);
        entries.add(readTensor(name));
      }
    }
    require(json.nextToken() == null, "goes on after its closing brace");
  }

  private void readMetadata() throws IOException, UnparsedException {
    // The reference implementation takes null for no metadata.
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    require(json.currentToken() == JsonToken.START_OBJECT, "has metadata that is no object");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = wellFormed(json.currentName());
      require(
          json.nextToken() == JsonToken.VALUE_STRING,
          "has metadata '" + key + "' that is not a string");
      int length = json.getTextLength();
      boolean kept = length <= Notes.MAX_VALUE;
      metadata.put(key, kept ? wellFormed(json.getText()) : Notes.tooLong(length));
    }
  }

  private SafetensorsEntry readTensor(String name) throws IOException, UnparsedException {
    require(json.currentToken() == JsonToken.START_OBJECT, "describes '" + name + "' by no object");
    Optional<SafetensorsType> type = Optional.empty();
    Optional<List<Long>> shape = Optional.empty();
    Optional<List<Long>> offsets = Optional.empty();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "dtype" -> type = Optional.of(readType(name));
        case "shape" -> shape = Optional.of(readNumbers(name, TensorList.MAX_RANK));
        case "data_offsets" -> offsets = Optional.of(readNumbers(name, 2));
        default -> json.skipChildren();
      }
    }
    require(
        type.isPresent() && shape.isPresent() && offsets.isPresent() && offsets.get().size() == 2,
        "has no dtype, shape or pair of data_offsets for '" + name + "'");
    var span = new SafetensorsEntry.Span(offsets.get().get(0), offsets.get().get(1));
    return new SafetensorsEntry(name, type.get(), shape.get(), span);
  }

  private SafetensorsType readType(String name) throws IOException, UnparsedException {
    require(
        json.currentToken() == JsonToken.VALUE_STRING,
        "has a dtype for '" + name + "' that is not a string");
    String type = json.getText();
    return SafetensorsType.named(type)
        .orElseThrow(
            () ->
                new UnparsedException("tensor '" + name + "' has the unknown type '" + type + "'"));
  }

  private List<Long> readNumbers(String name, int max) throws IOException, UnparsedException {
    require(
        json.currentToken() == JsonToken.START_ARRAY,
        "has a shape or data_offsets for '" + name + "' that is not an array");
    List<Long> numbers = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      require(
          json.currentToken() == JsonToken.VALUE_NUMBER_INT
              && json.getLongValue() >= 0
              && numbers.size() < max,
          "has a shape or data_offsets for '" + name + "' that is no short list of sizes");
      numbers.add(json.getLongValue());
    }
    dimensions += numbers.size();
    require(dimensions <= MAX_NUMBERS, "has more dimensions than we keep");
    return List.copyOf(numbers);
  }

  // Half a string is legal in JSON ("\ud800") but in no other place a name has to go.
  private static String wellFormed(String text) throws UnparsedException {
    require(StandardCharsets.UTF_8.newEncoder().canEncode(text), "has a name that is not Unicode");
    return text;
  }

  private static void require(boolean condition, String otherwise) throws UnparsedException {
    if (!condition) {
      throw new UnparsedException("the header " + otherwise);
    }
  }
}
