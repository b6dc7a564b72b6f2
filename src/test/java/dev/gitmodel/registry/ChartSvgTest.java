package dev.gitmodel.registry;

import static dev.gitmodel.registry.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Direction;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.MetricHistory.History;
import dev.gitmodel.registry.MetricHistory.Series;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartSvgTest {
  private static Series series(String metric, String... values) {
    List<Optional<MetricValue>> all =
        Stream.of(values)
            .map(v -> v.equals("-") ? Optional.<MetricValue>empty() : Optional.of(parse(v)))
            .toList();
    return new Series(metric, Direction.usual(metric), all);
  }

  private static MetricValue parse(String text) {
    return MetricValue.parse(text);
  }

  private static History history(int versions, Series... series) {
    List<Version> all =
        IntStream.range(0, versions).mapToObj(i -> Version.parse("1." + i + ".0")).toList();
    return new History(ModelName.parse("acme/iris"), all, List.of(series), List.of());
  }

  private static Document drawn(History history) throws Exception {
    String svg = ChartSvg.of(history);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static List<Element> all(Document svg, String name) {
    NodeList nodes = svg.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static List<String> texts(Document svg) {
    return all(svg, "text").stream().map(Element::getTextContent).toList();
  }

  private static double y(Element point) {
    return Double.parseDouble(point.getAttribute("cy"));
  }

  @Test
  void itIsAnImageWithATitleAndNoStyles() throws Exception {
    Document svg = drawn(history(2, series("f1", "0.7", "0.8")));
    assertThat(svg.getDocumentElement().getAttribute("role")).isEqualTo("img");
    assertThat(svg.getDocumentElement().getAttribute("aria-label")).contains("acme/iris");
    assertThat(all(svg, "*")).noneMatch(e -> e.hasAttribute("style"));
    assertThat(all(svg, "style")).isEmpty();
    assertThat(all(svg, "script")).isEmpty();
  }

  @Test
  void everyPointSaysItsMetricVersionAndValue() throws Exception {
    Document svg = drawn(history(3, series("f1", "0.7", "-", "0.86")));
    assertThat(all(svg, "circle"))
        .extracting(Element::getTextContent)
        .containsExactly("f1 of 1.0.0: 0.7", "f1 of 1.2.0: 0.86");
  }

  @Test
  void moreIsHigherAndVersionsGoToTheRight() throws Exception {
    List<Element> points = all(drawn(history(3, series("f1", "0.7", "0.9", "0.8"))), "circle");
    assertThat(y(points.get(1))).isLessThan(y(points.get(2)));
    assertThat(y(points.get(2))).isLessThan(y(points.get(0)));
    assertThat(points)
        .extracting(p -> Double.parseDouble(p.getAttribute("cx")))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void aMissingValueBreaksTheLine() throws Exception {
    Document svg = drawn(history(4, series("f1", "0.7", "0.75", "-", "0.86")));
    String line = all(svg, "path").get(0).getAttribute("d");
    assertThat(line.chars().filter(c -> c == 'M')).hasSize(2);
    assertThat(line.chars().filter(c -> c == 'L')).hasSize(1);
  }

  @Test
  void ticksAreRoundNumbersThatHoldAllValues() throws Exception {
    assertThat(texts(drawn(history(2, series("f1", "0.71", "0.86")))))
        .contains("0.70", "0.75", "0.80", "0.85", "0.90");
    assertThat(texts(drawn(history(2, series("n", "3", "970"))))).contains("0", "500", "1000");
  }

  @Test
  void fiveMetricsHaveAPanelAndALegendEach() throws Exception {
    Document svg =
        drawn(
            history(
                1,
                series("a", "1"),
                series("b", "2000"),
                series("val_loss", "0.001"),
                series("d", "-5"),
                series("e", "0")));
    assertThat(all(svg, "path")).hasSize(5);
    assertThat(all(svg, "path")).extracting(p -> p.getAttribute("stroke")).doesNotHaveDuplicates();
    assertThat(texts(svg))
        .contains("a", "b", "val_loss", "val_loss (lower is better)", "a (higher is better)");
  }

  @Test
  void foreignTextIsEscaped() throws Exception {
    Version hostile = Version.parse("1.0.0");
    Series text = new Series("<b>&\"'", Direction.HIGHER, List.of(Optional.of(parse("1"))));
    Document svg =
        drawn(new History(ModelName.parse("a"), List.of(hostile), List.of(text), List.of()));
    assertThat(texts(svg)).contains("<b>&\"'");
    assertThat(all(svg, "b")).isEmpty();
  }

  @Test
  void labelsOfManyVersionsAreThinnedAndTheLastStays() throws Exception {
    String[] values = IntStream.range(0, 500).mapToObj(String::valueOf).toArray(String[]::new);
    Document svg = drawn(history(500, series("f1", values)));
    assertThat(texts(svg)).contains("1.0.0", "1.499.0").doesNotContain("1.1.0");
    assertThat(all(svg, "text").size()).isLessThan(40);
    assertThat(all(svg, "circle")).hasSize(500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "1e300", "-1e300", "4.9e-324", "1e-300", "123456789012345678", "-0.0001"})
  void anyNumberAloneCanBeDrawn(String value) throws Exception {
    Element point = all(drawn(history(1, series("f1", value))), "circle").get(0);
    assertThat(y(point)).isBetween(0.0, 400.0);
  }

  @Test
  void theWidestRangeCanBeDrawn() throws Exception {
    Document svg = drawn(history(2, series("f1", "-1.7e308", "1.7e308")));
    assertThat(all(svg, "circle")).allSatisfy(p -> assertThat(y(p)).isBetween(0.0, 400.0));
  }

  @Test
  void textsAndTooManyMetricsAreRefused() {
    assertProblem(Problem.INVALID, () -> ChartSvg.of(history(1, series("f1", "good"))));
    Series[] six = IntStream.range(0, 6).mapToObj(i -> series("m" + i, "1")).toArray(Series[]::new);
    assertProblem(Problem.INVALID, () -> ChartSvg.of(history(1, six)))
        .satisfies(e -> assertThat(e.hint()).contains("--metric"));
  }
}
