package dev.gitmodel.codec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Bytes to text, where they are UTF-8 without a byte order mark and not too many. */
final class Utf8 {
  /** Written in the place of half a character. */
  static final char REPLACEMENT = '\uFFFD';

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private Utf8() {}

  static String text(byte[] bytes, int most, Problems problems) {
    if (bytes.length > most) {
      throw problems.fatal(
          Position.START,
          "",
          "at most " + most / 1024 + " KiB were expected, there are " + bytes.length + " bytes");
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer chars = CharBuffer.allocate(bytes.length);
    boolean bad = decoder.decode(ByteBuffer.wrap(bytes), chars, true).isError();
    String text = chars.flip().toString();
    if (bad) {
      throw problems.fatal(
          Position.of(text, text.length()), "", "UTF-8 was expected: save the file as UTF-8");
    }
    int mark = text.indexOf(BYTE_ORDER_MARK);
    if (mark >= 0) {
      throw problems.fatal(
          Position.of(text, mark),
          "",
          "UTF-8 without a byte order mark was expected: save the file as UTF-8 without BOM");
    }
    return text;
  }

  /** True where {@code text} has half a character: it can't be written as UTF-8. */
  static boolean hasHalf(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        int c = text.codePointAt(i);
        if (isHalf(c)) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  /** True for half a character, a surrogate without its other. */
  static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
