package dev.gitmodel.model;

/** {@code [namespace/]name[@selector]}; without a selector it means the latest version. */
public record Reference(ModelName model, Selector selector) {
  /** Reads a reference. */
  public static Reference parse(String text) {
    int at = text.indexOf('@');
    return at < 0
        ? new Reference(ModelName.parse(text), new Selector.Latest())
        : new Reference(
            ModelName.parse(text.substring(0, at)), Selector.parse(text.substring(at + 1)));
  }

  /** True where {@code text} is one; whether it means something is another question. */
  public static boolean isReference(String text) {
    try {
      parse(text);
      return true;
    } catch (RegistryException outside) {
      return false;
    }
  }

  public static Reference to(ModelName model, Version version) {
    return new Reference(model, new Selector.ByVersion(version));
  }

  @Override
  public String toString() {
    return model + "@" + selector;
  }
}
