package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Where the policy gives each alias a branch, neither moves without the other on a host. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AliasBranchesIT {
  private static final String ALIAS = "refs/aliases/champion";
  private static final String BRANCH = "refs/heads/alias/champion";

  private BareHost host;
  private Path bare;
  private GitSandbox clone;
  private GitSandbox hosted;

  @BeforeAll
  void twoVersionsByStockGit(@TempDir Path root) {
    host = BareHost.below(Machine.in(root).box(), "srv");
    assertThat(host.policy("aliases: {branches: true}\n").exit()).isZero();
    bare = host.repository("iris");
    clone = host.clone(bare, "clone");
    for (String version : List.of("1.0.0", "1.1.0")) {
      BareHost.commit(clone, version, version.hashCode());
      BareHost.tag(clone, version);
    }
    assertThat(BareHost.push(clone, "main", "v1.0.0", "v1.1.0").exit()).isZero();
    hosted = host.box().with("GIT_MODEL_REGISTRY", "file://" + host.folder() + "/{name}.git");
    hosted.run("alias", "iris@1.0.0", "champion").ok();
  }

  private void refused(String words, String... refs) {
    BareHost.refused(clone, bare, List.of(words), refs);
  }

  private String at(String ref) {
    return clone.tool("git", "-C", bare.toString(), "rev-parse", ref + "^{commit}").ok().out();
  }

  private void sound() {
    assertThat(at(ALIAS)).isEqualTo(at(BRANCH));
    assertThat(host.registry().run("audit", "verify", "iris").ok().out())
        .contains("every ref as recorded");
  }

  @Test
  void neitherMovesAlone() {
    refused(ALIAS + ": would leave its branch " + BRANCH + " at", "v1.1.0:" + ALIAS);
    refused("git push --atomic REMOTE refs/tags/v1.1.0:" + ALIAS, "v1.1.0:" + ALIAS);
    refused(BRANCH + ": would be at", "v1.1.0^{commit}:" + BRANCH);
    refused("and the alias is on 1.0.0", "v1.1.0^{commit}:" + BRANCH);
    refused("would be deleted, and the alias is on 1.0.0", ":" + BRANCH);
    refused(ALIAS + ": would leave its branch " + BRANCH + " at", ":" + ALIAS);
    sound();
  }

  @Test
  void aBranchOfNoAliasIsRefused() {
    refused("and the alias is not there", "v1.1.0^{commit}:refs/heads/alias/nobody");
    refused("'v1' is not an alias name", "v1.1.0^{commit}:refs/heads/alias/v1");
  }

  @Test
  void bothTogetherAreTakenFromStockGitAndFromGitModel() {
    Run both = BareHost.push(clone, "v1.1.0:" + ALIAS, "v1.1.0^{commit}:" + BRANCH);
    assertThat(both.exit()).as("%s", both).isZero();
    assertThat(both.err()).contains("recorded in the audit log of iris");
    assertThat(at(BRANCH)).isEqualTo(at("v1.1.0"));
    sound();

    hosted.run("alias", "iris@1.0.0", "champion").ok();
    assertThat(at(BRANCH)).isEqualTo(at("v1.0.0"));
    hosted.run("alias", "iris@1.1.0", "other").ok();
    hosted.run("alias", "iris", "other", "--remove").ok();
    assertThat(BareHost.refs(clone, bare)).doesNotContain("alias/other", "aliases/other");
    sound();
  }
}
