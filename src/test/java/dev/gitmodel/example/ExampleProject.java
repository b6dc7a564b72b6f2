package dev.gitmodel.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** A private copy of one of the shipped examples, whose programs run with the JVM of this test. */
record ExampleProject(Path folder, List<String> classPath) {
  private static final Path SHIPPED = Path.of("templates", "examples");
  private static final List<String> PROGRAMS = List.of("Train", "Evaluate");
  private static final List<String> OUTPUTS = List.of("out", "model.safetensors");

  /** How a program ended and what it said. */
  record Outcome(int exitCode, String output, String errors) {}

  static ExampleProject copy(String name, Path folder) throws IOException {
    Path source = SHIPPED.resolve(name);
    try (Stream<Path> found = Files.walk(source)) {
      for (Path from : found.toList()) {
        Path path = source.relativize(from);
        if (!OUTPUTS.contains(path.getName(0).toString())) {
          Files.createDirectories(folder.resolve(path).resolve("..").normalize());
          if (Files.isRegularFile(from)) {
            Files.copy(from, folder.resolve(path));
          }
        }
      }
    }
    return new ExampleProject(folder, List.of());
  }

  /** The copy with its programs compiled, for tests that start them often. */
  ExampleProject compiled() {
    String classes = folder.resolve("classes").toString();
    List<String> arguments =
        new ArrayList<>(List.of("-d", classes, "-Xlint:all,-serial", "-Werror"));
    PROGRAMS.forEach(name -> arguments.add(folder.resolve(name + ".java").toString()));
    int exitCode =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(System.out, System.err, arguments.toArray(String[]::new));
    assertThat(exitCode).isZero();
    return new ExampleProject(folder, List.of("-cp", classes));
  }

  Outcome train(String... params) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    Arrays.stream(params).forEach(param -> arguments.addAll(List.of("--param", param)));
    return run("Train", arguments);
  }

  Outcome evaluate() throws IOException, InterruptedException {
    return run("Evaluate", List.of());
  }

  /** The copy, trained and evaluated. */
  ExampleProject made(String... params) throws IOException, InterruptedException {
    assertThat(train(params)).extracting(Outcome::exitCode, Outcome::errors).containsExactly(0, "");
    assertThat(evaluate()).extracting(Outcome::exitCode, Outcome::errors).containsExactly(0, "");
    return this;
  }

  Outcome run(String program, List<String> arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile("example", ".out");
    Path errors = Files.createTempFile("example", ".err");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(classPath);
    command.add(classPath.isEmpty() ? program + ".java" : program);
    command.addAll(arguments);
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().remove("JAVA_TOOL_OPTIONS"); // the JVM would report it among the errors
      Process process =
          builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(command + " did not end within two minutes");
      }
      return new Outcome(process.exitValue(), Files.readString(output), Files.readString(errors));
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }

  Path weights() {
    return folder.resolve("model.safetensors");
  }

  /** The only CSV file among the example's data. */
  Path data() throws IOException {
    try (Stream<Path> found = Files.list(folder.resolve("data"))) {
      return found.filter(path -> path.toString().endsWith(".csv")).findFirst().orElseThrow();
    }
  }

  Path manifest() {
    return folder.resolve("model.yaml");
  }

  Map<String, Double> metrics() throws IOException {
    return new ObjectMapper()
        .readValue(folder.resolve("out/metrics.json").toFile(), new TypeReference<>() {});
  }

  double metric(String name) throws IOException {
    return Optional.ofNullable(metrics().get(name)).orElseThrow();
  }

  /** The cells of out/predictions.csv, the header among them. */
  List<List<String>> predictions() throws IOException {
    return Files.readAllLines(folder.resolve("out/predictions.csv")).stream()
        .map(line -> Arrays.asList(line.split(",")))
        .toList();
  }
}
