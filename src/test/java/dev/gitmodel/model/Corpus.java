package dev.gitmodel.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Good and hostile inputs, each with what is to become of it. */
public final class Corpus {
  private static final Pattern REPEATED = Pattern.compile("\\{([^{}]+)\\*([0-9]+)}");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-f]{4}|\\\\|e)");

  private Corpus() {}

  /** {@code problem} is empty where the input is good; then {@code fragment} is how it prints. */
  public record Case(String input, Optional<Problem> problem, String fragment) {
    /** True where a program can be given this as an argument. */
    public boolean isArgument() {
      return input.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(input);
    }

    @Override
    public String toString() {
      return Printable.of(input.length() > 60 ? input.substring(0, 60) + "..." : input);
    }
  }

  /** The cases of a file of {@code corpus/}, in its order. */
  public static List<Case> cases(String file) {
    try (InputStream in = Corpus.class.getResourceAsStream("/corpus/" + file)) {
      if (in == null) {
        throw new IllegalArgumentException("no corpus " + file);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(l -> !l.startsWith("#")).map(Corpus::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Case read(String line) {
    String[] columns = line.split(" \\| ", 3);
    if (columns.length != 3) {
      throw new IllegalArgumentException("three columns were expected: " + line);
    }
    Optional<Problem> problem =
        columns[1].equals("OK") ? Optional.empty() : Optional.of(Problem.valueOf(columns[1]));
    return new Case(plain(columns[0]), problem, plain(columns[2]));
  }

  private static String plain(String column) {
    String repeated =
        REPEATED
            .matcher(column)
            .replaceAll(
                m -> Matcher.quoteReplacement(m.group(1).repeat(Integer.parseInt(m.group(2)))));
    return ESCAPE
        .matcher(repeated)
        .replaceAll(m -> Matcher.quoteReplacement(character(m.group(1))));
  }

  private static String character(String escape) {
    return switch (escape.charAt(0)) {
      case 'u' -> String.valueOf((char) Integer.parseInt(escape.substring(1), 16));
      case 'e' -> "";
      default -> "\\";
    };
  }
}
