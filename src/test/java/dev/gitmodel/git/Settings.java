package dev.gitmodel.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A user's Git settings, as a test writes them. */
final class Settings {
  private final Path home;
  private final Map<String, String> environment;

  Settings(Path home) {
    this.home = home;
    this.environment = new HashMap<>(new Stock(home).environment());
    environment.put("GIT_TERMINAL_PROMPT", "0");
  }

  /** Sets {@code key} with stock git, beside what it is set to. */
  Settings add(String key, String value) {
    try {
      new Stock(home).git(home, "config", "--global", "--add", key, value);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Settings with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** A program of the test's own. */
  static Path script(Path file, String text) {
    try {
      Files.writeString(file, "#!/bin/sh\n" + text);
      if (!file.toFile().setExecutable(true)) {
        throw new IllegalStateException(file + " can't be made executable");
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  GitSettings read() {
    return GitSettings.read(environment, home);
  }
}
