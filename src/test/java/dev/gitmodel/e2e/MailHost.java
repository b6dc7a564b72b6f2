package dev.gitmodel.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A real mail server that wants STARTTLS and a login, and keeps what it takes in a maildir. */
record MailHost(Process process, int port, Path folder) implements AutoCloseable {
  static MailHost start(GitSandbox box, Path cert, Path key) throws IOException {
    Path script = ProgramUnderTest.checkout().resolve("src/test/resources/mail/smtpd.py");
    Path folder = box.root().resolve("maildir");
    ProcessBuilder builder =
        new ProcessBuilder(
            "/usr/bin/python3",
            script.toString(),
            folder.toString(),
            cert.toString(),
            key.toString());
    builder.redirectError(box.root().resolve("smtpd.err").toFile());
    Process process = builder.start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String port = out.readLine();
    if (port == null) {
      throw new IllegalStateException(Files.readString(box.root().resolve("smtpd.err")));
    }
    return new MailHost(process, Integer.parseInt(port), folder);
  }

  /** Every mail that it took, as it came. */
  List<String> mails() {
    Path fresh = folder.resolve("new");
    if (!Files.isDirectory(fresh)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(fresh)) {
      return files.sorted().map(Machine::text).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
