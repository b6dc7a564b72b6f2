package dev.gitmodel.app;

import dev.gitmodel.cli.House;
import dev.gitmodel.git.UrlTemplate;
import dev.gitmodel.model.RegistryException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The effective settings, each with where it came from: option, environment, Git, default. */
record Settings(
    Value<Where> registry,
    Value<Optional<String>> catalogue,
    Value<Optional<String>> namespace,
    Value<Duration> patience,
    Path cache,
    Value<Optional<Path>> transferRoot,
    Value<String> notifyLocal) {
  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(60);

  /** A value and its source. */
  record Value<T>(T value, String source) {}

  /** Where a registry is: in a folder of this machine, or on a Git host. */
  sealed interface Where {
    /** An embedded one. */
    record Folder(Path path) implements Where {
      @Override
      public String toString() {
        return path.toString();
      }
    }

    /** One whose models have addresses. */
    record OnHost(UrlTemplate template) implements Where {
      @Override
      public String toString() {
        return template.text();
      }
    }
  }

  /** What {@code git config} says of {@code model.<key>}. */
  @FunctionalInterface
  interface GitConfig {
    Optional<String> model(String key);
  }

  static Settings of(Surroundings here, GitConfig git, Optional<String> registryOption) {
    Sources sources = new Sources(here, git);
    return new Settings(
        registry(here, sources, registryOption),
        text(sources, "GIT_MODEL_CATALOGUE", "catalogue"),
        text(sources, "GIT_MODEL_NAMESPACE", "namespace"),
        patience(sources),
        here.base("XDG_CACHE_HOME", ".cache"),
        transferRoot(here, sources),
        new Value<>(
            git.model("notifylocal").orElse("false"),
            git.model("notifylocal").isPresent() ? "git config model.notifylocal" : "default"));
  }

  private static Value<Where> registry(
      Surroundings here, Sources sources, Optional<String> option) {
    Optional<Value<String>> said =
        option
            .map(text -> new Value<>(text, "--registry"))
            .or(() -> sources.find("GIT_MODEL_REGISTRY", "registry"));
    return said.map(v -> new Value<>(where(here, v.value()), v.source()))
        .orElseGet(
            () ->
                new Value<>(
                    new Where.Folder(here.base("XDG_DATA_HOME", ".local/share")), "default"));
  }

  private static Where where(Surroundings here, String text) {
    return UrlTemplate.isTemplate(text)
        ? new Where.OnHost(new UrlTemplate(text))
        : new Where.Folder(path(here, text));
  }

  private static Path path(Surroundings here, String text) {
    try {
      return text.startsWith("~/")
          ? here.home().resolve(text.substring(2))
          : here.folder().resolve(text).normalize();
    } catch (InvalidPathException e) {
      throw RegistryException.invalid("'" + text + "' is not a folder", "git model config");
    }
  }

  private static Value<Optional<Path>> transferRoot(Surroundings here, Sources sources) {
    Value<Optional<String>> said = text(sources, "GIT_MODEL_TRANSFER_ROOT", "transferroot");
    return new Value<>(said.value().map(root -> path(here, root)), said.source());
  }

  private static Value<Optional<String>> text(Sources sources, String variable, String key) {
    return sources
        .find(variable, key)
        .map(v -> new Value<>(Optional.of(v.value()), v.source()))
        .orElseGet(() -> new Value<>(Optional.empty(), "default"));
  }

  private static Value<Duration> patience(Sources sources) {
    return sources
        .find("GIT_MODEL_LOCK_TIMEOUT", "locktimeout")
        .map(v -> new Value<>(seconds(v.value()), v.source()))
        .orElseGet(() -> new Value<>(USUAL_PATIENCE, "default"));
  }

  private static Duration seconds(String text) {
    if (!text.matches("[0-9]{1,6}")) {
      throw RegistryException.invalid(
          "'" + text + "' is no number of seconds to wait for other writers",
          "git config --global model.lockTimeout 60");
    }
    return Duration.ofSeconds(Long.parseLong(text));
  }

  /** All of them, for {@code git model config}. */
  List<House.Setting> all() {
    return List.of(
        new House.Setting("registry", registry.value().toString(), registry.source()),
        new House.Setting("catalogue", catalogue.value(), catalogue.source()),
        new House.Setting("namespace", namespace.value(), namespace.source()),
        new House.Setting(
            "lockTimeout", String.valueOf(patience.value().toSeconds()), patience.source()),
        new House.Setting(
            "transferRoot", transferRoot.value().map(Path::toString), transferRoot.source()),
        new House.Setting("notifyLocal", notifyLocal.value(), notifyLocal.source()));
  }

  /** The two places that settings come from when no option was given. */
  private record Sources(Surroundings here, GitConfig git) {
    Optional<Value<String>> find(String variable, String key) {
      return here.variable(variable)
          .map(text -> new Value<>(text, variable))
          .or(() -> git.model(key).map(text -> new Value<>(text, "git config model." + key)));
    }
  }
}
