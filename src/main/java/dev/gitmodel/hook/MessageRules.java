package dev.gitmodel.hook;

import dev.gitmodel.model.Commit;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a commit message may say in the trailers of a model's history: each once, in its own
 * spelling, where stock git reads trailers, and true.
 */
final class MessageRules {
  private static final String SCISSORS = "# ------------------------ >8 ------------------------";
  private static final String VERSION = "Model-Version";
  private static final Pattern ID = Pattern.compile("\\S{1,128}");
  private static final Pattern SOURCE = Pattern.compile("\\S{1,512}(?: sha256:[0-9a-f]{64})?");
  private static final Map<String, Predicate<String>> FORMS = new TreeMap<>();

  static {
    FORMS.put(VERSION, value -> Version.tryParse(value).isPresent() && !value.startsWith("v"));
    FORMS.put("Experiment-Id", ID.asMatchPredicate());
    FORMS.put("Run-Id", ID.asMatchPredicate());
    FORMS.put("Base-Model", SOURCE.asMatchPredicate());
    FORMS.put("Dataset", SOURCE.asMatchPredicate());
  }

  private MessageRules() {}

  /** {@code text} as Git's editor left it; {@code staged} is the manifest that is committed. */
  static List<Finding> check(String text, Optional<Manifest> staged) {
    String message = cleaned(text);
    Commit commit = new Commit(Revision.NONE, List.of(), message);
    List<Finding> findings = new ArrayList<>();
    FORMS.forEach(
        (key, form) -> {
          List<String> lines = lines(message, key);
          if (!lines.isEmpty()) {
            check(new Given(key, lines, commit.trailer(key)), form).ifPresent(findings::add);
          }
        });
    commit
        .trailer(VERSION)
        .filter(said -> FORMS.getOrDefault(VERSION, value -> true).test(said))
        .flatMap(said -> disagreement(said, staged))
        .ifPresent(findings::add);
    return findings;
  }

  /** A trailer's lines, and what Git reads of them. */
  private record Given(String key, List<String> lines, Optional<String> read) {}

  private static Optional<Finding> check(Given given, Predicate<String> form) {
    String key = given.key();
    if (given.read().isEmpty()) {
      return no(
          key,
          "is not where Git reads trailers, or not spelt so",
          "put '" + key + ": ...' into the last paragraph, of trailers only");
    }
    // A model may have several sources, but one version, run and experiment.
    if (given.lines().size() > 1 && !key.equals("Dataset") && !key.equals("Base-Model")) {
      return no(key, "is there " + given.lines().size() + " times", "keep one");
    }
    String value = given.read().get();
    return form.test(value)
        ? Optional.empty()
        : no(key, "can't be '" + Printable.of(value) + "'", "see git model help push");
  }

  private static Optional<Finding> disagreement(String said, Optional<Manifest> staged) {
    Optional<String> version = staged.flatMap(manifest -> manifest.text("version"));
    return version.isEmpty() || version.get().equals(said)
        ? Optional.empty()
        : no(VERSION, "says " + said + ", and model.yaml " + version.get(), "make them agree");
  }

  private static Optional<Finding> no(String key, String matter, String hint) {
    return Optional.of(new Finding(key, matter, hint));
  }

  private static List<String> lines(String message, String key) {
    String start = key.toLowerCase(Locale.ROOT) + ":";
    return message
        .lines()
        .skip(1)
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .toList();
  }

  /** Without what Git takes out before it commits. */
  private static String cleaned(String text) {
    int cut = text.indexOf(SCISSORS);
    return (cut < 0 ? text : text.substring(0, cut))
        .lines()
        .filter(line -> !line.startsWith("#"))
        .collect(Collectors.joining("\n"))
        .strip();
  }
}
