import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fits a small neural network on the training rows of the data and writes {@code
 * model.safetensors}. The same data and hyperparameters give the same bytes on every machine:
 * random numbers come from the seed, and {@link StrictMath} rounds alike everywhere.
 *
 * <p>{@code java Train.java [--param name=value]...} exits with 1 if the training failed, with 2 if
 * its input cannot be used.
 */
final class Train {
  private static final Path DATA = Path.of("data/digits.csv");
  private static final Path SETTINGS = Path.of("model.yaml");
  private static final Path WEIGHTS = Path.of("model.safetensors");
  private static final Path OUT = Path.of("out");
  private static final int FEATURES = 64;
  private static final int CLASSES = 10;
  private static final int LOG_EVERY = 200;

  public static void main(String[] args) {
    try {
      run(args);
    } catch (Failure failure) {
      System.err.println("error: " + failure.getMessage());
      System.exit(failure.exitCode);
    } catch (IOException failure) {
      System.err.println("error: cannot read or write " + failure.getMessage());
      System.exit(1);
    }
  }

  private static void run(String[] args) throws IOException {
    Hyperparameters chosen = Hyperparameters.read(SETTINGS, args);
    List<Row> all = Row.readAll(DATA);
    List<Row> rows = all.stream().filter(row -> !row.heldOut()).toList();
    System.out.printf("rows=%d held_out=%d %s%n", rows.size(), all.size() - rows.size(), chosen);
    Scaling scaling = Scaling.of(rows);
    Random random = new Random(chosen.count("seed"));
    Network model = new Network(chosen.count("hidden"), random);
    double loss = model.fit(rows.stream().map(scaling::apply).toList(), chosen, random);
    List<Tensor> tensors = new ArrayList<>(model.tensors());
    tensors.add(Tensor.of("feature.mean", scaling.mean(), FEATURES));
    tensors.add(Tensor.of("feature.std", scaling.std(), FEATURES));
    // What an evaluation said of the earlier weights is not true of these.
    Files.deleteIfExists(OUT.resolve("metrics.json"));
    Files.deleteIfExists(OUT.resolve("predictions.csv"));
    Files.write(WEIGHTS, safetensors(tensors, chosen.printed()));
    Files.createDirectories(OUT);
    String metrics = "{\"train_loss\": %.4f, \"train_rows\": %d}\n";
    Files.writeString(
        OUT.resolve("training.json"), String.format(Locale.ROOT, metrics, loss, rows.size()));
    System.out.println("wrote " + WEIGHTS);
  }

  /** The safetensors format: the header's length, the header, then the tensors in its order. */
  private static byte[] safetensors(List<Tensor> tensors, Map<String, String> metadata) {
    List<String> entries = new ArrayList<>();
    metadata.forEach((name, value) -> entries.add("\"%s\":\"%s\"".formatted(name, value)));
    String settings = "\"__metadata__\":{" + String.join(",", entries) + "}";
    entries.clear();
    entries.add(settings);
    int size = 0;
    for (Tensor tensor : tensors) {
      entries.add(tensor.entry(size));
      size += tensor.size();
    }
    String header = "{" + String.join(",", entries) + "}";
    header += " ".repeat(-header.length() & 7); // the tensors start at a multiple of 8
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + header.length() + size);
    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(header.length());
    bytes.put(header.getBytes(StandardCharsets.US_ASCII));
    for (Tensor tensor : tensors) {
      for (float value : tensor.values()) {
        bytes.putFloat(value);
      }
    }
    return bytes.array();
  }

  /** Finite numbers under a name; the last dimension of the shape varies fastest. */
  private record Tensor(String name, String shape, float[] values) {
    static Tensor of(String name, double[] values, int... shape) {
      float[] floats = new float[values.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) values[i];
        if (!Float.isFinite(floats[i])) {
          throw Failure.diverged("in the end " + name + " holds " + floats[i]);
        }
      }
      return new Tensor(name, Arrays.toString(shape).replace(" ", ""), floats);
    }

    int size() {
      return Float.BYTES * values.length;
    }

    /** What the header says of this tensor when its bytes start at the offset. */
    String entry(int offset) {
      String entry = "\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}";
      return entry.formatted(name, shape, offset, offset + size());
    }
  }

  /** Two layers with a ReLU between them and a softmax at the end. */
  private static final class Network {
    private final Layer hidden;
    private final Layer output;

    Network(int width, Random random) {
      hidden = new Layer(FEATURES, width, random);
      output = new Layer(width, CLASSES, random);
    }

    /** Returns the mean loss of the last epoch's steps. */
    double fit(List<Row> rows, Hyperparameters chosen, Random random) {
      List<Row> order = new ArrayList<>(rows);
      int size = chosen.count("batch_size");
      int step = 0;
      double mean = 0;
      for (int epoch = 0; epoch < chosen.count("epochs"); epoch++) {
        Collections.shuffle(order, random);
        int steps = 0;
        double sum = 0;
        for (int from = 0; from < order.size(); from += size) {
          double loss = step(order.subList(from, Math.min(from + size, order.size())), chosen);
          step++;
          steps++;
          sum += loss;
          if (!Double.isFinite(loss)) {
            throw Failure.diverged("the loss is " + loss + " at step " + step);
          }
          if (step % LOG_EVERY == 0) {
            System.out.printf(Locale.ROOT, "step=%d loss=%.5f%n", step, sum / steps);
          }
        }
        mean = sum / steps;
      }
      return mean;
    }

    /** Moves against the gradient of the batch's mean log loss; returns that loss. */
    private double step(List<Row> batch, Hyperparameters chosen) {
      double loss = 0;
      for (Row row : batch) {
        double[] active = hidden.forward(row.features());
        for (int i = 0; i < active.length; i++) {
          active[i] = Math.max(active[i], 0);
        }
        double[] error = softmax(output.forward(active));
        loss -= StrictMath.log(Math.max(error[row.label()], Double.MIN_NORMAL)) / batch.size();
        error[row.label()] -= 1;
        double[] hiddenError = output.backward(active, error);
        for (int i = 0; i < active.length; i++) {
          hiddenError[i] = active[i] > 0 ? hiddenError[i] : 0;
        }
        hidden.backward(row.features(), hiddenError);
      }
      hidden.move(batch.size(), chosen);
      output.move(batch.size(), chosen);
      return loss;
    }

    private static double[] softmax(double[] logits) {
      double largest = Arrays.stream(logits).max().orElseThrow();
      double sum = 0;
      for (int i = 0; i < logits.length; i++) {
        logits[i] = StrictMath.exp(logits[i] - largest);
        sum += logits[i];
      }
      for (int i = 0; i < logits.length; i++) {
        logits[i] /= sum;
      }
      return logits;
    }

    List<Tensor> tensors() {
      return List.of(
          Tensor.of("hidden.weight", hidden.weight, hidden.bias.length, FEATURES),
          Tensor.of("hidden.bias", hidden.bias, hidden.bias.length),
          Tensor.of("output.weight", output.weight, CLASSES, hidden.bias.length),
          Tensor.of("output.bias", output.bias, CLASSES));
    }
  }

  /** {@code weight · input + bias}, with the gradient that the rows of a batch add up to. */
  private static final class Layer {
    private final double[] weight; // one row of inputs for each output
    private final double[] bias;
    private final double[] gradient;
    private final double[] biasGradient;

    /** Weights are drawn so that the outputs spread as the inputs do (He et al., 2015). */
    Layer(int inputs, int outputs, Random random) {
      weight = new double[outputs * inputs];
      bias = new double[outputs];
      gradient = new double[outputs * inputs];
      biasGradient = new double[outputs];
      double spread = StrictMath.sqrt(2.0 / inputs);
      Arrays.setAll(weight, i -> spread * random.nextGaussian());
    }

    double[] forward(double[] input) {
      double[] output = bias.clone();
      for (int o = 0; o < output.length; o++) {
        for (int i = 0; i < input.length; i++) {
          output[o] += weight[o * input.length + i] * input[i];
        }
      }
      return output;
    }

    /** Adds to the gradient; returns the error of the input. */
    double[] backward(double[] input, double[] error) {
      double[] inputError = new double[input.length];
      for (int o = 0; o < error.length; o++) {
        biasGradient[o] += error[o];
        for (int i = 0; i < input.length; i++) {
          gradient[o * input.length + i] += error[o] * input[i];
          inputError[i] += error[o] * weight[o * input.length + i];
        }
      }
      return inputError;
    }

    void move(int rows, Hyperparameters chosen) {
      double rate = chosen.get("learning_rate");
      double l2 = chosen.get("l2");
      for (int i = 0; i < weight.length; i++) {
        weight[i] -= rate * (gradient[i] / rows + l2 * weight[i]);
      }
      for (int o = 0; o < bias.length; o++) {
        bias[o] -= rate * biasGradient[o] / rows;
      }
      Arrays.fill(gradient, 0);
      Arrays.fill(biasGradient, 0);
    }
  }

  /** A reason to stop, in words for the user, with the exit code that goes with it. */
  private static final class Failure extends RuntimeException {
    final int exitCode;

    private Failure(int exitCode, String message) {
      super(message);
      this.exitCode = exitCode;
    }

    static Failure input(String message) {
      return new Failure(2, message);
    }

    static Failure diverged(String what) {
      return new Failure(1, "the training diverged: " + what + "; lower learning_rate or l2");
    }
  }

  /** Every hyperparameter has a value that was set, in model.yaml or over it, and is in range. */
  private record Hyperparameters(Map<String, Double> values) {
    private static final List<String> WHOLE = List.of("batch_size", "epochs", "hidden", "seed");
    private static final Map<String, Double> LEAST =
        Map.ofEntries(
            Map.entry("batch_size", 1.0),
            Map.entry("epochs", 1.0),
            Map.entry("hidden", 1.0),
            Map.entry("l2", 0.0),
            Map.entry("learning_rate", 1e-9),
            Map.entry("seed", 0.0));
    private static final Pattern NUMBER =
        Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");

    /** {@code hyperparameters:} as a child of {@code training:}, with what is indented below it. */
    private static final Pattern SECTION =
        Pattern.compile(
            "(?m)^training:[ ]*\n(?=( +))(?:\\1.*\n)*?\\1hyperparameters:(.*\n(?:\\1 .*\n)*)");

    static Hyperparameters read(Path file, String[] args) throws IOException {
      Map<String, Double> values = new TreeMap<>();
      String[] pairs = pairs(text(file));
      for (String pair : pairs) {
        set(values, pair.split(":\\s+", 2), file + ": cannot read \"" + pair + "\"");
      }
      if (values.size() < LEAST.size() || pairs.length > LEAST.size()) {
        throw Failure.input(file + " must set each of " + names() + " once");
      }
      for (int i = 0; i < args.length; i += 2) {
        if (!args[i].equals("--param") || i + 1 == args.length) {
          throw Failure.input("usage: java Train.java [--param name=value]...");
        }
        String[] pair = args[i + 1].split("=", 2);
        set(values, pair, "cannot read --param " + args[i + 1]);
      }
      return new Hyperparameters(values);
    }

    private static String text(Path file) throws IOException {
      if (!Files.isRegularFile(file)) {
        throw Failure.input("no " + file + " here: start this program in its own folder");
      }
      return (Files.readString(file, StandardCharsets.ISO_8859_1) + "\n")
          .replace("\r\n", "\n")
          .replaceAll("(?m)(^|[ \t])#.*$", "")
          .replaceAll("(?m)^[ \t]*\n", "");
    }

    /** The pairs of a flow map on one or more lines, or the lines of a block. */
    private static String[] pairs(String text) {
      Matcher section = SECTION.matcher(text);
      if (!section.find()) {
        throw Failure.input(SETTINGS + " has no block training: with hyperparameters: in it");
      }
      String found = section.group(2).strip();
      return found.startsWith("{") && found.endsWith("}")
          ? found.substring(1, found.length() - 1).strip().split("\\s*,\\s*")
          : found.split("\\s*\n\\s*");
    }

    private static void set(Map<String, Double> values, String[] pair, String complaint) {
      if (pair.length != 2 || !NUMBER.matcher(pair[1].strip()).matches()) {
        throw Failure.input(complaint + ": expected a hyperparameter and a number");
      }
      String name = pair[0].strip();
      double value = Double.parseDouble(pair[1]);
      if (!LEAST.containsKey(name)) {
        throw Failure.input(complaint + ": the hyperparameters are " + names());
      }
      if (!Double.isFinite(value) || value < LEAST.get(name)) {
        throw Failure.input(complaint + ": " + name + " is at least " + plain(LEAST.get(name)));
      }
      if (WHOLE.contains(name) && value != (int) value) {
        throw Failure.input(complaint + ": " + name + " is a whole number");
      }
      values.put(name, value);
    }

    private static List<String> names() {
      return LEAST.keySet().stream().sorted().toList();
    }

    double get(String name) {
      return values.get(name);
    }

    int count(String name) {
      return values.get(name).intValue();
    }

    Map<String, String> printed() {
      Map<String, String> printed = new TreeMap<>();
      values.forEach((name, value) -> printed.put(name, plain(value)));
      return printed;
    }

    private static String plain(double value) {
      return value == (long) value ? Long.toString((long) value) : Double.toString(value);
    }

    @Override
    public String toString() {
      return printed().toString();
    }
  }

  /** A row of the data, numbered from 1 in the order of the file. */
  private record Row(int id, double[] features, int label) {
    static List<Row> readAll(Path file) throws IOException {
      if (!Files.isRegularFile(file)) {
        throw Failure.input("no " + file + " here: start this program in its own folder");
      }
      List<Row> rows = new ArrayList<>();
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        rows.add(read(file, rows.size() + 1, line));
      }
      if (rows.stream().allMatch(Row::heldOut)) {
        throw Failure.input(file + " has too few rows to train on");
      }
      return rows;
    }

    private static Row read(Path file, int id, String line) {
      try {
        double[] cells = Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
        int label = (int) cells[cells.length - 1];
        boolean sound =
            label == cells[cells.length - 1] && Arrays.stream(cells).allMatch(Double::isFinite);
        if (sound && cells.length == FEATURES + 1 && label >= 0 && label < CLASSES) {
          return new Row(id, Arrays.copyOf(cells, FEATURES), label);
        }
      } catch (NumberFormatException notANumber) {
        // Told below, with the place in the file.
      }
      String expected = " features and a class from 0 to " + (CLASSES - 1);
      throw Failure.input(file + ", row " + id + ": expected " + FEATURES + expected);
    }

    /** True for one row in five, the same ones as in Evaluate.java: training never sees them. */
    boolean heldOut() {
      return (id * 0x9E3779B1 >>> 16) % 5 == 0;
    }
  }

  /** Brings every feature to mean 0 and standard deviation 1 over the rows it was made of. */
  private record Scaling(double[] mean, double[] std) {
    static Scaling of(List<Row> rows) {
      int features = rows.get(0).features().length;
      double[] mean = new double[features];
      double[] std = new double[features];
      for (int i = 0; i < features; i++) {
        for (Row row : rows) {
          mean[i] += row.features()[i] / rows.size();
        }
        for (Row row : rows) {
          double distance = row.features()[i] - mean[i];
          std[i] += distance * distance / rows.size();
        }
        std[i] = std[i] == 0 ? 1 : StrictMath.sqrt(std[i]); // a constant stays at 0
      }
      return new Scaling(mean, std);
    }

    Row apply(Row row) {
      double[] scaled = new double[mean.length];
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] = (row.features()[i] - mean[i]) / std[i];
      }
      return new Row(row.id(), scaled, row.label());
    }
  }
}
