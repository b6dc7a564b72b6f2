package dev.gitmodel.app;

import dev.gitmodel.cli.Terminal;
import dev.gitmodel.model.Printable;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the program was started in. {@code terminals} holds the digits of the standard streams that
 * are terminals, as the launcher found them: Java can't tell for each.
 */
record Surroundings(
    Map<String, String> environment,
    Path folder,
    String userHome,
    String terminals,
    String launcherPath) {
  private static final int USUAL_COLUMNS = 80;

  Surroundings {
    environment = Map.copyOf(environment);
  }

  /** The value of a variable that is set and not empty. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(v -> !v.isEmpty());
  }

  Path home() {
    return Path.of(variable("HOME").orElse(userHome));
  }

  /** The script that started the program, where one did. */
  Optional<Path> launcher() {
    return launcherPath.isEmpty() ? Optional.empty() : Optional.of(Path.of(launcherPath));
  }

  /**
   * Who acts on a host that others log in to: the name that the host gives in {@code GL_USER}
   * (gitolite) or {@code REMOTE_USER} (a web server), else the login.
   */
  String operator() {
    return Printable.of(
        variable("GL_USER")
            .or(() -> variable("REMOTE_USER"))
            .orElseGet(() -> System.getProperty("user.name", "unknown")));
  }

  /** Where programs are found. */
  List<Path> searchPath() {
    String path = variable("PATH").orElse("");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(p -> !p.isEmpty())
        .map(Path::of)
        .toList();
  }

  /** A base directory by its variable; a relative one does not count, as the XDG rules say. */
  Path base(String variable, String usual) {
    return variable(variable)
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElseGet(() -> home().resolve(usual))
        .resolve("git-model");
  }

  /** Where temporary folders are made. */
  Path temporary() {
    return folder.resolve(
        variable("TMPDIR").orElseGet(() -> System.getProperty("java.io.tmpdir", "/tmp")));
  }

  Terminal.Traits traits() {
    boolean able = !variable("TERM").orElse("").equals("dumb");
    boolean colour = able && variable("NO_COLOR").isEmpty();
    return new Terminal.Traits(
        terminals.contains("0") && terminals.contains("2"),
        colour && terminals.contains("1"),
        colour && terminals.contains("2"),
        able && terminals.contains("2"),
        columns());
  }

  private int columns() {
    String columns = variable("COLUMNS").orElse("");
    for (int i = 0; i < columns.length(); i++) {
      char c = columns.charAt(i);
      if (c < (i == 0 ? '1' : '0') || c > '9') {
        return USUAL_COLUMNS;
      }
    }
    boolean sensible = !columns.isEmpty() && columns.length() <= 4;
    return sensible ? Integer.parseInt(columns) : USUAL_COLUMNS;
  }
}
