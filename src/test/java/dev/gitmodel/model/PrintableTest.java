package dev.gitmodel.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Foreign text on a terminal. */
class PrintableTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain ~ text",
        "größer",
        "日本語",
        "\ud83d\ude00",
        "e\u0301",
        "a\u00a0b",
        "<U+1>"
      })
  void harmlessTextStaysAsItIs(String text) {
    assertThat(Printable.of(text)).isEqualTo(text);
    assertThat(Printable.lines(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0x00, <U+0000>",
    "0x07, <U+0007>",
    "0x1b, <U+001B>",
    "0x7f, <U+007F>",
    "0x9b, <U+009B>",
    "0xad, <U+00AD>",
    "0x61c, <U+061C>",
    "0x200b, <U+200B>",
    "0x200f, <U+200F>",
    "0x2028, <U+2028>",
    "0x202e, <U+202E>",
    "0x2067, <U+2067>",
    "0xd800, <U+D800>",
    "0xe000, <U+E000>",
    "0xfeff, <U+FEFF>",
    "0xffff, <U+FFFF>",
    "0xe0041, <U+E0041>"
  })
  void whatATerminalOrAReaderIsFooledByIsShown(int codePoint, String shown) {
    String text = "a" + Character.toString(codePoint) + "b";
    assertThat(Printable.of(text)).isEqualTo("a" + shown + "b");
    assertThat(Printable.lines(text)).isEqualTo("a" + shown + "b");
  }

  @Test
  void linesKeepsBreaksAndTabsAndOfDoesNot() {
    assertThat(Printable.of("a\n\tb\rc")).isEqualTo("a<U+000A><U+0009>b<U+000D>c");
    assertThat(Printable.lines("a\n\tb\rc")).isEqualTo("a\n\tb<U+000D>c");
  }

  @Test
  void makingPrintableTwiceChangesNothing() {
    String once = Printable.of("a\u001b[2J\u202e");
    assertThat(Printable.of(once)).isEqualTo(once);
  }
}
