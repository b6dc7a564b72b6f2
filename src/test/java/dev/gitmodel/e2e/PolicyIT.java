package dev.gitmodel.e2e;

import static dev.gitmodel.e2e.Machine.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy is a file in a Git repository: edited in a stock clone, in force when pushed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PolicyIT {
  private static final String POLICY =
      """
      users:
        grace@example.org: {name: Grace, roles: [maintainer]}
      aliases: {branches: true}
      policy:
        audit: {sign: required}
        aliases:
          - aliases: [champion]
            require:
              metrics:
                f1: {min: 0.8, max_regression: 0.01}
          - aliases: [production]
            require: {signature: true}
          - aliases: [locked]
            roles: [maintainer]
          - aliases: [judged]
            require: {evaluation: true}
      """;

  private Machine machine;
  private GitSandbox box;
  private Path clone;

  /** Three versions, of which 1.1.0 is signed and good, before there is a policy. */
  @BeforeAll
  void publishThenGovern(@TempDir Path root) {
    machine = Machine.in(root);
    machine.signs();
    box = machine.box();
    push("one", 1, "--version", "1.0.0", "--metric", "f1=0.7");
    push("two", 2, "--version", "1.1.0", "--metric", "f1=0.9", "--sign");
    push("three", 3, "--version", "1.2.0", "--metric", "f1=0.85");
    machine.out("alias", MODEL + "@1.1.0", "champion");
    clone = box.folder().resolve("registry-clone");
    String url = "file://" + box.registry().resolve("registry.git");
    box.tool("git", "clone", "--quiet", url, clone.toString()).ok();
    govern(POLICY);
  }

  private void push(String folder, long seed, String... more) {
    String[] words = new String[more.length + 4];
    words[0] = "push";
    words[1] = machine.folder(folder, seed).toString();
    words[2] = "--name";
    words[3] = MODEL;
    System.arraycopy(more, 0, words, 4, more.length);
    machine.out(words);
  }

  private void govern(String yaml) {
    Machine.write(clone.resolve("registry.yaml"), yaml);
    GitSandbox inClone = box.at(clone);
    inClone.tool("git", "commit", "--quiet", "-am", "Govern").ok();
    inClone.tool("git", "push", "--quiet", "origin", "HEAD:main").ok();
  }

  private Run refused(int exit, String version, String alias) {
    Run run = box.run("alias", MODEL + "@" + version, alias).exits(exit);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("hint: ");
    return run;
  }

  @Test
  void anAliasHasABranchThatMovesAndGoesWithIt() {
    String branch = "refs/heads/alias/staging";
    machine.out("alias", MODEL + "@1.0.0", "staging");
    assertThat(machine.revision(branch)).isEqualTo(machine.revision("v1.0.0^{commit}"));
    machine.out("alias", MODEL + "@1.2.0", "staging");
    assertThat(machine.revision(branch)).isEqualTo(machine.revision("v1.2.0^{commit}"));
    machine.out("alias", MODEL, "staging", "--remove");
    assertThat(machine.git("for-each-ref", branch)).isEmpty();
    assertThat(machine.out("audit", "verify", MODEL)).contains("every ref as recorded");
  }

  @Test
  void aThresholdThatIsMissedIsNamedWithItsValue() {
    assertThat(refused(1, "1.0.0", "champion").err())
        .contains("1.0.0 does not pass for champion", "f1 >= 0.8 (0.7)");
  }

  @Test
  void aRegressionIsMeasuredAgainstTheHolder() {
    assertThat(refused(1, "1.2.0", "champion").err())
        .contains("f1 at most 0.01 worse (higher is better) (0.85 against 0.9 of 1.1.0)")
        .doesNotContain("f1 >= 0.8");
    assertThat(machine.out("resolve", MODEL + "@champion")).isEqualTo(MODEL + "@1.1.0\n");
  }

  @Test
  void theGateShowsEveryRuleWithItsValue() {
    Run run = box.run("gate", MODEL + "@1.2.0", "--alias", "champion").exits(1);

    assertThat(run.out())
        .containsPattern("pass +champion +f1 >= 0\\.8 +0\\.85")
        .containsPattern("FAIL +champion +f1 at most 0\\.01 worse .* 0\\.85 against 0\\.9 of 1")
        .endsWith(MODEL + "@1.2.0 does not pass\n");
    assertThat(box.run("gate", MODEL + "@1.1.0", "--alias", "champion").ok().out())
        .endsWith("passes\n");
    assertThat(box.run("gate", MODEL + "@1.2.0", "--alias", "champion", "--json").exits(1).out())
        .contains("\"passed\": false", "\"rule\": \"f1 >= 0.8\"");
  }

  @Test
  void anAliasThatNeedsASignatureTakesOnlyASignedVersion() {
    assertThat(refused(1, "1.2.0", "production").err()).contains("signed (no signature)");
    assertThat(machine.out("alias", MODEL + "@1.1.0", "production"))
        .isEqualTo("production → " + MODEL + "@1.1.0\n");
  }

  @Test
  void aSignedPushMayCarryAnAliasThatNeedsASignatureWhereItsKeyIsTrusted() {
    Path folder = machine.folder("signed", "sealed", 7);
    String[] push = {
      "push", folder.toString(), "--name", "acme/sealed", "--sign", "--alias", "production"
    };

    assertThat(
            box.with("GIT_CONFIG_COUNT", "1")
                .with("GIT_CONFIG_KEY_0", "gpg.ssh.allowedSignersFile")
                .with("GIT_CONFIG_VALUE_0", "/dev/null/none")
                .run(push)
                .exits(1)
                .err())
        .contains("signed (gpg.ssh.allowedSignersFile /dev/null/none is not there)");
    assertThat(box.registry().resolve("acme/sealed.git")).doesNotExist();
    assertThat(machine.out(push)).contains("production → acme/sealed@");
    assertThat(machine.out("verify", "acme/sealed")).contains("all well");
  }

  @Test
  void anAliasThatNeedsAnEvaluationNamesThatThereIsNone() {
    assertThat(refused(1, "1.1.0", "judged").err()).contains("evaluated (no evaluation recorded)");
  }

  @Test
  void anAliasOfARoleIsForbiddenToOthers() {
    assertThat(refused(5, "1.1.0", "locked").err())
        .contains("ada@example.org may not change the alias locked", "the role maintainer");
    assertThat(machine.stock("rev-parse", "--verify", "--quiet", "refs/aliases/locked").exit())
        .isEqualTo(1);
    // Before somebody is asked for a new role, an author's name alone must not be taken for it.
    assertThat(
            box.with("GIT_AUTHOR_NAME", "Grace")
                .run("alias", MODEL + "@1.1.0", "locked")
                .exits(5)
                .err())
        .contains("ada@example.org");
  }

  @Test
  void aPushWithAnAliasIsRefusedWhole() {
    String before = machine.git("for-each-ref");
    Path folder = machine.folder("four", 4);

    Run run =
        box.run(
                "push",
                folder.toString(),
                "--name",
                MODEL,
                "--version",
                "2.0.0",
                "--alias",
                "champion",
                "--metric",
                "f1=0.1")
            .exits(1);

    assertThat(run.err()).contains("f1 >= 0.8 (0.1)");
    assertThat(machine.git("tag", "--list", "v2.0.0")).isEmpty();
    assertThat(machine.git("for-each-ref", "refs/tags", "refs/heads", "refs/notes"))
        .isSubstringOf(before);
  }

  @Test
  void entriesAreSignedAsStockGitSees() {
    machine.out("describe", MODEL + "@1.0.0", "Signed by the policy.");

    assertThat(machine.stock("verify-commit", "refs/audit/log").ok().err())
        .contains("Good \"git\" signature for ada@example.org");
    assertThat(machine.out("audit", "verify", MODEL)).endsWith("every ref as recorded\n");
  }

  @ParameterizedTest
  @CsvSource({
    "ssh, '', no signing key is configured, user.signingkey",
    "ssh, /nowhere/key, the signing key /nowhere/key is not there, user.signingkey",
    "openpgp, '', could not sign: gpg: , gpg --quick-gen-key",
    "openpgp, nobody@nowhere.example, could not sign: gpg: , gpg.format ssh"
  })
  void whoCannotSignWritesNothing(String format, String key, String why, String hint) {
    String before = machine.git("for-each-ref");
    Path home = box.root().resolve("home-of-eve");
    String config = "[user]\n\tname = Eve\n\temail = eve@example.org\n[gpg]\n\tformat = %s\n";
    Machine.write(
        home.resolve(".gitconfig"),
        config.formatted(format) + (key.isEmpty() ? "" : "[user]\n\tsigningkey = " + key + "\n"));
    GitSandbox eve =
        box.with("HOME", home.toString())
            .with("XDG_CONFIG_HOME", home.resolve(".config").toString());

    String said = eve.run("alias", MODEL + "@1.0.0", "other").exits(2).err();

    assertThat(said).contains("audit.sign: required", why, "hint: ", hint);
    assertThat(machine.git("for-each-ref")).isEqualTo(before);
  }

  @Test
  void aPolicyThatCannotBeReadStopsWhatItGuards() {
    govern("policy: [nonsense\n");
    Run run = box.run("alias", MODEL + "@1.1.0", "other");
    Run doctor = box.run("doctor", MODEL);
    Run verified = box.run("audit", "verify", MODEL);
    Run history = box.run("history", MODEL);
    Run compared = box.run("compare", MODEL, "1.0.0", "1.1.0");
    Run diff = box.run("diff", MODEL + "@1.0.0", MODEL + "@1.1.0");
    Run gate = box.run("gate", MODEL + "@1.1.0", "--alias", "champion");
    govern(POLICY);

    String where = "the policy can't be read, at refs/heads/main (";
    String line = ") of " + box.registry().resolve("registry.git") + "\nregistry.yaml:2:1: ";
    run.exits(2);
    assertThat(run.err()).contains(where, line, "hint: mend it in a clone (git clone ");
    assertThat(doctor.exits(1).out())
        .contains(MODEL + ": all well", "registry.yaml: " + where, line);
    assertThat(verified.exits(1).out())
        .contains("registry.yaml: " + where, "audit entries, 1 finding")
        .doesNotContain(": 0 audit entries");
    assertThat(history.exits(6).out()).contains("f1");
    assertThat(history.err()).contains("warning: registry.yaml: " + where);
    for (Run partial : new Run[] {compared, diff}) {
      assertThat(partial.exits(6).out()).contains("f1").doesNotContain("better", "worse");
      assertThat(partial.err()).contains("warning: registry.yaml: " + where);
    }
    gate.exits(2);
    assertThat(machine.out("validate", clone.resolve("registry.yaml").toString())).isEmpty();
  }
}
