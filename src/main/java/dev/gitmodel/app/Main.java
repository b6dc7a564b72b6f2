package dev.gitmodel.app;

import java.nio.file.Path;
import java.util.List;

/** Where the program begins and ends: the one reading of the environment, the one exit. */
public final class Main {
  private Main() {}

  public static void main(String[] argv) {
    Surroundings here = surroundings();
    if (argv.length > 1 && argv[0].equals(WarmUp.VERB)) {
      System.exit(WarmUp.run(Path.of(argv[1]), argv.length > 2));
    }
    List<String> line = List.of(argv);
    HeadStart.of(line);
    System.exit(new Program(here).run(line));
  }

  private static Surroundings surroundings() {
    return new Surroundings(
        System.getenv(),
        Path.of("").toAbsolutePath(),
        System.getProperty("user.home", "/"),
        System.getProperty("git-model.terminal", ""),
        System.getProperty("git-model.launcher", ""));
  }
}
