package dev.gitmodel.lfs;

import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What another machine's server said to a command, up to the data that may follow. */
record TransferReply(int status, List<String> args) {
  private static final int MOST_ARGS = 64;

  TransferReply {
    args = List.copyOf(args);
  }

  /** Reads one; its lines or data are still to be read. */
  static TransferReply read(PktReader in) throws IOException {
    if (in.next() != PktReader.Kind.PACKET) {
      throw new Garbage("an answer begins with its status");
    }
    String status = in.text();
    if (!status.matches("status [1-5][0-9]{2}")) {
      throw new Garbage("an answer begins with its status, not with " + Printable.of(status));
    }
    List<String> args = new ArrayList<>();
    while (in.next() == PktReader.Kind.PACKET) {
      args.add(in.text());
      if (args.size() > MOST_ARGS) {
        throw new Garbage("an answer has no more than " + MOST_ARGS + " arguments");
      }
    }
    return new TransferReply(Integer.parseInt(status.substring("status ".length())), args);
  }

  boolean ok() {
    return status >= 200 && status < 300;
  }

  /** The value of an argument. */
  Optional<String> arg(String key) {
    return args.stream()
        .filter(arg -> arg.startsWith(key + "="))
        .map(arg -> arg.substring(key.length() + 1))
        .findFirst();
  }

  /** The lines behind the arguments, at most so many. */
  static List<String> lines(PktReader in, int most) throws IOException {
    List<String> lines = new ArrayList<>();
    while (in.inMessage() && in.next() == PktReader.Kind.PACKET) {
      lines.add(in.text());
      if (lines.size() > most) {
        throw new Garbage("an answer of more than " + most + " lines was not asked for");
      }
    }
    in.skip();
    return lines;
  }

  /** Reads on to the end of the answer; an answer that is a no is thrown with its words. */
  void require(PktReader in, String what) throws IOException, TryAgain {
    List<String> lines = lines(in, MOST_ARGS);
    if (!ok()) {
      throw no(what, lines.isEmpty() ? "without a word" : Printable.of(lines.get(0)));
    }
  }

  private RegistryException no(String what, String said) throws TryAgain {
    RegistryException no =
        new RegistryException(
            problem(), what + ": the other side says " + status + ", " + said, "");
    // A token ran out, too much at once, or its own trouble; not a disk that is full.
    if (status == 403 || status == 429 || (status >= 500 && problem() != Problem.STORAGE)) {
      throw new TryAgain(no, true);
    }
    return no;
  }

  private Problem problem() {
    return switch (status) {
      case 401 -> Problem.UNAUTHENTICATED;
      case 403 -> Problem.FORBIDDEN;
      case 404, 410 -> Problem.NOT_FOUND;
      case 413, 507, 509 -> Problem.STORAGE;
      default -> status >= 500 || status == 429 ? Problem.UNAVAILABLE : Problem.REFUSED;
    };
  }
}
