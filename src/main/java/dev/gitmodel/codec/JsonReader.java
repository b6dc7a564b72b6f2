package dev.gitmodel.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One bounded JSON document, token by token, with places. */
final class JsonReader {
  private static final int DEEPEST = 64;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // Python writes NaN: read as a token, it is refused by name instead of as a syntax error.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(1000)
                  .build())
          .build();

  private JsonReader() {}

  /** What is done with the parser, which stands before the first token. */
  interface Walk<T> {
    T over(JsonParser parser) throws IOException;
  }

  /** The outcome of {@code walk}, which has read all there is. */
  static <T> T read(byte[] bytes, int most, Problems problems, Walk<T> walk) {
    String text = Utf8.text(bytes, most, problems);
    try (JsonParser parser = FACTORY.createParser(text)) {
      T result = walk.over(parser);
      if (parser.nextToken() != null) {
        throw problems.fatal(at(parser), "", "one JSON value was expected");
      }
      return result;
    } catch (JsonProcessingException e) {
      throw problems.fatal(
          position(e.getLocation()),
          "",
          "not JSON: " + firstLine(withoutSource(e.getOriginalMessage())));
    } catch (IOException e) {
      throw new IllegalStateException("a text can't fail to be read", e);
    }
  }

  static Position at(JsonParser parser) {
    return position(parser.currentTokenLocation());
  }

  private static Position position(@Nullable JsonLocation location) {
    return location == null
        ? Position.START
        : new Position(
            Math.max(1, location.getLineNr()),
            Math.max(1, location.getColumnNr()),
            (int) location.getCharOffset());
  }

  /**
   * What begins where is said by line and column alone; the parser's word for the text is noise.
   */
  private static String withoutSource(String message) {
    return message.replaceAll("\\[Source: [^;\\]]*; (line: [0-9]+, column: [0-9]+)\\]", "$1");
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
