package dev.gitmodel.cli;

import dev.gitmodel.model.RegistryException;
import java.util.List;
import java.util.Optional;

/** The options that every verb takes, before it or behind it. */
final class Globals {
  /** The one of them that takes a value. */
  static final String REGISTRY = "--registry";

  private final Arg<Optional<String>> registry =
      Arg.option(
          "DIR",
          Globals::registry,
          "the registry; else GIT_MODEL_REGISTRY, then git config model.registry",
          REGISTRY);
  private final Arg<Boolean> json =
      Arg.flag("print JSON, errors too (on stderr); what has no value is left out", "--json");
  private final Arg<Boolean> quiet =
      Arg.flag("no reports, hints, warnings or progress", "-q", "--quiet");
  private final Arg<Boolean> verbose = Arg.flag("say what lies behind an error", "-v", "--verbose");
  private final Arg<Boolean> noProgress = Arg.flag("no progress bars", "--no-progress");
  private final Arg<Boolean> help = Arg.flag("show this help", "-h", "--help");

  /** An empty one is a script's variable that is not set, and not the folder one is in. */
  private static String registry(String typed) {
    if (typed.isEmpty()) {
      throw RegistryException.invalid(
          "an empty text names no registry",
          "leave --registry out for the usual one: git model config");
    }
    return typed;
  }

  List<Arg<?>> args() {
    return List.of(registry, json, quiet, verbose, noProgress, help);
  }

  /** What was typed of them. */
  Asked asked() {
    return new Asked(
        registry.value(),
        json.value(),
        quiet.value(),
        verbose.value(),
        !noProgress.value() && !quiet.value());
  }

  boolean help() {
    return help.value();
  }
}
