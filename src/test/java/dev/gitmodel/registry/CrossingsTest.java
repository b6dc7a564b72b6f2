package dev.gitmodel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Direction;
import dev.gitmodel.model.MetricValue;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.Bisection.Way;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Crossings and halving on any graph of versions, against their definitions. */
class CrossingsTest {
  private static final MetricValue GOOD = MetricValue.parse("0.9");
  private static final MetricValue BAD = MetricValue.parse("0.1");

  private final Map<Version, List<Version>> parents = new HashMap<>();
  private final Readings readings = new Readings();
  private VersionGraph graph;

  private static Version v(int i) {
    return Version.parse("1." + i + ".0");
  }

  /** Each after the first with one or two parents before it, and mostly with a value. */
  private void grow(Random random, int size) {
    List<Version> order = new ArrayList<>(List.of(v(0)));
    readings.put(v(0), GOOD);
    for (int i = 1; i < size; i++) {
      Set<Version> behind = new LinkedHashSet<>();
      behind.add(v(Math.max(0, i - 1 - random.nextInt(4))));
      if (random.nextInt(4) == 0) {
        behind.add(v(random.nextInt(i)));
      }
      order.add(v(i));
      parents.put(v(i), List.copyOf(behind));
      if (random.nextInt(3) > 0) {
        readings.put(v(i), random.nextBoolean() ? GOOD : BAD);
      }
    }
    graph = new VersionGraph(order, parents);
  }

  private Crossings crossings() {
    return new Crossings(
        graph, readings, new Yardstick(v(0), GOOD, Optional.of(Direction.HIGHER), Tolerance.NONE));
  }

  /** The nearest versions with a value, by walking. */
  private Set<Version> nearest(Version of) {
    Set<Version> found = new TreeSet<>();
    for (Version parent : parents.getOrDefault(of, List.of())) {
      if (readings.has(parent)) {
        found.add(parent);
      } else {
        found.addAll(nearest(parent));
      }
    }
    return found;
  }

  @RepeatedTest(200)
  void aCrossingIsWhereTheNearestOnesBeforeAreOnTheOtherSide(RepetitionInfo nth) {
    grow(new Random(nth.getCurrentRepetition()), 20);
    List<String> expected = new ArrayList<>();
    for (Version version : graph.versions()) {
      Optional<MetricValue> value = readings.get(version);
      List<Version> other =
          value.isEmpty()
              ? List.of()
              : nearest(version).stream().filter(u -> !readings.get(u).equals(value)).toList();
      if (!other.isEmpty()) {
        expected.add(
            (value.equals(Optional.of(BAD)) ? Way.LEFT : Way.BACK) + version.tag() + other);
      }
    }
    assertThat(crossings().all())
        .extracting(
            c ->
                c.way()
                    + c.at().version().tag()
                    + c.after().stream().map(s -> s.from().version()).sorted().toList())
        .containsExactlyElementsOf(expected);
  }

  /** Measures until nothing is left to measure; every version behind the culprit is bad. */
  private int search(Set<Version> bad) {
    int measured = 0;
    Optional<Version> next = Optional.empty();
    do {
      Crossings now = crossings();
      next = new Halving(graph, now, now.first().orElseThrow()).next(Set.of());
      if (next.isPresent()) {
        readings.put(next.get(), bad.contains(next.get()) ? BAD : GOOD);
        measured++;
      }
    } while (next.isPresent());
    return measured;
  }

  @RepeatedTest(50)
  void halvingALineFindsTheCulpritInLogarithmicallyManyMeasurements(RepetitionInfo nth) {
    int size = 2 + nth.getCurrentRepetition() * 5;
    int culprit = 1 + new Random(nth.getCurrentRepetition()).nextInt(size - 1);
    List<Version> order = IntStream.range(0, size).mapToObj(CrossingsTest::v).toList();
    IntStream.range(1, size).forEach(i -> parents.put(v(i), List.of(v(i - 1))));
    graph = new VersionGraph(order, parents);
    readings.put(v(0), GOOD);
    readings.put(v(size - 1), BAD);

    int measured = search(Set.copyOf(order.subList(culprit, size)));

    assertThat(graph.version(crossings().first().orElseThrow())).isEqualTo(v(culprit));
    assertThat(measured).isLessThanOrEqualTo((int) Math.ceil(Math.log(size) / Math.log(2)));
  }

  @RepeatedTest(50)
  void halvingAGraphWithMergesFindsTheVersionThatAllBadOnesComeFrom(RepetitionInfo nth) {
    Random random = new Random(nth.getCurrentRepetition());
    grow(random, 60);
    Version tip = v(59);
    List<Version> behind = graph.ancestors(List.of(59)).stream().mapToObj(graph::version).toList();
    Version culprit = behind.get(1 + random.nextInt(behind.size() - 1));
    Set<Version> bad = new LinkedHashSet<>();
    for (Version version : graph.versions()) {
      if (graph.ancestors(List.of(graph.place(version))).get(graph.place(culprit))) {
        bad.add(version);
      }
    }
    CrossingsTest blank = new CrossingsTest();
    blank.graph = graph;
    blank.parents.putAll(parents);
    blank.readings.put(v(0), GOOD);
    blank.readings.put(tip, BAD);

    int measured = blank.search(bad);

    assertThat(graph.version(blank.crossings().first().orElseThrow())).isEqualTo(culprit);
    assertThat(measured).isLessThan(12);
  }

  @Test
  void aLongLineTakesNoLongerThanItsLength() {
    int size = 100_000;
    List<Version> order = IntStream.range(0, size).mapToObj(CrossingsTest::v).toList();
    IntStream.range(1, size).forEach(i -> parents.put(v(i), List.of(v(i - 1))));
    graph = new VersionGraph(order, parents);
    readings.put(v(0), GOOD);
    readings.put(v(size - 1), BAD);
    assertThat(search(Set.copyOf(order.subList(70_000, size)))).isLessThanOrEqualTo(17);
  }
}
