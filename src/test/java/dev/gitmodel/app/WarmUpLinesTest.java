package dev.gitmodel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the archives of classes are made from. */
class WarmUpLinesTest {
  private static final Pattern OF_THE_LAUNCHER =
      Pattern.compile("\\n *([a-z| ]+)\\)\\s+if \\[ -f \"\\$archive\\.short\" ]");

  @Test
  void theLauncherTakesTheVerbsForShortThatTheirCacheIsMadeFrom() throws Exception {
    Matcher arm =
        OF_THE_LAUNCHER.matcher(Files.readString(Path.of("src", "launcher", "git-model")));
    assertThat(arm.find()).isTrue();
    Set<String> trained =
        WarmUpLines.shortVerbs().stream()
            .map(line -> line.split(" ", 2)[0])
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(arm.group(1).strip().split(" *\\| *")).containsExactlyInAnyOrderElementsOf(trained);
  }
}
