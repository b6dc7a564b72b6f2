package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.FilePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.attributes.AttributesNode;
import org.eclipse.jgit.attributes.AttributesRule;
import org.eclipse.jgit.util.QuotedString;

/** What a {@code .gitattributes} says of a path, by Git's own matching. */
public final class GitLfsRules {
  private static final Pattern QUOTED = Pattern.compile("\\s*(\"(?:[^\"\\\\]|\\\\.)*\")(\\s.*)?");

  private GitLfsRules() {}

  /**
   * True where the last line that matches {@code path} and speaks of the filter says {@code lfs}.
   */
  public static boolean lfs(String gitattributes, FilePath path) {
    JGitSystem.install();
    boolean lfs = false;
    for (AttributesRule rule : rules(gitattributes)) {
      if (rule.isMatch(path.text(), false)) {
        for (Attribute attribute : rule.getAttributes()) {
          if (attribute.getKey().equals("filter")) {
            lfs = "lfs".equals(attribute.getValue());
          }
        }
      }
    }
    return lfs;
  }

  private static List<AttributesRule> rules(String gitattributes) {
    List<AttributesRule> rules = new ArrayList<>();
    for (String line : gitattributes.split("\n", -1)) {
      Matcher quoted = QUOTED.matcher(line);
      if (quoted.matches()) {
        // JGit takes a line apart at blanks, also inside of quotes.
        String pattern = QuotedString.GIT_PATH.dequote(quoted.group(1));
        rules.add(
            new AttributesRule(pattern, Optional.ofNullable(quoted.group(2)).orElse("").strip()));
      } else {
        rules.addAll(plain(line));
      }
    }
    return rules;
  }

  private static List<AttributesRule> plain(String line) {
    AttributesNode node = new AttributesNode();
    try {
      node.parse(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw Durable.storage("can't read .gitattributes", e);
    }
    return node.getRules();
  }
}
