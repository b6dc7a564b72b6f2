package dev.gitmodel.example;

import java.util.List;
import java.util.stream.IntStream;

/** A predictions.csv, and the metrics computed from it another way than Evaluate.java does. */
record Predictions(List<String> classes, List<List<String>> rows) {
  private static final int LABEL = 1;
  private static final int PREDICTED = 2;
  private static final int SCORES = 3;

  static Predictions of(List<List<String>> table) {
    List<String> header = table.get(0);
    List<String> classes =
        header.subList(SCORES, header.size()).stream()
            .map(name -> name.replaceFirst("^score_", ""))
            .toList();
    return new Predictions(classes, table.subList(1, table.size()));
  }

  List<Integer> ids() {
    return rows.stream().map(row -> Integer.valueOf(row.get(0))).toList();
  }

  double accuracy() {
    return share(
        rows, rows.stream().filter(row -> row.get(LABEL).equals(row.get(PREDICTED))).toList());
  }

  /** The mean over the classes of the harmonic mean of precision and recall. */
  double f1(List<String> of) {
    return of.stream().mapToDouble(this::f1).average().orElseThrow();
  }

  private double f1(String name) {
    List<List<String>> labelled = rows.stream().filter(row -> row.get(LABEL).equals(name)).toList();
    List<List<String>> predicted =
        rows.stream().filter(row -> row.get(PREDICTED).equals(name)).toList();
    List<List<String>> both = labelled.stream().filter(predicted::contains).toList();
    return 2 / (1 / share(predicted, both) + 1 / share(labelled, both));
  }

  double logLoss() {
    return rows.stream()
        .mapToDouble(row -> -Math.log(score(row, row.get(LABEL))))
        .average()
        .orElseThrow();
  }

  /** The mean over the classes of the area, from the ranks of the scores (Mann and Whitney). */
  double rocAuc(List<String> of) {
    return of.stream().mapToDouble(this::rocAuc).average().orElseThrow();
  }

  private double rocAuc(String name) {
    double[] sorted = rows.stream().mapToDouble(row -> score(row, name)).sorted().toArray();
    List<List<String>> labelled = rows.stream().filter(row -> row.get(LABEL).equals(name)).toList();
    double ranks = labelled.stream().mapToDouble(row -> rank(sorted, score(row, name))).sum();
    double n = labelled.size();
    return (ranks - n * (n + 1) / 2) / (n * (rows.size() - n));
  }

  /** The place among the sorted scores, from 1; equal scores share the middle of their places. */
  private static double rank(double[] sorted, double score) {
    return IntStream.range(0, sorted.length)
        .filter(i -> sorted[i] == score)
        .mapToDouble(i -> i + 1)
        .average()
        .orElseThrow();
  }

  private double score(List<String> row, String name) {
    return Double.parseDouble(row.get(SCORES + classes.indexOf(name)));
  }

  private static double share(List<?> all, List<?> some) {
    return (double) some.size() / all.size();
  }
}
