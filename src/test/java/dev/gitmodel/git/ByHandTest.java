package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Lines of stock git that a hint gives to paste. */
final class ByHandTest {
  private static final String REF = "refs/aliases/champion";
  private static final Revision ONE = new Revision("1".repeat(40));
  private static final Revision TWO = new Revision("2".repeat(40));
  private static final Path PLACE = Path.of("/srv/my models/iris.git");

  @Test
  void aRefIsMovedInItsRepositoryWhateverThatIsCalled() {
    String git = "git --git-dir '/srv/my models/iris.git' update-ref ";

    assertThat(ByHand.here(PLACE, new RefMove(REF, ONE, TWO)))
        .isEqualTo(git + REF + " " + TWO + " " + ONE);
    assertThat(ByHand.here(PLACE, new RefMove(REF, Revision.NONE, TWO)))
        .isEqualTo(git + REF + " " + TWO);
    assertThat(ByHand.here(PLACE, new RefMove(REF, ONE, Revision.NONE)))
        .isEqualTo(git + "-d " + REF + " " + ONE);
  }

  @Test
  void onAHostItIsPushedFromTheMirrorWithoutAPassword() {
    HostAddress host = new HostAddress("https://ada:secret@host/iris.git");
    String git = "git --git-dir /m/iris.git push --force-with-lease=" + REF + ":";
    Path mirror = Path.of("/m/iris.git");

    assertThat(ByHand.there(mirror, host, new RefMove(REF, ONE, TWO)))
        .isEqualTo(git + ONE + " https://host/iris.git " + TWO + ":" + REF);
    assertThat(ByHand.there(mirror, host, new RefMove(REF, Revision.NONE, TWO)))
        .isEqualTo(git + " https://host/iris.git " + TWO + ":" + REF);
    assertThat(ByHand.there(mirror, host, new RefMove(REF, ONE, Revision.NONE)))
        .isEqualTo(git + ONE + " https://host/iris.git :" + REF);
  }
}
