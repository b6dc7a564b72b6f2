package dev.gitmodel.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RefLinesTest {
  private static final String NONE = "0".repeat(40);
  private static final String ONE = "1".repeat(40);
  private static final String TWO = "2".repeat(40);

  private static RefMove move(String ref, String from, String to) {
    return new RefMove(ref, new Revision(from), new Revision(to));
  }

  @Test
  void whatIsReceivedIsReadLineByLine() {
    String stdin = NONE + " " + ONE + " refs/tags/v1\n" + ONE + " " + TWO + " refs/heads/main\n";
    assertThat(RefLines.received(stdin))
        .containsExactly(move("refs/tags/v1", NONE, ONE), move("refs/heads/main", ONE, TWO));
  }

  @Test
  void aRefThatOnlyTriesARightIsNobodysMatter() {
    String probe = NONE + " " + ONE + " refs/audit/git-model-probe\n";
    String real = ONE + " " + TWO + " refs/heads/main\n";
    assertThat(RefLines.received(probe)).isEmpty();
    assertThat(RefLines.received(probe + real)).containsExactly(move("refs/heads/main", ONE, TWO));
    assertThat(RefLines.isProbe(move("refs/heads/my-git-model-probe", NONE, ONE))).isFalse();
  }

  @Test
  void whatIsDeletedIsNotSent() {
    String stdin =
        "(delete) "
            + NONE
            + " refs/heads/x "
            + ONE
            + "\n"
            + "refs/heads/main "
            + TWO
            + " refs/heads/main "
            + ONE
            + "\n";
    assertThat(RefLines.pushed(stdin)).containsExactly(move("refs/heads/main", ONE, TWO));
  }

  @Test
  void anUpdateIsItsThreeArguments() {
    assertThat(RefLines.updated(List.of("refs/heads/main", ONE, TWO)))
        .isEqualTo(move("refs/heads/main", ONE, TWO));
    assertThatThrownBy(() -> RefLines.updated(List.of("refs/heads/main")))
        .isInstanceOf(RegistryException.class);
  }

  @Test
  void otherLinesAreRefused() {
    assertThatThrownBy(() -> RefLines.received("hello\n")).isInstanceOf(RegistryException.class);
  }
}
