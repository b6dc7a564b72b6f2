package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HostAddressTest {
  private static final HostAddress SECRET = new HostAddress("https://ana:s3cret@host/x.git");

  @Test
  void aPasswordInAnAddressIsNeverShown() {
    assertThat(SECRET.shown()).isEqualTo("https://host/x.git");
    assertThat(SECRET).hasToString("https://host/x.git");
  }

  @Test
  void norIsItInWhatGitSaysOfIt() {
    assertThat(SECRET.redact("fatal: https://ana:s3cret@host/x.git and s3cret"))
        .isEqualTo("fatal: https://host/x.git and ***");
  }

  @Test
  void aNameAloneIsNoSecret() {
    assertThat(new HostAddress("ssh://git@host/x.git").shown()).isEqualTo("ssh://git@host/x.git");
    assertThat(new HostAddress("git@host:x.git").shown()).isEqualTo("git@host:x.git");
  }
}
