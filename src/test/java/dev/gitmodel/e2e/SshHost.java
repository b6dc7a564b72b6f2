package dev.gitmodel.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A real sshd on this machine, which logs in whoever runs the tests. One account for several
 * people, as on most Git hosts: each has a key, and the host tells programs by {@code GL_USER}
 * whose key it was.
 */
final class SshHost implements AutoCloseable {
  static final List<String> PEOPLE = List.of("ada", "ben");

  private final Path folder;
  private final int port;
  private final Process sshd;

  private SshHost(Path folder, int port, Process sshd) {
    this.folder = folder;
    this.port = port;
    this.sshd = sshd;
  }

  /** Starts one whose programs see the sandbox's machine, with {@code bin} first on the PATH. */
  static SshHost start(GitSandbox box, Path bin) {
    try {
      Path authorized = folder(box).resolve("authorized_keys");
      SshHost host = start(box, bin, authorized);
      StringBuilder keys = new StringBuilder();
      for (String person : PEOPLE) {
        keys.append("environment=\"GL_USER=" + person + "\" ")
            .append(Files.readString(host.key(person)));
      }
      Files.writeString(authorized, keys);
      return host;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, where another program says in {@code authorized} what each key may do. */
  static SshHost start(GitSandbox box, Path bin, Path authorized) {
    try {
      Path folder = folder(box);
      key(box, folder.resolve("hostkey"));
      PEOPLE.forEach(person -> key(box, folder.resolve(person)));
      int port = freePort();
      Path config = folder.resolve("sshd_config");
      Files.writeString(config, config(folder, authorized, port, environment(box, bin)));
      Process sshd = sshd(config);
      Files.writeString(
          folder.resolve("known_hosts"),
          "[127.0.0.1]:" + port + " " + Files.readString(folder.resolve("hostkey.pub")));
      return new SshHost(folder, port, sshd);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder(GitSandbox box) throws IOException {
    return Files.createDirectories(box.root().resolve("sshd"));
  }

  private static void key(GitSandbox box, Path file) {
    box.tool("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", file.toString()).ok();
  }

  /** The public key of one of the people. */
  Path key(String person) {
    return folder.resolve(person + ".pub");
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Map<String, String> environment(GitSandbox box, Path bin) {
    Map<String, String> all = new java.util.TreeMap<>(box.environment());
    all.put("PATH", bin + ":" + all.get("PATH"));
    return all;
  }

  private static String config(
      Path folder, Path authorized, int port, Map<String, String> environment) {
    boolean root = System.getProperty("user.name").equals("root");
    String set =
        environment.entrySet().stream()
            .map(e -> "\"" + e.getKey() + "=" + e.getValue() + "\"")
            .collect(Collectors.joining(" "));
    return """
        Port %d
        ListenAddress 127.0.0.1
        HostKey %s/hostkey
        PidFile none
        AuthorizedKeysFile %s
        StrictModes no
        UsePAM %s
        PermitRootLogin %4$s
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        PermitUserEnvironment yes
        AcceptEnv GIT_PROTOCOL
        MaxStartups 64
        MaxSessions 64
        SetEnv %s
        """
        .formatted(port, folder, authorized, root ? "yes" : "no", set);
  }

  /** Returns when it listens, which it says. */
  private static Process sshd(Path config) throws IOException {
    if (System.getProperty("user.name").equals("root")) {
      Files.createDirectories(Path.of("/run/sshd"));
    }
    Process sshd =
        new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", config.toString())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader talk = sshd.errorReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = talk.readLine(); line != null; line = talk.readLine()) {
      said.append(line).append('\n');
      if (line.startsWith("Server listening on")) {
        drain(talk);
        return sshd;
      }
    }
    throw new IOException("sshd did not start: " + said);
  }

  /** Else it would stop talking, and working, once the pipe is full. */
  static void drain(BufferedReader talk) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (talk.readLine() != null) {
                  // Nobody asks.
                }
              } catch (IOException ended) {
                return;
              }
            },
            "talk");
    thread.setDaemon(true);
    thread.start();
  }

  /** The URL of a repository of this machine. */
  String url(Path repository) {
    return "ssh://" + System.getProperty("user.name") + "@127.0.0.1:" + port + repository;
  }

  /** The ssh command of one of the people. */
  List<String> ssh(String person) {
    return List.of(
        "ssh",
        "-F",
        "/dev/null",
        "-i",
        folder.resolve(person).toString(),
        "-o",
        "IdentitiesOnly=yes",
        "-o",
        "UserKnownHostsFile=" + folder.resolve("known_hosts"),
        "-o",
        "BatchMode=yes");
  }

  /** The same machine, whose Git connects as that person. */
  GitSandbox as(String person, GitSandbox box) {
    // git-lfs shares one connection through a socket, whose path must be short.
    return box.with("GIT_SSH_COMMAND", String.join(" ", ssh(person))).with("TMPDIR", "/tmp");
  }

  /** A program of the host, started over a connection of that person's. */
  ProcessBuilder remote(String person, String... command) {
    List<String> all = new java.util.ArrayList<>(ssh(person));
    all.addAll(List.of("-p", String.valueOf(port), System.getProperty("user.name") + "@127.0.0.1"));
    all.add(String.join(" ", command));
    return new ProcessBuilder(all);
  }

  @Override
  public void close() {
    sshd.destroy();
    try {
      sshd.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
