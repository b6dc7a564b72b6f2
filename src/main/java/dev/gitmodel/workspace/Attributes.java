package dev.gitmodel.workspace;

import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The {@code .gitattributes} of a version: the user's text byte for byte, then the lines that are
 * missing for a stock clone to get the same bytes. In Git the last line that matches wins.
 */
record Attributes(String own, LfsRules rules) {
  static final FilePath FILE = new FilePath(".gitattributes");

  private static final String NO_CONVERSION = "* -text";
  private static final Set<String> CONVERTING =
      Set.of("text", "crlf", "eol", "ident", "working-tree-encoding");
  private static final Set<String> NEVER = Set.of("ident", "working-tree-encoding");

  /** True where the user wants the file in LFS. */
  boolean lfs(FilePath path) {
    return !own.isEmpty() && rules.lfs(own, path);
  }

  /**
   * The whole text; {@code inLfs} are stored as pointers, {@code inGit} must not be, although the
   * user's lines may say so.
   */
  String complete(List<FilePath> inLfs, List<FilePath> inGit) {
    Set<String> missing = new LinkedHashSet<>();
    if (!keepsBytes()) {
      missing.add(NO_CONVERSION);
    }
    Set<String> patterns = new TreeSet<>();
    for (FilePath path : inLfs) {
      if (!lfs(path)) {
        patterns.add(LfsPatterns.line(path));
      }
    }
    missing.addAll(patterns);
    for (FilePath path : inGit) {
      if (lfs(path)) {
        missing.add(LfsPatterns.exactly(path) + " !filter !diff !merge");
      }
    }
    return missing.isEmpty() ? own : joined(missing);
  }

  private String joined(Set<String> missing) {
    String separator = own.isEmpty() || own.endsWith("\n") ? "" : "\n";
    return own + separator + String.join("\n", missing) + "\n";
  }

  /** True where no line after the last {@code * -text} converts anything again. */
  private boolean keepsBytes() {
    boolean keeps = false;
    for (String line : own.split("\n", -1)) {
      List<String> words = words(line);
      if (words.size() > 1 && words.get(0).equals("*") && words.contains("-text")) {
        keeps = true;
      } else if (words.stream().skip(1).anyMatch(Attributes::converts)) {
        keeps = false;
      }
    }
    return keeps;
  }

  /** Refuses what {@code * -text} does not undo. */
  void refuseRewriting() {
    refuse(FILE, own, word -> NEVER.contains(key(word)) && !word.startsWith("-"));
  }

  /** Refuses the lines of a nested file that would overrule the root's. */
  static void refuseNested(FilePath nested, String text) {
    refuse(nested, text, word -> key(word).equals("filter") || converts(word));
  }

  private static void refuse(FilePath file, String text, Predicate<String> bad) {
    for (String line : text.split("\n", -1)) {
      Optional<String> word = words(line).stream().skip(1).filter(bad).findFirst();
      if (word.isPresent()) {
        throw RegistryException.invalid(
            Printable.of(
                file + " sets '" + word.get() + "', so a clone may not get the same bytes"),
            "remove it; which files are in LFS is said in the .gitattributes of the folder itself");
      }
    }
  }

  private static boolean converts(String word) {
    return CONVERTING.contains(key(word)) && !word.startsWith("-");
  }

  private static String key(String word) {
    String name = word.startsWith("-") || word.startsWith("!") ? word.substring(1) : word;
    int equals = name.indexOf('=');
    return equals < 0 ? name : name.substring(0, equals);
  }

  /** The pattern and its attributes; empty for blank lines and comments. */
  private static List<String> words(String line) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return List.of();
    }
    if (text.startsWith("\"")) {
      // The pattern ends at a quote without a backslash; its text does not matter here.
      text = text.replaceFirst("^\"(\\\\.|[^\"\\\\])*\"", "quoted");
    }
    return List.of(text.split("[ \\t\\r]+", 0));
  }
}
