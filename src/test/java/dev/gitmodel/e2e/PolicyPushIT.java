package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stock git pushes to {@code registry.git}, the repository of the policy, with our hooks in it. */
final class PolicyPushIT {
  private static final String GUARDED =
      """
      users:
        ada@example.org: {name: Ada, roles: [maintainer]}
      """;

  @TempDir Path root;
  private BareHost host;
  private Path bare;
  private GitSandbox clone;

  @BeforeEach
  void aHostWithAPolicy() {
    host = BareHost.below(Machine.in(root).box(), "srv");
    bare = host.repository("registry");
    Run push = host.policy(GUARDED);
    assertThat(push.exit()).as("%s", push).isZero();
    assertThat(push.err()).isEmpty();
    clone = host.box().at(host.box().folder().resolve("policy"));
  }

  private void refused(String words, String... refs) {
    BareHost.refused(clone, bare, java.util.List.of(words), refs);
  }

  private String made(String... command) {
    return clone.tool(command).ok().out().strip();
  }

  @Test
  void aPolicyThatCanNotBeReadIsRefusedByItsLine() {
    Run typo = host.policy(GUARDED.replace("roles:", "rols:"));
    assertThat(typo.exit()).as("%s", typo).isNotZero();
    assertThat(typo.err())
        .contains("refs/heads/main: registry.yaml:2:32: users.ada@example.org.rols")
        .contains("git model validate registry.yaml");

    refused("refs/heads/review: registry.yaml:2:32", "HEAD:refs/heads/review");
    assertThat(host.policy(GUARDED.replace("maintainer", "reviewer")).exit()).isZero();
  }

  @Test
  void mainOnlyGoesForwardAndAlwaysHasAPolicy() {
    String orphan = made("git", "commit-tree", "-m", "orphan", "HEAD^{tree}");
    refused("refs/heads/main: would lose commits", orphan + ":refs/heads/main");
    refused("refs/heads/main: would be deleted", ":refs/heads/main");
    String empty = made("git", "hash-object", "-t", "tree", "-w", "/dev/null");
    String open = made("git", "commit-tree", "-p", "HEAD", "-m", "open", empty);
    refused("refs/heads/main: has no registry.yaml", open + ":refs/heads/main");
    refused("refs/heads/main: would not be a commit", "HEAD^{tree}:refs/heads/main");

    assertThat(BareHost.push(clone, open + ":refs/heads/other").exit()).isZero();
    assertThat(BareHost.push(clone, ":refs/heads/other", "HEAD:refs/tags/reviewed").exit())
        .isZero();
  }

  @Test
  void aLinkInPlaceOfThePolicyIsNone() {
    clone.tool("ln", "-s", "elsewhere", "link").ok();
    clone.tool("git", "add", "link").ok();
    clone.tool("git", "rm", "-q", "--cached", "registry.yaml").ok();
    clone.tool("git", "mv", "link", "registry.yaml", "-f").ok();
    clone.tool("git", "commit", "-q", "-m", "link").ok();

    refused("refs/heads/main: registry.yaml is too large, or no file", "HEAD:main");
  }

  @Test
  void whatIsAModelsDoesNotBelongHere() {
    refused("refs/aliases/champion: is a model's", "HEAD:refs/aliases/champion");
    refused("refs/audit/log: is a model's", "HEAD:refs/audit/log");
    refused("refs/runs/1: is a model's", "HEAD:refs/runs/1");
  }

  @Test
  void theEntriesOfAModelsLogNameTheCommitOfThePolicy() {
    Path model = host.repository("acme/iris");
    GitSandbox there = host.clone(model, "clone");
    BareHost.commit(there, "1.0.0", 1);
    BareHost.tag(there, "1.0.0");
    assertThat(BareHost.push(there, "main", "v1.0.0").exit()).isZero();

    assertThat(host.box().tool("git", "-C", model.toString(), "log", "refs/audit/log").ok().out())
        .contains("Policy: " + made("git", "rev-parse", "HEAD"));
    assertThat(BareHost.refs(host.box(), bare)).doesNotContain("refs/audit");
    assertThat(host.registry().run("list").ok().out()).contains("acme/iris");
  }
}
