package dev.gitmodel.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build makes of lambdas: {@code src/build/Lambdas.java}. */
class LambdasTest {
  /** One of each shape that the language has: what they answer is printed. */
  private static final String SHAPES =
      """
      import java.util.*;
      import java.util.function.*;

      @SuppressWarnings({"unchecked", "rawtypes"})
      public class Shapes {
        private final String secret;
        private static long total;
        Shapes(String secret) { this.secret = secret; }
        private String hidden(long n) { return secret + n; }
        private static int twice(int n) { return 2 * n; }
        interface Named { String name(); default Supplier<String> loud() { return () -> own(this); } private String own(Named other) { return other.name() + "!"; } }
        interface Bound<T extends Comparable<T>> { int of(T a, T b); }
        static class Inner {
          private final int n = 7;
          Supplier<Integer> up(Shapes outer) { return () -> n + outer.secret.length(); }
        }
        static class Child extends Shapes {
          Child() { super("child"); }
          @Override public String toString() { Supplier<String> s = super::toString; return "C" + s.get(); }
        }
        @Override public String toString() { return "[" + secret + "]"; }
        static void say(Object o) { System.out.println(o); }

        public static void main(String[] args) {
          Shapes shapes = new Shapes("s");
          byte b = 1; short s = 2; char c = 'x'; float f = 1.5f; double d = 2.5; long l = 1L << 40; boolean z = true; int[] a = {1, 2};
          Supplier<String> captures = () -> "" + b + s + c + f + d + l + z + a.length + shapes.secret;
          say(captures.get());
          ToLongFunction<String> widens = String::length;
          say(widens.applyAsLong("four"));
          Function<Integer, Long> boxes = n -> n + 1L;
          say(boxes.apply(4));
          ToDoubleFunction<Integer> unboxes = n -> n;
          say(unboxes.applyAsDouble(3));
          Function<Character, Integer> chars = Character::getNumericValue;
          say(chars.apply('7'));
          IntFunction<Object> objects = Integer::valueOf;
          say(objects.apply(5));
          IntUnaryOperator statics = Shapes::twice;
          say(statics.applyAsInt(21));
          Function<Long, String> bound = shapes::hidden;
          say(bound.apply(9L));
          BiFunction<Shapes, Long, String> unbound = Shapes::hidden;
          say(unbound.apply(shapes, 8L));
          Function<String, Shapes> constructs = Shapes::new;
          say(constructs.apply("new"));
          IntFunction<int[]> arrays = int[]::new;
          say(arrays.apply(3).length);
          Consumer<List<Integer>> drops = new ArrayList<Integer>()::addAll;
          drops.accept(List.of(1));
          LongConsumer adds = n -> total += n;
          adds.accept(5);
          say(total);
          Runnable pops = () -> shapes.hidden(1);
          pops.run();
          IntToLongFunction dropsTwo = n -> n;
          say(dropsTwo.applyAsLong(6));
          Consumer<String> wide = Long::parseLong;
          wide.accept("12");
          Bound<String> compares = String::compareTo;
          say(compares.of("a", "b"));
          Named named = () -> "name";
          say(named.loud().get());
          say(new Inner().up(shapes).get());
          say(new Child());
          Function<Integer, Function<Integer, Integer>> nested = x -> y -> x - y;
          say(nested.apply(5).apply(3));
          Supplier<Runnable> same = () -> () -> say("within");
          say(same.get() == same.get());
          same.get().run();
          Comparator<String> kept = (Comparator<String> & java.io.Serializable) (x, y) -> y.compareTo(x);
          say(kept.compare("a", "b"));
          try {
            ((Function) bound).apply("no number");
          } catch (ClassCastException e) {
            say("refused");
          }
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void classesAnswerAsTheLambdasDid() throws Exception {
    Path classes = compiled(SHAPES);
    String before = run("-cp", classes.toString(), "Shapes");
    rewrite(classes);
    assertThat(run("-Xverify:all", "-cp", classes.toString(), "Shapes")).isEqualTo(before);
    assertThat(before).contains("42", "refused");
    // The serializable one stays as it was.
    assertThat(linkedAtRunTime(classes)).containsExactly("Shapes.class");
  }

  @Test
  void whatIsCompiledAgainLosesTheClassesOfItsFormerLambdas() throws Exception {
    Path classes = compiled("class Shapes { Runnable a = () -> {}, b = () -> {}; }");
    rewrite(classes);
    assertThat(names(classes))
        .containsExactly("Shapes$$Lambda1.class", "Shapes$$Lambda2.class", "Shapes.class");
    rewrite(classes);
    assertThat(names(classes)).hasSize(3);
    compiled("class Shapes { Runnable a = () -> {}; }");
    rewrite(classes);
    assertThat(names(classes)).containsExactly("Shapes$$Lambda1.class", "Shapes.class");
  }

  @Test
  void theProgramHoldsNoLambdaForTheJvmToLink() throws Exception {
    assertThat(linkedAtRunTime(Path.of("target/classes"))).isEmpty();
  }

  private Path compiled(String source) throws IOException {
    Path file = Files.writeString(folder.resolve("Shapes.java"), source);
    Path classes = folder.resolve("classes");
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "--release", "17", "-d", classes.toString(), file.toString());
    assertThat(code).isZero();
    return classes;
  }

  private static void rewrite(Path classes) throws Exception {
    assertThat(run("-cp", "target/asm/*", "src/build/Lambdas.java", classes.toString())).isEmpty();
  }

  private static String run(String... args) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(args));
    Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(java.waitFor()).as(output).isZero();
    return output;
  }

  private static List<String> names(Path classes) throws IOException {
    try (Stream<Path> all = Files.list(classes)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static List<String> linkedAtRunTime(Path classes) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(classes)) {
      for (Path file : all.filter(each -> each.toString().endsWith(".class")).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains("LambdaMetafactory")) {
          found.add(classes.relativize(file).toString());
        }
      }
    }
    return found;
  }
}
