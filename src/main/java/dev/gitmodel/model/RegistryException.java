package dev.gitmodel.model;

import org.jspecify.annotations.Nullable;

/** A failure with its reason and, where there is one, what to type next; shown once, at a door. */
public final class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final String hint;

  /** {@code hint} is empty where there is nothing to suggest. */
  public RegistryException(Problem problem, String message, String hint) {
    this(problem, message, hint, null);
  }

  /** As above, keeping the library's exception for the log. */
  public RegistryException(
      Problem problem, String message, String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.problem = problem;
    this.hint = hint;
  }

  /** Malformed input, with the way to write it. */
  public static RegistryException invalid(String message, String hint) {
    return new RegistryException(Problem.INVALID, message, hint);
  }

  /** Something that is not there, with the command that lists what is. */
  public static RegistryException notFound(String message, String hint) {
    return new RegistryException(Problem.NOT_FOUND, message, hint);
  }

  /** The message; never null, unlike a general exception's. */
  public String text() {
    String text = getMessage();
    return text == null ? problem.name() : text;
  }

  public Problem problem() {
    return problem;
  }

  public String hint() {
    return hint;
  }
}
