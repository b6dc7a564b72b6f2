package dev.gitmodel.model;

import java.util.Optional;

/**
 * A model's name, {@code [namespace/]name}: safe as a folder on every system and as part of a URL.
 */
public record ModelName(Optional<String> namespace, String name) implements Comparable<ModelName> {
  private static final int LONGEST = 96;
  private static final String RULE =
      "a name is [namespace/]name; each part 1 to 96 of a-z 0-9 . _ - and starts with a letter or"
          + " digit, for example acme/support-assistant";

  private static final String RESERVED =
      "no part of a name is a device of Windows (con, nul, com1), with or without an ending, has .."
          + " in it, or ends in . .git or .lock";

  public ModelName {
    namespace.ifPresent(ModelName::check);
    check(name);
    if (namespace.isEmpty() && name.equals("registry")) {
      throw RegistryException.invalid(
          "'registry' is the registry's own repository, not a model", "choose another name");
    }
  }

  /** Reads {@code [namespace/]name}. */
  public static ModelName parse(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new ModelName(Optional.empty(), text)
        : new ModelName(Optional.of(text.substring(0, slash)), text.substring(slash + 1));
  }

  /** This name in {@code namespace} where it has none of its own. */
  public ModelName within(Optional<String> defaultNamespace) {
    return namespace.isPresent() || defaultNamespace.isEmpty()
        ? this
        : new ModelName(defaultNamespace, name);
  }

  private static void check(String part) {
    int dot = part.indexOf('.');
    String stem = dot < 0 ? part : part.substring(0, dot);
    boolean reserved = WindowsDevice.is(stem) || (dot >= 0 && isReserved(part));
    if (reserved || !isPart(part)) {
      throw RegistryException.invalid(
          "'" + Printable.of(part) + "' is not a model name", isPart(part) ? RESERVED : RULE);
    }
  }

  private static boolean isReserved(String part) {
    return part.contains("..")
        || part.endsWith(".")
        || part.endsWith(".git")
        || part.endsWith(".lock");
  }

  /** By hand, because a list of a registry makes one a model. */
  private static boolean isPart(String part) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      boolean first = (c >= 'a' && c <= 'z') || isDigit(c);
      if (!first && (i == 0 || (c != '.' && c != '_' && c != '-'))) {
        return false;
      }
    }
    return !part.isEmpty() && part.length() <= LONGEST;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  @Override
  public int compareTo(ModelName other) {
    String mine = namespace.orElse("");
    String others = other.namespace.orElse("");
    // Mostly they are the same text, which is told at once.
    return mine.equals(others) ? name.compareTo(other.name) : mine.compareTo(others);
  }

  // By hand, here and in the other names: the compiler's own are linked at every start, for 20 ms.
  @Override
  public boolean equals(Object other) {
    return other instanceof ModelName that
        && name.equals(that.name)
        && namespace.equals(that.namespace);
  }

  @Override
  public int hashCode() {
    return 31 * namespace.hashCode() + name.hashCode();
  }

  @Override
  public String toString() {
    return namespace.map(n -> n + "/" + name).orElse(name);
  }
}
