package dev.gitmodel.cli;

import dev.gitmodel.hook.HookName;
import dev.gitmodel.hook.Shims;
import dev.gitmodel.hook.Shims.Shim;
import dev.gitmodel.hook.Shims.State;
import dev.gitmodel.model.Problem;
import java.nio.file.Path;
import java.util.List;

/** Which hooks were put where, or would be, and which are in the way. */
record HookReport(Path folder, List<Shim> shims, boolean rehearsed) {
  static final String JSON =
      "{\"dry_run\",\"directory\",\"hooks\":[{\"name\",\"state\",\"written\"}]}";

  HookReport {
    shims = List.copyOf(shims);
  }

  /** Puts them into the repository around {@code folder}. */
  static HookReport install(House house, Path folder, List<HookName> names, Writing writing) {
    House.HookPlace place = house.hookPlace(folder);
    if (names.stream().anyMatch(HookName::onAHost)) {
      place.requireServable().run();
    }
    List<Shim> shims = Shims.look(place.hooks(), names);
    if (!writing.rehearsed()) {
      Shims.write(shims);
      house.places().launcher().map(house.folder()::resolve).ifPresent(place.remember());
    }
    return new HookReport(place.hooks(), shims, writing.rehearsed());
  }

  void print(Output out) {
    List<String> written =
        shims.stream().filter(Shim::isToWrite).map(shim -> shim.name().text()).toList();
    out.report(
        written.isEmpty()
            ? "Nothing to do for the hooks in " + folder
            : (rehearsed ? "Would put " : "Put ") + Words.joined(written) + " into " + folder);
    for (Shim shim : shims) {
      if (shim.state() == State.GIT_LFS) {
        out.note("git-lfs's own pre-push is run by the new one");
      }
      if (shim.state() == State.FOREIGN) {
        out.warning(shim.file() + " is somebody else's hook, and was left alone");
        out.hint("call ours from it: " + Shims.chainLine(shim.name()));
      }
    }
  }

  int exitCode() {
    return shims.stream().anyMatch(shim -> shim.state() == State.FOREIGN)
        ? ExitCode.of(Problem.EXISTS)
        : ExitCode.DONE;
  }

  /** As {@code --json} prints it. */
  Shape shape() {
    return new Shape(
        rehearsed,
        folder.toString(),
        shims.stream()
            .map(
                shim ->
                    new Hook(
                        shim.name().text(),
                        shim.state().name().toLowerCase(java.util.Locale.ROOT),
                        shim.isToWrite() && !rehearsed))
            .toList());
  }

  record Shape(boolean dryRun, String directory, List<Hook> hooks) {}

  record Hook(String name, String state, boolean written) {}
}
