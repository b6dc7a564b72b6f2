package dev.gitmodel.app;

import dev.gitmodel.cli.BugLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Keeps the stack trace of each bug in a file of its own, named by its id. */
record CrashLog(Path directory) implements BugLog {
  @Override
  public String record(Throwable bug, List<String> argv) {
    String id = UUID.randomUUID().toString().substring(0, 8);
    Path file = directory.resolve("bug-" + id + ".log");
    try {
      Files.createDirectories(directory);
      Files.writeString(file, text(bug, argv));
      return file.toString();
    } catch (IOException | SecurityException e) {
      return "no file (" + file + " can't be written); id " + id;
    }
  }

  private static String text(Throwable bug, List<String> argv) {
    StringWriter text = new StringWriter();
    text.append("time: ").append(Instant.now().toString()).append('\n');
    text.append("java: ").append(Runtime.version().toString()).append('\n');
    text.append("arguments: ").append(argv.toString()).append('\n');
    bug.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
