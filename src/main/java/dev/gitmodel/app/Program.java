package dev.gitmodel.app;

import dev.gitmodel.cli.Asked;
import dev.gitmodel.cli.FrontDoor;
import dev.gitmodel.cli.Terminal;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The program in given surroundings: a command line in, an exit code out. */
final class Program {
  private final Surroundings here;

  Program(Surroundings here) {
    this.here = here;
  }

  int run(List<String> argv) {
    Terminal terminal =
        new Terminal(
            new FileInputStream(FileDescriptor.in),
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            here.traits());
    return run(terminal, argv);
  }

  /** As above, on other streams. */
  int run(Terminal terminal, List<String> argv) {
    try (Houses houses = new Houses(here)) {
      CrashLog log = new CrashLog(here.base("XDG_STATE_HOME", ".local/state"));
      return new FrontDoor(terminal, houses::open, log, Program::version).run(argv);
    }
  }

  private static String version() {
    return Optional.ofNullable(Program.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  /** Opens at most one house, and closes it. */
  private static final class Houses implements AutoCloseable {
    private final Surroundings here;
    private Optional<RegistryHouse> opened = Optional.empty();

    Houses(Surroundings here) {
      this.here = here;
    }

    RegistryHouse open(Asked asked, Consumer<String> warning) {
      RegistryHouse house = new RegistryHouse(here, asked, warning);
      opened = Optional.of(house);
      return house;
    }

    @Override
    public void close() {
      opened.ifPresent(RegistryHouse::close);
    }
  }
}
