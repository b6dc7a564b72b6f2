package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a user does on a {@link GitSandbox} besides git-model: stock git, keys, files. */
record Machine(GitSandbox box) {
  static final String MODEL = "acme/iris";

  /** With git-lfs installed for the user. */
  static Machine in(Path root) {
    GitSandbox box = GitSandbox.in(root);
    box.tool("git", "lfs", "install").ok();
    return new Machine(box);
  }

  /** A command that succeeds without a word of talk; what it printed. */
  String out(String... args) {
    Run run = box.run(args).ok();
    assertThat(run.err()).isEmpty();
    return run.out();
  }

  /** So many versions of the model: 1.0.0, 1.1.0, and so on. */
  void publish(int count) {
    for (int minor = 0; minor < count; minor++) {
      publishMinor(minor);
    }
  }

  /** The same, each with its f1: 0.7, 0.8, and so on. */
  void publishMeasured(int count) {
    for (int minor = 0; minor < count; minor++) {
      publishMinor(minor);
      out("metrics", MODEL, "f1=0." + (7 + minor));
    }
  }

  private void publishMinor(int minor) {
    String folder = folder("m" + minor, minor).toString();
    out("push", folder, "--name", MODEL, "--version", "1." + minor + ".0");
  }

  /** Stock git in the model's bare repository: what it printed, with nothing on stderr. */
  String git(String... args) {
    Run run = stock(args).ok();
    assertThat(run.err()).as("what git said").isEmpty();
    return run.out();
  }

  /** Stock git in the model's bare repository. */
  Run stock(String... args) {
    return box.at(box.repository(MODEL))
        .tool(Stream.concat(Stream.of("git"), Stream.of(args)).toArray(String[]::new));
  }

  String revision(String name) {
    return git("rev-parse", "--verify", name).strip();
  }

  /** An SSH key that this user signs with, and that is allowed to. */
  void signs() {
    Path key = box.home().resolve("id");
    box.tool("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", key.toString())
        .ok();
    Path allowed = box.home().resolve("allowed");
    write(allowed, "ada@example.org " + text(box.home().resolve("id.pub")));
    config("gpg.format", "ssh");
    config("user.signingkey", key.toString());
    config("gpg.ssh.allowedSignersFile", allowed.toString());
  }

  void config(String key, String value) {
    box.tool("git", "config", "--global", key, value).ok();
  }

  /** A whole model with a text of CRLF lines and a script, besides weights and configuration. */
  Path folder(String folder, long seed) {
    return folder(folder, "iris", seed);
  }

  /** As above, with this name in its model.yaml. */
  Path folder(String at, String name, long seed) {
    Path folder = ModelFolder.make(box.folder().resolve(at), name, seed);
    write(folder.resolve("vocab.txt"), "one\r\ntwo\r\nseed " + seed + "\n");
    Path script = folder.resolve("predict.sh");
    write(script, "#!/bin/sh\necho setosa\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return folder;
  }

  static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  static void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SHA-256 by path of every file below, Git's own aside. */
  static Map<String, String> hashes(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !folder.relativize(file).startsWith(".git"))
          .collect(
              Collectors.toMap(
                  file -> folder.relativize(file).toString(), file -> Machine.sha256(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where git-lfs keeps the bytes of a file in a repository. */
  static Path object(Path repository, Path file) {
    String oid = sha256(file);
    return repository
        .resolve("lfs/objects")
        .resolve(oid.substring(0, 2))
        .resolve(oid.substring(2, 4))
        .resolve(oid);
  }

  static String sha256(Path file) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(sum);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
