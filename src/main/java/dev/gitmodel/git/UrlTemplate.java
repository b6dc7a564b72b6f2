package dev.gitmodel.git;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses of a registry on a Git host: {@code {name}} and, where models have one, {@code
 * {namespace}} stand for the model's. What is left is Git's to understand.
 */
public record UrlTemplate(String text) {
  private static final String NAME = "{name}";
  private static final String NAMESPACE = "{namespace}";
  private static final String PLACEHOLDER = "\\{([^}]*)}?";
  // A helper program by name (ext::, fd::) could run anything.
  private static final String HELPER = "[A-Za-z0-9]+::.*";
  private static final String ADDRESS =
      "(?s)([A-Za-z][A-Za-z0-9+.-]*://|[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:).*";
  private static final String HINT =
      "such as git@host:team/{name}.git, https://host/{namespace}/{name}.git or"
          + " file:///srv/git/{name}.git";

  /** INVALID where it is no template, or one that Git would not take for an address. */
  public UrlTemplate {
    if (!text.contains(NAME)) {
      throw refused(text, "has no {name}");
    }
    Matcher placeholder = Pattern.compile(PLACEHOLDER).matcher(text);
    while (placeholder.find()) {
      if (!placeholder.group().equals(NAME) && !placeholder.group().equals(NAMESPACE)) {
        throw refused(text, "has " + placeholder.group() + ", which stands for nothing");
      }
    }
    if (text.startsWith("-") || text.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      throw refused(text, "is no address: it begins with - or has a space in it");
    }
    if (text.matches(HELPER)) {
      throw refused(text, "names a helper program instead of an address");
    }
    if (text.indexOf(NAME) != text.lastIndexOf(NAME)
        || text.indexOf(NAMESPACE) != text.lastIndexOf(NAMESPACE)) {
      throw refused(text, "has the same placeholder twice");
    }
  }

  /** True for what can only be meant as a template, complete or not: no folder is called so. */
  public static boolean isTemplate(String text) {
    // Most registries are folders without a colon, for which no pattern has to be made.
    return text.contains(NAME) || (text.indexOf(':') >= 0 && text.matches(ADDRESS));
  }

  private static RegistryException refused(String text, String why) {
    return RegistryException.invalid("the registry '" + text + "' " + why, HINT);
  }

  boolean hasNamespace() {
    return text.contains(NAMESPACE);
  }

  /** True where a model of that name has an address: others are outside of the registry. */
  boolean fits(ModelName model) {
    return model.namespace().isPresent() == hasNamespace()
        || (model.namespace().isEmpty() && isOptional());
  }

  /** Where the model's repository is; INVALID where the template has no place for such a name. */
  String of(ModelName model) {
    if (model.namespace().isEmpty() && isOptional()) {
      return withoutNamespace().replace(NAME, model.name());
    }
    if (!fits(model)) {
      throw RegistryException.invalid(
          hasNamespace()
              ? "models of " + text + " have a namespace, and " + model + " has none"
              : "models of " + text + " have no namespace, and " + model + " has one",
          hasNamespace() ? "name it NAMESPACE/" + model : "name it " + model.name());
    }
    return text.replace(NAMESPACE, model.namespace().orElse("")).replace(NAME, model.name());
  }

  /**
   * The model whose repository is at an address; who is named before an {@code @} in it, and
   * whether {@code .git} is written, makes no difference.
   */
  Optional<ModelName> modelAt(String address) {
    String pattern =
        Pattern.quote(plain(text))
            .replace(NAMESPACE, "\\E(?<namespace>[^/:]+)\\Q")
            .replace(NAME, "\\E(?<name>[^/:]+)\\Q");
    Matcher match = Pattern.compile(pattern).matcher(plain(address));
    if (!match.matches()) {
      return Optional.empty();
    }
    try {
      Optional<String> namespace =
          hasNamespace() ? Optional.of(match.group("namespace")) : Optional.empty();
      return Optional.of(new ModelName(namespace, match.group("name")));
    } catch (RegistryException noName) {
      return Optional.empty();
    }
  }

  private static String plain(String address) {
    return address
        .replaceFirst("^([a-zA-Z][a-zA-Z0-9+.-]*://)[^/@]*@", "$1")
        .replaceFirst("/+$", "")
        .replaceFirst("\\.git$", "");
  }

  /** True for folders of this machine, where a model may as well be beside the namespaces. */
  boolean isOptional() {
    return path().isPresent() && text.contains(NAMESPACE + "/");
  }

  /** The addresses of those that have none. */
  String withoutNamespace() {
    return text.replace(NAMESPACE + "/", "");
  }

  /** Where {@code registry.yaml} is unless the user says otherwise: there is no such model. */
  Optional<String> own() {
    return hasNamespace() && !isOptional()
        ? Optional.empty()
        : Optional.of(withoutNamespace().replace(NAME, "registry"));
  }

  /** The folder or folders it stands for, where it is one of this machine. */
  Optional<String> path() {
    if (text.startsWith("file://")) {
      return Optional.of(text.substring("file://".length()));
    }
    boolean remote = text.contains("://") || text.indexOf(':') >= 0;
    return remote ? Optional.empty() : Optional.of(text);
  }
}
