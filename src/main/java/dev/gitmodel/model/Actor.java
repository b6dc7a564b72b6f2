package dev.gitmodel.model;

/** Who asks: a name and an e-mail address, as Git records them. */
public record Actor(String name, String email) {
  public Actor {
    check(name, "user.name");
    check(email, "user.email");
  }

  private static void check(String part, String key) {
    if (isUnfit(part) || part.isBlank()) {
      throw RegistryException.invalid(
          "'" + Printable.of(part) + "' can't stand as " + key + " in a commit",
          "git config --global " + key + " \"...\"");
    }
  }

  private static boolean isUnfit(String part) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c < 0x20 || c == 0x7f || c == '<' || c == '>') {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return name + " <" + email + ">";
  }
}
