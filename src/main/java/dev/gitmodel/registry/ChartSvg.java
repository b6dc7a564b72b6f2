package dev.gitmodel.registry;

import dev.gitmodel.model.Direction;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.MetricHistory.History;
import dev.gitmodel.registry.MetricHistory.Series;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A history as an SVG document of its own: a panel a metric, because metrics differ in scale by
 * orders of magnitude, over one axis of versions. Presentation is in attributes, so it shows under
 * a content security policy without styles; every text is escaped.
 *
 * <p>By hand, because the chart libraries for Java draw through AWT: XChart with VectorGraphics2D
 * took three seconds and 5 MB of jars for a line of three points, wrote its letters as outlines and
 * its colours as styles, and has no place for the title of a point.
 */
public final class ChartSvg {
  private static final int MOST = 5;
  private static final int WIDTH = 860;
  private static final int LEFT = 84;
  private static final int RIGHT = 24;
  private static final int HEAD = 80;
  private static final int PANEL = 150;
  private static final int GAP = 34;
  private static final int FOOT = 44;
  // Okabe and Ito's colours, which most colour-blind people tell apart.
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56728a");

  private final History history;
  private final List<Series> drawn;
  private final SvgText svg = new SvgText();

  private ChartSvg(History history) {
    this.history = history;
    this.drawn =
        history.series().stream()
            .filter(s -> s.numbers().stream().anyMatch(OptionalDouble::isPresent))
            .toList();
  }

  /** The chart of at most five metrics; INVALID for more, or where no value is a number. */
  public static String of(History history) {
    ChartSvg chart = new ChartSvg(history);
    if (chart.drawn.isEmpty()) {
      throw RegistryException.invalid(
          "no metric of " + history.model() + " has a number to draw",
          "git model metrics " + history.model() + "@VERSION NAME=VALUE");
    }
    if (chart.drawn.size() > MOST) {
      throw RegistryException.invalid(
          "a chart shows at most " + MOST + " metrics, not " + chart.drawn.size(),
          "choose with --metric NAME");
    }
    return chart.draw();
  }

  private String draw() {
    int height = HEAD + drawn.size() * (PANEL + GAP) - GAP + FOOT;
    String title = history.model() + ": metrics by version";
    svg.open(WIDTH, height, title);
    svg.element("rect").at("width", WIDTH).at("height", height).set("fill", "#ffffff").end();
    svg.text(16, 26, "start", 16, title);
    legend();
    for (int i = 0; i < drawn.size(); i++) {
      panel(drawn.get(i), HEAD + i * (PANEL + GAP), colour(i));
    }
    versions(height - FOOT);
    return svg.close();
  }

  private static String colour(int i) {
    return Objects.requireNonNull(COLOURS.get(i));
  }

  private void legend() {
    double x = 16;
    for (int i = 0; i < drawn.size(); i++) {
      svg.element("rect").at("x", x).at("y", 38).at("width", 12).at("height", 12);
      svg.set("fill", colour(i)).end();
      String name = SvgText.cut(drawn.get(i).metric(), 20);
      svg.text(x + 17, 48, "start", 12, name);
      x += 17 + 7.2 * name.length() + 18;
    }
  }

  private void panel(Series series, int top, String colour) {
    Scale scale = Scale.of(series.numbers());
    int bottom = top + PANEL;
    for (BigDecimal tick : scale.ticks()) {
      double y = bottom - scale.share(tick) * PANEL;
      line(LEFT, y, WIDTH - RIGHT, y, "#dddddd");
      svg.text(LEFT - 8, y + 4, "end", 11, scale.label(tick));
    }
    line(LEFT, top, LEFT, bottom, "#555555");
    line(LEFT, bottom, WIDTH - RIGHT, bottom, "#555555");
    String better = series.direction() == Direction.HIGHER ? "higher" : "lower";
    svg.text(
        LEFT + 6,
        top - 6,
        "start",
        12,
        SvgText.cut(series.metric(), 90) + " (" + better + " is better)");
    curve(series, scale, bottom, colour);
  }

  /** Lines between neighbours, so that a version without the metric is a gap. */
  private void curve(Series series, Scale scale, int bottom, String colour) {
    List<OptionalDouble> numbers = series.numbers();
    StringBuilder path = new StringBuilder();
    boolean connected = false;
    for (int i = 0; i < numbers.size(); i++) {
      OptionalDouble number = numbers.get(i);
      if (number.isPresent()) {
        double y = bottom - scale.share(BigDecimal.valueOf(number.getAsDouble())) * PANEL;
        path.append(connected ? 'L' : 'M').append(SvgText.number(x(i))).append(' ');
        path.append(SvgText.number(y));
      }
      connected = number.isPresent();
    }
    svg.element("path").set("d", path.toString()).set("fill", "none").set("stroke", colour);
    svg.at("stroke-width", 2).set("stroke-linejoin", "round").end();
    for (int i = 0; i < numbers.size(); i++) {
      if (numbers.get(i).isPresent()) {
        double y = bottom - scale.share(BigDecimal.valueOf(numbers.get(i).getAsDouble())) * PANEL;
        svg.element("circle").at("cx", x(i)).at("cy", y).at("r", 3.5).set("fill", colour);
        svg.end(pointTitle(series, i));
      }
    }
  }

  private String pointTitle(Series series, int i) {
    String value = series.values().get(i).map(Object::toString).orElse("");
    return series.metric() + " of " + history.versions().get(i) + ": " + value;
  }

  /** As many labels as have room, the last one always. */
  private void versions(int top) {
    List<Version> versions = history.versions();
    int longest = versions.stream().mapToInt(v -> v.toString().length()).max().orElse(1);
    double room = Math.min(longest, 18) * 6.5 + 12;
    int step = (int) Math.max(1, Math.ceil(room / Math.max(gap(), 0.001)));
    int last = versions.size() - 1;
    for (int i = 0; i <= last; i++) {
      if (i == last || (i % step == 0 && last - i >= step)) {
        line(x(i), top, x(i), top + 5, "#555555");
        svg.text(x(i), top + 20, "middle", 11, SvgText.cut(versions.get(i).toString(), 18));
      }
    }
  }

  private double gap() {
    return (WIDTH - LEFT - RIGHT) / (double) history.versions().size();
  }

  private double x(int i) {
    return LEFT + gap() * (i + 0.5);
  }

  private void line(double x1, double y1, double x2, double y2, String colour) {
    svg.element("line").at("x1", x1).at("y1", y1).at("x2", x2).at("y2", y2);
    svg.set("stroke", colour).end();
  }
}
