package dev.gitmodel.lfs;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.util.List;

/** What the codes of the LFS protocol mean in our words, for a whole answer or one object of it. */
final class ServerSays {
  private ServerSays() {}

  /** {@code said} is what the server wrote, with its colon, or empty. */
  static RegistryException of(int code, String where, String said) {
    return new RegistryException(
        problem(code), where + " " + words(code) + " (" + code + ")" + said, hint(code));
  }

  /** One failure for all objects that a server refused, each named with what it said. */
  static RegistryException of(List<Grant.No> refused) {
    Grant.No worst = refused.get(0);
    StringBuilder message = new StringBuilder("the LFS server refused ");
    message.append(refused.size() == 1 ? "an object" : refused.size() + " objects");
    for (Grant.No no : refused) {
      message.append("\n  ").append(no.item().digest().hex()).append(' ').append(words(no.code()));
      message.append(" (").append(no.code()).append(')');
      message.append(no.message().isBlank() ? "" : ": " + Reply.shown(no.message()));
    }
    return new RegistryException(problem(worst.code()), message.toString(), hint(worst.code()));
  }

  private static Problem problem(int code) {
    return switch (code) {
      case 401 -> Problem.UNAUTHENTICATED;
      case 403 -> Problem.FORBIDDEN;
      case 404, 410, 501 -> Problem.NOT_FOUND;
      case 409 -> Problem.CONFLICT;
      case 400, 406, 415, 422 -> Problem.INVALID;
      case 413, 507, 509 -> Problem.STORAGE;
      default -> Problem.UNAVAILABLE;
    };
  }

  private static String words(int code) {
    return switch (code) {
      case 401 -> "wants a login";
      case 403 -> "does not allow that";
      case 404 -> "is not there";
      case 410 -> "is not there any more";
      case 409 -> "is in conflict";
      case 413 -> "is too large";
      case 429 -> "has too much to do";
      case 501 -> "does not do that";
      case 507 -> "has no space left";
      case 509 -> "has no bandwidth left";
      default -> code >= 500 ? "failed" : "refused that";
    };
  }

  private static String hint(int code) {
    return switch (code) {
      case 401 -> "see what Git knows: git credential fill";
      case 403 -> "ask whoever runs the host for the right to do it";
      case 404, 410, 501 ->
          "if the host has no LFS there, name one: git config --global lfs.url URL";
      case 413 -> "smaller requests: git config --global lfs.transfer.batchSize 10";
      case 507, 509 -> "ask whoever runs the host for a higher quota";
      case 429 -> "try again later";
      default -> code >= 500 ? "try again later" : "tell whoever runs the host";
    };
  }
}
