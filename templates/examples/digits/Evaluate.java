import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Scores {@code model.safetensors} on the held-out rows of the data and writes {@code
 * out/metrics.json} and {@code out/predictions.csv}. The metrics are computed from the numbers that
 * stand in the predictions, so anyone can compute them again.
 *
 * <p>{@code java Evaluate.java} exits with 1 if it cannot write, with 2 if its input cannot be
 * used.
 */
final class Evaluate {
  private static final Path DATA = Path.of("data/digits.csv");
  private static final Path WEIGHTS = Path.of("model.safetensors");
  private static final Path OUT = Path.of("out");
  private static final int FEATURES = 64;
  private static final List<String> CLASSES =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  public static void main(String[] args) {
    try {
      if (args.length > 0) {
        throw new Unusable("usage: java Evaluate.java");
      }
      run();
    } catch (Unusable problem) {
      System.err.println("error: " + problem.getMessage());
      System.exit(2);
    } catch (IOException failure) {
      System.err.println("error: cannot read or write " + failure.getMessage());
      System.exit(1);
    }
  }

  private static void run() throws IOException {
    Model model = Model.read(WEIGHTS);
    List<Row> rows = Row.readAll(DATA).stream().filter(Row::heldOut).toList();
    List<Prediction> predictions = rows.stream().map(row -> Prediction.of(row, model)).toList();
    Files.createDirectories(OUT);
    Files.writeString(OUT.resolve("predictions.csv"), csv(predictions));
    String metrics = json(Metrics.of(predictions));
    Files.writeString(OUT.resolve("metrics.json"), metrics);
    System.out.print(metrics);
  }

  private static String csv(List<Prediction> predictions) {
    StringBuilder csv = new StringBuilder("id,label,predicted");
    CLASSES.forEach(name -> csv.append(",score_").append(name));
    for (Prediction each : predictions) {
      String names = CLASSES.get(each.label()) + "," + CLASSES.get(each.predicted());
      csv.append("\n").append(each.id()).append(",").append(names);
      each.scores().forEach(score -> csv.append(",").append(score));
    }
    return csv.append("\n").toString();
  }

  private static String json(Map<String, Double> metrics) {
    List<String> lines = new ArrayList<>();
    metrics.forEach(
        (name, value) -> lines.add(String.format(Locale.ROOT, "  \"%s\": %.4f", name, value)));
    return "{\n" + String.join(",\n", lines) + "\n}\n";
  }

  /** A reason in words for the user why the weights or the data cannot be used. */
  private static final class Unusable extends RuntimeException {
    Unusable(String message) {
      super(message);
    }
  }

  /** A row of the data, numbered from 1 in the order of the file. */
  private record Row(int id, double[] features, int label) {
    static List<Row> readAll(Path file) throws IOException {
      if (!Files.isRegularFile(file)) {
        throw new Unusable("no " + file + " here: start this program in its own folder");
      }
      List<Row> rows = new ArrayList<>();
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        rows.add(read(file, rows.size() + 1, line));
      }
      if (rows.stream().filter(Row::heldOut).map(Row::label).distinct().count() < CLASSES.size()) {
        throw new Unusable(file + " holds out no row of some class: there is nothing to measure");
      }
      return rows;
    }

    private static Row read(Path file, int id, String line) {
      try {
        double[] cells = Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
        int label = (int) cells[cells.length - 1];
        boolean sound =
            label == cells[cells.length - 1] && Arrays.stream(cells).allMatch(Double::isFinite);
        if (sound && cells.length == FEATURES + 1 && label >= 0 && label < CLASSES.size()) {
          return new Row(id, Arrays.copyOf(cells, FEATURES), label);
        }
      } catch (NumberFormatException notANumber) {
        // Told below, with the place in the file.
      }
      String expected = " features and a class from 0 to " + (CLASSES.size() - 1);
      throw new Unusable(file + ", row " + id + ": expected " + FEATURES + expected);
    }

    /** True for one row in five, the same ones as in Train.java, which never sees them. */
    boolean heldOut() {
      return (id * 0x9E3779B1 >>> 16) % 5 == 0;
    }
  }

  /** The network that Train.java wrote; its hidden width is the length of the hidden bias. */
  private record Model(
      float[] hidden, float[] hiddenBias, float[] output, float[] outputBias, Scaling scaling) {
    private static final String ENTRY =
        "\"%s\":\\{\"dtype\":\"F32\",\"shape\":\\[(?<shape>%s)],"
            + "\"data_offsets\":\\[(?<from>\\d{1,9}),(?<to>\\d{1,9})]";

    static Model read(Path path) throws IOException {
      ByteBuffer file = open(path);
      Scaling scaling =
          new Scaling(
              tensor(file, "feature.mean", "" + FEATURES),
              tensor(file, "feature.std", "" + FEATURES));
      float[] hiddenBias = tensor(file, "hidden.bias", "\\d{1,6}");
      int width = hiddenBias.length;
      return new Model(
          tensor(file, "hidden.weight", width + "," + FEATURES),
          hiddenBias,
          tensor(file, "output.weight", CLASSES.size() + "," + width),
          tensor(file, "output.bias", "" + CLASSES.size()),
          scaling);
    }

    double[] scores(double[] features) {
      double[] active = layer(hidden, hiddenBias, scaling.apply(features));
      for (int i = 0; i < active.length; i++) {
        active[i] = Math.max(active[i], 0);
      }
      double[] scores = layer(output, outputBias, active);
      double largest = Arrays.stream(scores).max().orElseThrow();
      double sum = 0;
      for (int i = 0; i < scores.length; i++) {
        scores[i] = StrictMath.exp(scores[i] - largest);
        sum += scores[i];
      }
      for (int i = 0; i < scores.length; i++) {
        scores[i] /= sum;
      }
      return scores;
    }

    private static double[] layer(float[] weight, float[] bias, double[] input) {
      double[] output = new double[bias.length];
      for (int o = 0; o < output.length; o++) {
        output[o] = bias[o];
        for (int i = 0; i < input.length; i++) {
          output[o] += weight[o * input.length + i] * input[i];
        }
      }
      return output;
    }

    static ByteBuffer open(Path file) throws IOException {
      if (!Files.isRegularFile(file)) {
        throw new Unusable("no " + file + " here: make it with java Train.java");
      }
      return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** One F32 tensor, found in the header as Train.java and the safetensors libraries write it. */
    private static float[] tensor(ByteBuffer file, String name, String shape) {
      long length = file.limit() < Long.BYTES ? -1 : file.getLong(0);
      if (length < 0 || length > file.limit() - Long.BYTES) {
        throw new Unusable(WEIGHTS + " is not a safetensors file");
      }
      String header = new String(file.array(), Long.BYTES, (int) length, StandardCharsets.UTF_8);
      Matcher entry = Pattern.compile(ENTRY.formatted(Pattern.quote(name), shape)).matcher(header);
      if (!entry.find()) {
        throw new Unusable(WEIGHTS + " has no F32 tensor " + name + " of shape [" + shape + "]");
      }
      int from = Long.BYTES + (int) length + Integer.parseInt(entry.group("from"));
      int to = Long.BYTES + (int) length + Integer.parseInt(entry.group("to"));
      float[] values = new float[size(entry.group("shape"))];
      if (to - from != Float.BYTES * values.length || to > file.limit()) {
        throw new Unusable(WEIGHTS + " does not hold all of its tensor " + name);
      }
      file.slice(from, to - from).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      return values;
    }

    private static int size(String shape) {
      return Arrays.stream(shape.split(",")).mapToInt(Integer::parseInt).reduce(1, (a, b) -> a * b);
    }
  }

  /** The mean and the standard deviation that training brought the features to 0 and 1 with. */
  private record Scaling(float[] mean, float[] std) {
    double[] apply(double[] features) {
      double[] scaled = new double[FEATURES];
      for (int i = 0; i < FEATURES; i++) {
        scaled[i] = (features[i] - mean[i]) / std[i];
      }
      return scaled;
    }
  }

  /**
   * One answer of the model: a score for each class, with the nine digits that are written down.
   */
  private record Prediction(int id, int label, int predicted, List<BigDecimal> scores) {
    static Prediction of(Row row, Model model) {
      List<BigDecimal> scores = new ArrayList<>();
      for (double score : model.scores(row.features())) {
        if (!Double.isFinite(score)) {
          throw new Unusable(WEIGHTS + " gives row " + row.id() + " the score " + score);
        }
        scores.add(new BigDecimal(score, new MathContext(9)));
      }
      int predicted = 0;
      for (int i = 1; i < scores.size(); i++) {
        predicted = scores.get(i).compareTo(scores.get(predicted)) > 0 ? i : predicted;
      }
      return new Prediction(row.id(), row.label(), predicted, scores);
    }

    double score(int label) {
      return scores.get(label).doubleValue();
    }
  }

  /** How good the predictions are; every number is between 0 and 1 but the log loss. */
  private static final class Metrics {
    static Map<String, Double> of(List<Prediction> predictions) {
      Map<String, Double> metrics = new LinkedHashMap<>();
      double right = count(predictions, each -> each.predicted() == each.label());
      metrics.put("accuracy", right / predictions.size());
      metrics.put("f1", mean(label -> f1(predictions, label)));
      metrics.put("log_loss", logLoss(predictions));
      metrics.put("roc_auc", mean(label -> rocAuc(predictions, label)));
      return metrics;
    }

    private static long count(List<Prediction> predictions, Predicate<Prediction> which) {
      return predictions.stream().filter(which).count();
    }

    /** The harmonic mean of precision and recall of one class. */
    private static double f1(List<Prediction> predictions, int label) {
      double hits = count(predictions, p -> p.label() == label && p.predicted() == label);
      double misses = count(predictions, p -> (p.label() == label) != (p.predicted() == label));
      return 2 * hits / (2 * hits + misses);
    }

    private static double logLoss(List<Prediction> predictions) {
      double sum = 0;
      for (Prediction each : predictions) {
        // Bounded, as one certain mistake would make it infinite.
        sum -= StrictMath.log(Math.max(each.score(each.label()), 1e-15));
      }
      return sum / predictions.size();
    }

    /** The probability that a row of the class scores above a row of another; a tie counts half. */
    private static double rocAuc(List<Prediction> predictions, int label) {
      double above = 0;
      double pairs = 0;
      for (Prediction inside : predictions) {
        for (Prediction outside : predictions) {
          if (inside.label() == label && outside.label() != label) {
            pairs++;
            above += (1 + Math.signum(inside.score(label) - outside.score(label))) / 2;
          }
        }
      }
      return above / pairs;
    }

    /** The mean over the classes, each counting the same. */
    private static double mean(IntToDoubleFunction ofClass) {
      return IntStream.range(0, CLASSES.size()).mapToDouble(ofClass).average().orElseThrow();
    }
  }
}
