package dev.gitmodel.cli;

import dev.gitmodel.model.RegistryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code install} and {@code uninstall}: puts git-model on the PATH, with manual and completion.
 */
final class InstallCommand implements Command {
  /** Which of the two. */
  enum Way {
    IN,
    OUT
  }

  private final Way way;
  private final Verbs verbs;
  private final Supplier<String> programVersion;
  private final Arg<Optional<String>> prefix =
      Arg.option("DIR", s -> s, "below this folder; else ~/.local", "--prefix");
  private final Writing writing = new Writing();

  InstallCommand(Way way, Verbs verbs, Supplier<String> programVersion) {
    this.way = way;
    this.verbs = verbs;
    this.programVersion = programVersion;
  }

  @Override
  public Syntax syntax() {
    return way == Way.IN
        ? Syntax.of(
                "install",
                "Puts git-model on the PATH, with its manual and completion.",
                prefix,
                writing.arg())
            .json("{\"dry_run\",\"files\":[]}")
            .note("It links to this checkout: an update of that is an update of git-model.")
            .example("src/launcher/git-model install --prefix ~/.local")
        : Syntax.of("uninstall", "Takes away what install put in place.", prefix, writing.arg())
            .json("{\"dry_run\",\"files\":[]}")
            .example("git-model uninstall");
  }

  @Override
  public int run(Caller caller) {
    House.Places places = caller.house().places();
    Path launcher =
        places
            .launcher()
            .orElseThrow(
                () ->
                    RegistryException.invalid(
                        "this was not started by the launcher",
                        "run src/launcher/git-model install"))
            .toAbsolutePath()
            .normalize();
    Path where = prefix.value().map(caller::path).orElse(places.home().resolve(".local"));
    Installation installation = new Installation(where, launcher);
    List<Path> files = files(installation);
    caller
        .out()
        .show(
            new Shape(writing.rehearsed(), files.stream().map(Path::toString).toList()),
            shown -> tell(caller, installation, files));
    return ExitCode.DONE;
  }

  private List<Path> files(Installation installation) {
    String version = programVersion.get();
    if (writing.rehearsed()) {
      return way == Way.IN
          ? installation.toPut(verbs, version)
          : installation.toTake(verbs, version);
    }
    return way == Way.IN ? installation.put(verbs, version) : installation.take(verbs, version);
  }

  private void tell(Caller caller, Installation installation, List<Path> files) {
    Output out = caller.out();
    if (writing.rehearsed()) {
      files.forEach(file -> out.line(file.toString()));
    }
    Deed deed =
        way == Way.IN
            ? new Deed("Installed", "install", below(files, " below ", installation))
            : new Deed("Removed", "remove", below(files, " from ", installation));
    out.report(deed.told(writing.rehearsed(), true));
    if (way == Way.OUT || writing.rehearsed()) {
      return;
    }
    out.report("  " + files.get(0) + " → " + installation.launcher());
    out.report("  manual pages, and completion for bash, zsh and fish, in share");
    if (!caller.house().places().searchPath().contains(installation.binaries())) {
      out.hint("put " + installation.binaries() + " on your PATH, then: git model list");
    }
  }

  private static String below(List<Path> files, String where, Installation installation) {
    return Words.count(files.size(), "file") + where + installation.prefix();
  }

  /** The JSON shape. */
  private record Shape(boolean dryRun, List<String> files) {}
}
