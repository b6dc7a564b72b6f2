package dev.gitmodel.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ShimsTest {
  @TempDir Path folder;

  private Shims.State state(HookName name) {
    return Shims.look(folder, List.of(name)).get(0).state();
  }

  private void write(HookName name, String text) throws IOException {
    Files.writeString(folder.resolve(name.text()), text);
  }

  @ParameterizedTest
  @EnumSource
  void aShimHasAtMostEightLinesAndCallsTheProgram(HookName name) {
    String text = Shims.text(name);

    assertThat(text.lines()).hasSizeLessThanOrEqualTo(8);
    assertThat(text).startsWith("#!/bin/sh\n").contains("hook " + name.text() + " \"$@\"");
  }

  @Test
  void theFolderHoldsAShimForEachHookAndNothingElse() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("hooks"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(HookName.values()).map(HookName::text).toList());
    }
    for (HookName name : HookName.values()) {
      assertThat(Path.of("hooks", name.text()).toFile().canExecute()).isTrue();
    }
  }

  @Test
  void shimsAreWrittenOnceAndAgainWhereTheyAreOlder() throws IOException {
    List<HookName> all = List.of(HookName.values());
    Shims.write(Shims.look(folder, all));
    assertThat(Shims.look(folder, all)).allMatch(shim -> shim.state() == Shims.State.SAME);

    write(HookName.PRE_COMMIT, "#!/bin/sh\n# git-model's own hook, of last year\n");
    assertThat(state(HookName.PRE_COMMIT)).isEqualTo(Shims.State.OLDER);
    Shims.write(Shims.look(folder, all));
    assertThat(folder.resolve("pre-commit")).hasContent(Shims.text(HookName.PRE_COMMIT));
  }

  @Test
  void anothersHookStaysAsItIs() throws IOException {
    write(HookName.PRE_COMMIT, "#!/bin/sh\nexit 0\n");
    Files.createSymbolicLink(folder.resolve("pre-push"), Path.of("nowhere"));
    List<Shims.Shim> shims = Shims.look(folder, List.of(HookName.PRE_COMMIT, HookName.PRE_PUSH));

    assertThat(shims).allMatch(shim -> shim.state() == Shims.State.FOREIGN);
    Shims.write(shims);
    assertThat(folder.resolve("pre-commit")).hasContent("#!/bin/sh\nexit 0\n");
    assertThat(folder.resolve("pre-push")).isSymbolicLink();
  }

  @Test
  void whatGitLfsPutsThereIsReplacedAndAChangedOneIsNot() throws IOException {
    String ofGitLfs =
        """
        #!/bin/sh
        command -v git-lfs >/dev/null 2>&1 || { echo >&2 "\\nNo git-lfs\\n"; exit 2; }
        git lfs pre-push "$@"
        """;
    write(HookName.PRE_PUSH, ofGitLfs);
    assertThat(state(HookName.PRE_PUSH)).isEqualTo(Shims.State.GIT_LFS);

    write(HookName.PRE_PUSH, ofGitLfs + "make test\n");
    assertThat(state(HookName.PRE_PUSH)).isEqualTo(Shims.State.FOREIGN);
    write(HookName.PRE_COMMIT, ofGitLfs);
    assertThat(state(HookName.PRE_COMMIT)).isEqualTo(Shims.State.FOREIGN);
  }
}
