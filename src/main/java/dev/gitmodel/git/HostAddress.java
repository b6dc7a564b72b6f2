package dev.gitmodel.git;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One repository's address, and how it is shown: without what is between {@code //} and @. */
record HostAddress(String url) {
  private static final Pattern USER =
      Pattern.compile("^([a-z][a-z0-9+.-]*://)([^/@]*)@", Pattern.CASE_INSENSITIVE);

  private Optional<String> secret() {
    Matcher user = USER.matcher(url);
    return user.find() && user.group(2).contains(":")
        ? Optional.of(user.group(2))
        : Optional.empty();
  }

  /** For messages: no password, whoever wrote one into the address. */
  String shown() {
    return redact(url);
  }

  /** The text without the password of the address. */
  String redact(String text) {
    return secret()
        .map(
            s -> {
              String password = s.substring(s.indexOf(':') + 1);
              String hidden = text.replace(s + "@", "");
              return password.isEmpty() ? hidden : hidden.replace(password, "***");
            })
        .orElse(text);
  }

  @Override
  public String toString() {
    return shown();
  }
}
