package dev.gitmodel.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The grammars that are read by hand, against the patterns that say the same. */
class GrammarTest {
  private static final int TEXTS = 200_000;
  private final Random random = new Random(7);

  @Test
  void wholeNumbers() {
    same("[+-]?[0-9]+", text -> Numeral.of(text) == Numeral.WHOLE, "+-019.eE", 6);
  }

  @Test
  void numbers() {
    String number = "[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?";
    same(number, text -> Numeral.of(text) != Numeral.NONE, "+-019.eE", 6);
    same(number, text -> Numeral.of("1e" + text) != Numeral.NONE, "1e", "+-019", 6);
  }

  @Test
  void commitIds() {
    same("(?=[0-9a-f]*[0-9])[0-9a-f]{7,40}", Selector::isCommit, "09afgA", 12);
    same("(?=[0-9a-f]*[0-9])[0-9a-f]{7,40}", Selector::isCommit, "0a", 42);
  }

  @Test
  void aliases() {
    String reserved = "latest|main|head|v[0-9].*|(?=[0-9a-f]*[0-9])[0-9a-f]{7,40}";
    String alias = "(?!(" + reserved + ")$)[a-z][a-z0-9-]{0,62}";
    same(alias, AliasName::isAlias, "avz09-A.", 9);
    same(alias, text -> AliasName.isAlias("a" + text), "a", "z0-", 64);
  }

  @Test
  void devicesOfWindows() {
    Pattern device =
        Pattern.compile(
            "(con|prn|aux|nul|conin\\$|conout\\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\\..*)?",
            Pattern.CASE_INSENSITIVE);
    String[] words = {"con", "CON", "Nul", "com", "lpt", "in$", "out$", "1", "¹", " ", ".", "a"};
    for (int i = 0; i < TEXTS; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(5); n >= 0; n--) {
        text.append(words[random.nextInt(words.length)]);
      }
      String part = text.append('x').toString();
      part = random.nextBoolean() ? part.substring(0, part.length() - 1) : part;
      boolean allowed =
          !part.endsWith(".") && !part.endsWith(" ") && !device.matcher(part).matches();
      assertThat(isPath(part)).as(part).isEqualTo(allowed);
    }
  }

  private static boolean isPath(String text) {
    try {
      return !new FilePath(text).text().isEmpty();
    } catch (RegistryException refused) {
      return false;
    }
  }

  private void same(String pattern, Predicate<String> byHand, String letters, int longest) {
    same(pattern, byHand, "", letters, longest);
  }

  private void same(
      String pattern, Predicate<String> byHand, String start, String letters, int longest) {
    Pattern compiled = Pattern.compile(pattern);
    int fitting = 0;
    for (int i = 0; i < TEXTS; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(longest + 1); n > 0; n--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      boolean fits = compiled.matcher(start + text).matches();
      fitting += fits ? 1 : 0;
      assertThat(byHand.test(text.toString())).as(start + text).isEqualTo(fits);
    }
    assertThat(fitting).isBetween(TEXTS / 1_000, TEXTS - TEXTS / 1_000);
  }
}
