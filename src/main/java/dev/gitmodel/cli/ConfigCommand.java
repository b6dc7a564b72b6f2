package dev.gitmodel.cli;

import java.util.List;

/** {@code config}: the effective settings and where each came from. */
final class ConfigCommand implements Command {
  @Override
  public Syntax syntax() {
    return Syntax.of("config", "Shows the effective settings, and where each came from.")
        .json("{\"settings\":[{\"name\",\"value\",\"source\"}]}")
        .note(
            "An option beats GIT_MODEL_REGISTRY, GIT_MODEL_CATALOGUE, GIT_MODEL_NAMESPACE,"
                + " GIT_MODEL_LOCK_TIMEOUT (seconds) and GIT_MODEL_TRANSFER_ROOT; these beat git"
                + " config model.registry, model.catalogue, model.namespace, model.lockTimeout and"
                + " model.transferRoot. model.notifyLocal is of git config alone.")
        .example("git config --global model.registry ~/models && git model config");
  }

  @Override
  public int run(Caller caller) {
    var settings = caller.house().settings();
    caller
        .out()
        .show(
            new Shape(settings),
            shown ->
                caller
                    .out()
                    .table(
                        List.of("SETTING", "VALUE", "FROM"),
                        settings.stream()
                            .map(s -> Table.row(s.name(), s.value().orElse("-"), s.source()))));
    return ExitCode.DONE;
  }

  /** The JSON shape. */
  private record Shape(List<House.Setting> settings) {}
}
