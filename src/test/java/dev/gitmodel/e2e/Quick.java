package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program as it starts fastest, for tests that start it hundreds of times. */
final class Quick {
  private Quick() {}

  /**
   * Writes an archive of loaded classes by publishing once, into a registry that is then unused.
   */
  static List<String> program(GitSandbox machine, Path archive) {
    List<String> command =
        new ArrayList<>(ProgramUnderTest.direct("-XX:ArchiveClassesAtExit=" + archive));
    Path folder = ModelFolder.make(machine.root().resolve("warm"), CrashIT.MODEL, 0);
    command.addAll(List.of("push", folder.toString()));
    machine
        .withRegistry(machine.root().resolve("warm-registry"))
        .tool(command.toArray(String[]::new))
        .ok();
    // The dump is told to be silent and may fail silently; each start would take twice as long.
    assertThat(archive).isNotEmptyFile();
    return ProgramUnderTest.direct("-XX:SharedArchiveFile=" + archive);
  }
}
