package dev.gitmodel.registry;

import dev.gitmodel.model.Printable;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** SVG being written: one element at a time, every value escaped. */
final class SvgText {
  private final StringBuilder out = new StringBuilder();
  private String element = "";

  void open(int width, int height, String title) {
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"").append(width);
    out.append("\" height=\"").append(height).append("\" viewBox=\"0 0 ").append(width);
    out.append(' ').append(height).append("\" font-family=\"sans-serif\" aria-label=\"");
    out.append(escaped(title)).append("\">\n");
    out.append("<title>").append(escaped(title)).append("</title>\n");
  }

  SvgText element(String name) {
    element = name;
    out.append('<').append(name);
    return this;
  }

  SvgText set(String attribute, String value) {
    out.append(' ').append(attribute).append("=\"").append(escaped(value)).append('"');
    return this;
  }

  SvgText at(String attribute, double value) {
    return set(attribute, number(value));
  }

  void end() {
    out.append("/>\n");
  }

  /** Ends the element with a title, which viewers show when pointed at. */
  void end(String title) {
    out.append("><title>").append(escaped(title)).append("</title></");
    out.append(element).append(">\n");
  }

  void text(double x, double y, String anchor, int size, String text) {
    element("text").at("x", x).at("y", y).set("text-anchor", anchor).at("font-size", size);
    set("fill", "#222222");
    out.append('>').append(escaped(text)).append("</text>\n");
  }

  String close() {
    return out.append("</svg>\n").toString();
  }

  /** At most {@code most} characters. */
  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  /** A coordinate: two decimals, no exponent, in any locale. */
  static String number(double value) {
    return BigDecimal.valueOf(value)
        .setScale(2, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String escaped(String text) {
    return Printable.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
