package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.Actor;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signs and checks as stock git does, with the user's own {@code ssh-keygen} or {@code gpg}: so
 * agents, hardware keys and passphrases work, and both always agree. ({@code
 * org.eclipse.jgit.gpg.bc} writes ed25519 signatures that gpg refuses.)
 */
final class Signer {
  private static final String SSH_BEGIN = "-----BEGIN SSH SIGNATURE-----";
  private static final String SSH_KEY = "git config --global user.signingkey ~/.ssh/id_ed25519.pub";
  private static final String NO_SSH =
      "install it (in Debian: openssh-client), or say where it is: git config --global gpg.ssh.program FILE";
  private static final String NO_GPG =
      "install it (in Debian: gnupg), or say where it is: git config --global gpg.program FILE;"
          + " to sign with an SSH key: git config --global gpg.format ssh";
  private static final String GOOD_GPG = "(?m)^\\[GNUPG:\\] GOODSIG \\S+ (.*)$";

  private final UserConfig config;
  private final Map<Actor, Signature> trials = new ConcurrentHashMap<>();

  Signer(UserConfig config) {
    this.config = config;
  }

  /** An armored signature over {@code payload}, in the format that {@code gpg.format} names. */
  byte[] sign(byte[] payload, Actor by) {
    String format = config.get("gpg", "format").orElse("openpgp");
    return switch (format) {
      case "ssh" -> signSsh(payload);
      case "openpgp" -> signGpg(payload, by);
      default ->
          throw RegistryException.invalid(
              "gpg.format is '" + format + "'; git-model signs with ssh and openpgp",
              "git config --global gpg.format ssh");
    };
  }

  /**
   * What a signature that {@code by} makes now is held for, tried out once; INVALID where none can
   * be made.
   */
  Signature trial(Actor by) {
    return trials.computeIfAbsent(
        by,
        signer -> {
          byte[] payload = "can this be signed?".getBytes(StandardCharsets.UTF_8);
          return verify(payload, sign(payload, signer), Instant.now());
        });
  }

  private byte[] signSsh(byte[] payload) {
    String key =
        config
            .get("user", "signingkey")
            .orElseThrow(() -> RegistryException.invalid("no signing key is configured", SSH_KEY));
    Path folder = Tool.folder("sign");
    try {
      boolean literal = key.startsWith("key::") || key.startsWith("ssh-");
      Path file = literal ? folder.resolve("key.pub") : signingKeyFile();
      if (literal) {
        Files.writeString(file, key.replaceFirst("^key::", "") + "\n");
      }
      Path message = Files.write(folder.resolve("payload"), payload);
      List<String> command = new ArrayList<>();
      command.addAll(List.of(sshKeygen(), "-Y", "sign", "-n", "git", "-f", file.toString()));
      if (literal) {
        command.add("-U");
      }
      command.add(message.toString());
      Tool.Run run = Tool.run(command, new byte[0], NO_SSH);
      if (run.exit() != 0) {
        throw unsigned(run, "name a key that ssh-keygen can use: " + SSH_KEY);
      }
      return Files.readAllBytes(folder.resolve("payload.sig"));
    } catch (IOException e) {
      throw Durable.storage("can't sign with ssh-keygen", e);
    } finally {
      Tool.discard(folder);
    }
  }

  private Path signingKeyFile() {
    Path file = config.path("user", null, "signingkey").orElseThrow();
    if (!Files.isRegularFile(file)) {
      throw RegistryException.invalid("the signing key " + file + " is not there", SSH_KEY);
    }
    return file.toAbsolutePath();
  }

  private byte[] signGpg(byte[] payload, Actor by) {
    String key = config.get("user", "signingkey").orElse(by.toString());
    Tool.Run run =
        Tool.run(List.of(gpg(), "--status-fd=2", "-bsa", "--local-user=" + key), payload, NO_GPG);
    if (run.exit() != 0 || !run.err().contains("SIG_CREATED")) {
      throw unsigned(
          run,
          "make a key with gpg --quick-gen-key '%s', or sign with SSH: git config --global gpg.format ssh"
              .formatted(by));
    }
    return run.out().getBytes(StandardCharsets.UTF_8);
  }

  /** A key that can't be used is a setting to change, as one that is missing. */
  private static RegistryException unsigned(Tool.Run run, String hint) {
    String why =
        run.err()
            .lines()
            // ssh-keygen begins with a banner in a frame of @.
            .filter(line -> !line.isBlank() && !line.startsWith("[GNUPG:]"))
            .filter(line -> !line.startsWith("@"))
            // And gpg with what it laid down in a home that is new.
            .filter(line -> !line.endsWith(" created"))
            .findFirst()
            .orElse("no reason given");
    return RegistryException.invalid("could not sign: " + why.strip(), hint);
  }

  /** As {@link #verify}; absent where there is none. */
  Signature check(Optional<SignedObject> signed, Instant when) {
    return signed
        .map(s -> verify(s.payloadBytes(), s.signatureBytes(), when))
        .orElseGet(Signature.Absent::new);
  }

  /** Whether {@code signature} over {@code payload} is good, and whose, as of {@code when}. */
  Signature verify(byte[] payload, byte[] signature, Instant when) {
    String text = new String(signature, StandardCharsets.UTF_8);
    Path folder = Tool.folder("verify");
    try {
      Path sig = Files.write(folder.resolve("signature"), signature);
      return text.startsWith(SSH_BEGIN) ? verifySsh(payload, sig, when) : verifyGpg(payload, sig);
    } catch (RegistryException e) {
      if (e.problem() != Problem.INVALID) {
        throw e;
      }
      // Whoever has no program to check with trusts nobody, as without allowed signers.
      return new Signature.Bad(e.text());
    } catch (IOException e) {
      throw Durable.storage("can't check a signature", e);
    } finally {
      Tool.discard(folder);
    }
  }

  private Signature verifySsh(byte[] payload, Path sig, Instant when) {
    Optional<Path> allowed = config.path("gpg", "ssh", "allowedSignersFile");
    if (allowed.isEmpty()) {
      return new Signature.Bad(
          "gpg.ssh.allowedSignersFile is not set, so nobody's SSH signature is trusted");
    }
    if (!Files.isRegularFile(allowed.get())) {
      return new Signature.Bad("gpg.ssh.allowedSignersFile " + allowed.get() + " is not there");
    }
    String time = "-Overify-time=" + VerifyTime.FORM.format(when);
    String signers = allowed.get().toString();
    Tool.Run who =
        Tool.run(
            List.of(
                sshKeygen(), "-Y", "find-principals", "-f", signers, "-s", sig.toString(), time),
            new byte[0],
            NO_SSH);
    String reason = "the key is not among the allowed signers";
    for (String principal : who.exit() == 0 ? who.out().lines().toList() : List.<String>of()) {
      Tool.Run run =
          Tool.run(
              List.of(
                  sshKeygen(),
                  "-Y",
                  "verify",
                  "-n",
                  "git",
                  "-f",
                  signers,
                  "-I",
                  principal,
                  "-s",
                  sig.toString(),
                  time),
              payload,
              NO_SSH);
      if (run.exit() == 0) {
        return new Signature.Good(principal);
      }
      reason = (run.out() + run.err()).strip().lines().findFirst().orElse("the signature is bad");
    }
    return new Signature.Bad(reason);
  }

  private Signature verifyGpg(byte[] payload, Path sig) {
    Tool.Run run =
        Tool.run(List.of(gpg(), "--status-fd=1", "--verify", sig.toString(), "-"), payload, NO_GPG);
    Matcher good = Pattern.compile(GOOD_GPG).matcher(run.out());
    boolean trusted = !run.out().contains("TRUST_NEVER");
    if (run.exit() == 0 && trusted && good.find()) {
      return new Signature.Good(good.group(1));
    }
    String reason = run.err().strip().lines().reduce((a, b) -> b).orElse("the signature is bad");
    return new Signature.Bad(reason);
  }

  private String sshKeygen() {
    return config.get("gpg", "ssh", "program").orElse("ssh-keygen");
  }

  private String gpg() {
    return config.get("gpg", "program").orElse("gpg");
  }

  /** Made when first used: a formatter costs every start 5 ms. */
  private static final class VerifyTime {
    static final DateTimeFormatter FORM =
        DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
  }
}
