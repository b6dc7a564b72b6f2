package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What hosts say, in their own words, is told apart. */
final class HostTroubleTest {
  private static final HostAddress AT = new HostAddress("ssh://host/acme/iris");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NOT_FOUND | fatal: project acme/iris not found",
        "NOT_FOUND | FATAL: R any acme/iris ben DENIED by fallthru",
        "NOT_FOUND | remote: Repository not found.",
        "NOT_FOUND | fatal: repository 'http://host/git/acme/iris.git/' not found",
        "FORBIDDEN | FATAL: W refs/aliases/prod acme/iris ben DENIED by refs/aliases/prod",
        "UNAUTHENTICATED | fatal: Authentication failed for 'http://host/git/acme/iris.git/'",
        "UNAUTHENTICATED | git@host: Permission denied (publickey).",
        "UNAVAILABLE | ssh: connect to host host port 22: Connection refused"
      })
  void everyHostHasWordsOfItsOwn(Problem problem, String said) {
    assertThat(HostTrouble.of("ask", AT, said).problem()).isEqualTo(problem);
  }
}
