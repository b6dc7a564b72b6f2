package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.FilePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.attributes.AttributesNode;
import org.eclipse.jgit.attributes.AttributesRule;

/** What a {@code .gitattributes} says of a path, by Git's own matching. */
public final class GitLfsRules {
  private GitLfsRules() {}

  /**
   * True where the last line that matches {@code path} and speaks of the filter says {@code lfs}.
   */
  public static boolean lfs(String gitattributes, FilePath path) {
    JGitSystem.install();
    AttributesNode node = new AttributesNode();
    try {
      node.parse(new ByteArrayInputStream(gitattributes.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw Durable.storage("can't read .gitattributes", e);
    }
    boolean lfs = false;
    for (AttributesRule rule : node.getRules()) {
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
}
