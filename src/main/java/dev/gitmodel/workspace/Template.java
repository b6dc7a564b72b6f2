package dev.gitmodel.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What can be laid down; {@code FILES} in its folder says which file goes where. */
public enum Template {
  MODEL("model"),
  DATASET("dataset"),
  GITHUB("ci/github"),
  GITLAB("ci/gitlab"),
  JENKINS("ci/jenkins");

  private static final String ROOT = "/templates/";

  private final String folder;

  Template(String folder) {
    this.folder = folder;
  }

  /** Where its files are kept, below {@code templates}. */
  String folder() {
    return folder;
  }

  /** Each file's path below the folder that it is laid in, and where its text is kept. */
  Map<String, String> files() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    for (String line : text(folder + "/FILES").lines().toList()) {
      // The kept ones have no dots in front, so that Git does not obey them where they are.
      int space = line.indexOf(' ');
      files.put(line.substring(space + 1), line.substring(0, space));
    }
    return files;
  }

  static String text(String name) throws IOException {
    try (InputStream in = Template.class.getResourceAsStream(ROOT + name)) {
      if (in == null) {
        throw new IllegalStateException("the template " + name + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
