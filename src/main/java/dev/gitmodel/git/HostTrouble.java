package dev.gitmodel.git;

import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What it means that git could not talk to a host. Git exits with 128 whatever was the matter, so
 * its words decide; those not known here are a host that can't be reached.
 */
final class HostTrouble {
  private static final int MOST_LINES = 4;
  private static final List<String> NOT_ALLOWED_IN =
      List.of(
          "authentication failed",
          "could not read username",
          "could not read password",
          "permission denied (",
          "invalid username or",
          "http basic: access denied",
          "terminal prompts disabled",
          "error: 401");
  private static final List<String> FORBIDDEN =
      List.of("error: 403", "access denied", "permission denied", "not authorized", "denied by");
  private static final List<String> ABSENT =
      List.of(
          "repository not found",
          "does not appear to be a git repository",
          "' not found",
          "does not exist",
          "error: 404",
          "no such project",
          "project not found",
          // gitolite has the same words for what is not there and what one may not know of.
          "denied by fallthru");
  private static final Pattern GERRIT_ABSENT = Pattern.compile("project \\S+ not found");
  private static final List<String> UNTRUSTED =
      List.of("host key verification failed", "certificate", "ssl", "dubious ownership");
  private static final List<String> LYING =
      List.of(
          "protocol error",
          "bad line length",
          "invalid server response",
          "bad pack",
          "fsck error",
          "invalid index-pack",
          "unexpected",
          "bad band",
          "malformed");

  private HostTrouble() {}

  /** The failure that is meant by what git {@code said} of the repository at {@code from}. */
  static RegistryException of(String doing, HostAddress from, String said) {
    String words = said.toLowerCase(Locale.ROOT);
    String reason = reason(from, said);
    String message = "can't " + doing + " " + from + (reason.isEmpty() ? "" : ": " + reason);
    if (any(words, NOT_ALLOWED_IN)) {
      return new RegistryException(
          Problem.UNAUTHENTICATED, message, "check that this works: git ls-remote " + from);
    }
    if (any(words, ABSENT) || GERRIT_ABSENT.matcher(words).find()) {
      return RegistryException.notFound(message, "check the address with: git model config");
    }
    if (any(words, FORBIDDEN)) {
      return new RegistryException(
          Problem.FORBIDDEN, message, "ask whoever runs the host for the right");
    }
    if (any(words, UNTRUSTED)) {
      return new RegistryException(
          Problem.UNAVAILABLE, message, "check that this works: git ls-remote " + from);
    }
    if (any(words, LYING)) {
      return new RegistryException(
          Problem.CORRUPT, message, "what the host answers is not Git; nothing was taken from it");
    }
    return new RegistryException(
        Problem.UNAVAILABLE, message, "check the network, and: git ls-remote " + from);
  }

  private static boolean any(String words, List<String> signs) {
    return signs.stream().anyMatch(words::contains);
  }

  /** The lines that say why, on one line. */
  static String reason(HostAddress from, String said) {
    List<String> lines =
        from.redact(said)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !isNoise(line))
            .toList();
    Stream<String> last = lines.stream().skip(Math.max(0, lines.size() - MOST_LINES));
    return Printable.of(String.join("; ", last.toList()));
  }

  private static boolean isNoise(String line) {
    return line.equals("Please make sure you have the correct access rights")
        || line.equals("and the repository exists.")
        || line.startsWith("hint:");
  }
}
