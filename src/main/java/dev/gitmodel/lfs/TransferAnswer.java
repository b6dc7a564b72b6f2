package dev.gitmodel.lfs;

import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.util.List;

/** What a server says to a command: a status as over HTTP, arguments, and lines of text. */
record TransferAnswer(int status, List<String> args, List<String> lines) {
  static final int OK = 200;
  private static final int LONGEST = 1000;

  TransferAnswer {
    args = List.copyOf(args);
    lines = List.copyOf(lines);
  }

  static TransferAnswer of(int status, String message) {
    String line = Printable.of(message);
    String shown = line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ...";
    return new TransferAnswer(status, List.of(), List.of(shown));
  }

  /** Done, and nothing to say. */
  static TransferAnswer ok() {
    return new TransferAnswer(OK, List.of(), List.of());
  }

  /** No, with the reason. */
  static TransferAnswer of(RegistryException e) {
    return of(status(e.problem()), e.text());
  }

  private static int status(Problem problem) {
    return switch (problem) {
      case REFUSED, INVALID -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case EXISTS, CONFLICT -> 409;
      case CORRUPT -> 500;
      case UNAVAILABLE -> 503;
      case STORAGE -> 507;
    };
  }

  void write(PktWriter out) throws IOException {
    out.line("status " + status);
    for (String arg : args) {
      out.line(arg);
    }
    if (!lines.isEmpty()) {
      out.delimiter();
      for (String line : lines) {
        out.line(line);
      }
    }
    out.flush();
  }
}
