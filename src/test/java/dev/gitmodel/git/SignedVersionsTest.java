package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Signature;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures made here satisfy stock git, and stock git's are read here. */
class SignedVersionsTest {
  private static final Actor ANA = new Actor("Ana", "ana@example.org");
  private static final Instant NOW = Instant.ofEpochSecond(1_780_000_000);

  @TempDir Path home;
  private Stock stock;
  private Path repository;

  @BeforeEach
  void makeKeyAndRepository() throws Exception {
    stock = new Stock(home);
    repository = stock.repository(home);
    key("ed25519", "id");
    allow("id");
    stock.git(home, "config", "--global", "gpg.format", "ssh");
    stock.git(home, "config", "--global", "user.signingkey", home.resolve("id").toString());
    stock.git(
        home,
        "config",
        "--global",
        "gpg.ssh.allowedSignersFile",
        home.resolve("allowed").toString());
  }

  private void key(String type, String name) throws Exception {
    stock.run(home, "ssh-keygen", "-q", "-t", type, "-N", "", "-C", "test", "-f", name);
  }

  private void allow(String name) throws Exception {
    String key = Files.readString(home.resolve(name + ".pub"));
    Files.writeString(home.resolve("allowed"), "ana@example.org " + key);
  }

  private Signer signer() {
    return new Signer(UserConfig.read(stock.environment(), home));
  }

  private String tagText() throws Exception {
    String commit = stock.git(repository, "rev-parse", "main").strip();
    return "object "
        + commit
        + "\ntype commit\ntag v1.0.0\ntagger Ana <ana@example.org> 1780000000 +0000\n\niris 1.0.0\n";
  }

  /** Writes a tag object that ends with its signature, and the tag's ref. */
  private String tag(String payload, byte[] signature) throws Exception {
    Path file = home.resolve("tag-object");
    Files.writeString(file, payload + new String(signature, StandardCharsets.UTF_8));
    String id = stock.git(repository, "hash-object", "-w", "-t", "tag", file.toString()).strip();
    stock.git(repository, "update-ref", "refs/tags/v1.0.0", id);
    return id;
  }

  private Signature checked(byte[] rawTag) {
    SignedObject signed = SignedObject.ofTag(rawTag).orElseThrow();
    return signer().verify(signed.payloadBytes(), signed.signatureBytes(), NOW);
  }

  private byte[] raw(String type) throws Exception {
    return stock.git(repository, "cat-file", type, "v1.0.0").getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void stockGitVerifiesATagSignedHere() throws Exception {
    String text = tagText();
    tag(text, signer().sign(text.getBytes(StandardCharsets.UTF_8), ANA));
    assertThat(stock.git(repository, "tag", "-v", "v1.0.0"))
        .contains("Good \"git\" signature for ana@example.org");
    assertThat(checked(raw("tag"))).isEqualTo(new Signature.Good("ana@example.org"));
  }

  @Test
  void aKeyThatOthersCanReadIsNamedAsTheReason() throws Exception {
    stock.run(home, "chmod", "644", "id");

    assertThatThrownBy(() -> signer().sign("text".getBytes(StandardCharsets.UTF_8), ANA))
        .hasMessageMatching("could not sign: Permissions 0644 for '.*id' are too open\\.");
  }

  @Test
  void aTagSignedByStockGitIsGoodHere() throws Exception {
    stock.git(repository, "tag", "-s", "-m", "iris 1.0.0", "v1.0.0", "main");
    assertThat(checked(raw("tag"))).isEqualTo(new Signature.Good("ana@example.org"));
  }

  @Test
  void everyTypeOfSshKeySigns() throws Exception {
    for (String type : new String[] {"rsa", "ecdsa"}) {
      key(type, type);
      allow(type);
      stock.git(home, "config", "--global", "user.signingkey", home.resolve(type).toString());
      String text = tagText();
      tag(text, signer().sign(text.getBytes(StandardCharsets.UTF_8), ANA));
      assertThat(stock.git(repository, "tag", "-v", "v1.0.0")).as(type).contains("Good \"git\"");
    }
  }

  @Test
  void aChangedTagIsBad() throws Exception {
    String text = tagText();
    byte[] signature = signer().sign(text.getBytes(StandardCharsets.UTF_8), ANA);
    tag(text.replace("iris", "iros"), signature);
    assertThat(checked(raw("tag"))).isInstanceOf(Signature.Bad.class);
  }

  @Test
  void aKeyThatIsNotAllowedIsBad() throws Exception {
    String text = tagText();
    tag(text, signer().sign(text.getBytes(StandardCharsets.UTF_8), ANA));
    key("ed25519", "other");
    allow("other");
    assertThat(checked(raw("tag")))
        .isInstanceOfSatisfying(
            Signature.Bad.class, bad -> assertThat(bad.reason()).contains("allowed signers"));
  }

  @Test
  void withoutAllowedSignersNobodyIsTrusted() throws Exception {
    stock.git(repository, "tag", "-s", "-m", "iris 1.0.0", "v1.0.0", "main");
    stock.git(home, "config", "--global", "--unset", "gpg.ssh.allowedSignersFile");
    assertThat(checked(raw("tag")))
        .isInstanceOfSatisfying(
            Signature.Bad.class,
            bad -> assertThat(bad.reason()).contains("gpg.ssh.allowedSignersFile"));
  }

  @Test
  void aSignedCommitIsTakenApartAsStockGitDoes() throws Exception {
    String tree = stock.git(repository, "rev-parse", "main^{tree}").strip();
    String commit =
        stock.git(repository, "commit-tree", "-S", "-m", "entry\n\nRef: x", tree).strip();
    stock.git(repository, "update-ref", "refs/tags/v1.0.0", commit);
    SignedObject signed = SignedObject.ofCommit(raw("commit")).orElseThrow();
    assertThat(signer().verify(signed.payloadBytes(), signed.signatureBytes(), NOW))
        .isEqualTo(new Signature.Good("ana@example.org"));
  }

  @Test
  void whatIsNotSignedHasNoSignature() throws Exception {
    assertThat(SignedObject.ofTag(tagText().getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Optional.empty());
    stock.git(repository, "update-ref", "refs/tags/v1.0.0", "main");
    assertThat(SignedObject.ofCommit(raw("commit"))).isEqualTo(Optional.empty());
  }

  @Test
  void gpgSignsAndChecksAsStockGitDoes() throws Exception {
    stock.run(
        home,
        "gpg",
        "--batch",
        "--passphrase",
        "",
        "--quick-gen-key",
        "Ana <ana@example.org>",
        "ed25519",
        "sign",
        "never");
    stock.git(home, "config", "--global", "gpg.format", "openpgp");
    stock.git(home, "config", "--global", "--unset", "user.signingkey");
    // The program runs gpg in its own environment, so the home is named in a wrapper.
    Path wrapper = home.resolve("gpg-here");
    Files.writeString(wrapper, "#!/bin/sh\nHOME='" + home + "' exec gpg \"$@\"\n");
    assertThat(wrapper.toFile().setExecutable(true)).isTrue();
    stock.git(home, "config", "--global", "gpg.program", wrapper.toString());
    String text = tagText();
    tag(text, signer().sign(text.getBytes(StandardCharsets.UTF_8), ANA));
    assertThat(stock.git(repository, "tag", "-v", "v1.0.0")).contains("Good signature from");
    assertThat(checked(raw("tag"))).isEqualTo(new Signature.Good("Ana <ana@example.org>"));
    stock.run(home, "gpgconf", "--kill", "gpg-agent");
  }

  @Test
  void aMissingKeyIsNamed() throws Exception {
    stock.git(home, "config", "--global", "user.signingkey", "/nowhere/key");
    assertThatThrownBy(() -> signer().sign(new byte[0], ANA))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("/nowhere/key");
    stock.git(home, "config", "--global", "--unset", "user.signingkey");
    assertThatThrownBy(() -> signer().sign(new byte[0], ANA))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.hint()).contains("user.signingkey"));
  }

  /** Either way it is a setting to change, and not an answer about the version. */
  @Test
  void aKeyThatCannotBeUsedIsInvalidWhateverTheFormat() throws Exception {
    Files.writeString(home.resolve("broken"), "no key at all");
    stock.git(home, "config", "--global", "user.signingkey", home.resolve("broken").toString());
    assertInvalid("user.signingkey ~/.ssh/id_ed25519.pub");

    stock.git(home, "config", "--global", "gpg.format", "openpgp");
    stock.git(home, "config", "--global", "user.signingkey", "nobody@nowhere.example");
    assertInvalid("gpg --quick-gen-key 'Ana <ana@example.org>'");
  }

  private void assertInvalid(String hint) {
    assertThatThrownBy(() -> signer().sign(new byte[0], ANA))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.INVALID);
              assertThat(e.text()).startsWith("could not sign: ").doesNotContain("[GNUPG:]");
              assertThat(e.hint()).contains(hint);
            });
  }

  @Test
  void anUnknownFormatIsRefused() throws Exception {
    stock.git(home, "config", "--global", "gpg.format", "x509");
    assertThatThrownBy(() -> signer().sign(new byte[0], ANA))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("x509");
  }

  @Test
  void aProgramThatIsMissingIsASettingToChangeAndNothingToTryAgain() throws Exception {
    stock.git(repository, "tag", "-s", "-m", "iris 1.0.0", "v1.0.0", "main");
    stock.git(home, "config", "--global", "gpg.ssh.program", "no-such-keygen");
    stock.git(home, "config", "--global", "gpg.program", "no-such-gpg");
    assertMissing("no-such-keygen", "openssh-client", "gpg.ssh.program FILE");
    assertThat(checked(raw("tag")))
        .isInstanceOfSatisfying(
            Signature.Bad.class,
            bad -> assertThat(bad.reason()).startsWith("can't run no-such-keygen"));

    stock.git(home, "config", "--global", "gpg.format", "openpgp");
    assertMissing("no-such-gpg", "gnupg", "gpg.program FILE");
  }

  private void assertMissing(String program, String... hints) {
    assertThatThrownBy(() -> signer().sign(new byte[0], ANA))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.INVALID);
              assertThat(e.text()).startsWith("can't run " + program);
              assertThat(e.hint()).contains(hints);
            });
  }
}
