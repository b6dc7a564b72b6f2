package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A real Gerrit in a process of its own, reached over its own ssh; weights go to a plain sshd,
 * because it has no LFS.
 */
final class Gerrit implements HostUnderTest {
  /** What a registry needs beside what everybody may by default. */
  static final List<String> RIGHTS =
      List.of("read", "create", "push", "delete", "createTag", "createSignedTag");

  /** Entries of the log are committed by git-model, and an alias points to whosever tag. */
  private static final List<String> OF_OTHERS = List.of("forgeAuthor", "forgeCommitter");

  private static final String EVERYBODY = "global:Registered-Users";

  private final GitSandbox box;
  private final SshHost files;
  private final int ssh;
  private final int http;
  private final Process daemon;
  private final HttpClient client = HttpClient.newHttpClient();

  private Gerrit(GitSandbox box, SshHost files, int ssh, int http) throws IOException {
    this.box = box;
    this.files = files;
    this.ssh = ssh;
    this.http = http;
    this.daemon = daemon();
  }

  static Gerrit start(Path root) {
    GitSandbox box = GitSandbox.in(root);
    try {
      SshHost files = SshHost.start(box, SshWalkIT.Plain.transferProgram(root));
      Path store = root.resolve("files.git");
      box.tool("git", "init", "-q", "--bare", store.toString()).ok();
      List<String> init = launcher("init", root.resolve("site"));
      init.addAll(List.of("--batch", "--no-auto-start", "--dev"));
      box.tool(init.toArray(String[]::new)).ok();
      Gerrit gerrit = new Gerrit(box, files, SshHost.freePort(), SshHost.freePort());
      SshHost.PEOPLE.forEach(gerrit::account);
      return gerrit;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> launcher(String program, Path site) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ArrayList<>(
        List.of(
            java.toString(),
            "-Xmx768m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            ProgramUnderTest.checkout().resolve("target/gerrit") + "/*",
            "com.google.gerrit.launcher.GerritLauncher",
            program,
            "-d",
            site.toString()));
  }

  /** Returns when it is ready, which it says. */
  private Process daemon() throws IOException {
    Path site = box.root().resolve("site");
    String at = "127.0.0.1:" + http + "/";
    Map.of(
            "sshd.listenAddress",
            "127.0.0.1:" + ssh,
            "httpd.listenUrl",
            "http://" + at,
            "gerrit.canonicalWebUrl",
            "http://" + at,
            "gerrit.defaultBranch",
            "refs/heads/main",
            "sendemail.enable",
            "false",
            "auth.gitBasicAuthPolicy",
            "HTTP")
        .forEach(
            (key, value) ->
                box.tool("git", "config", "-f", site + "/etc/gerrit.config", key, value).ok());
    List<String> command = launcher("daemon", site);
    command.addAll(List.of("--console-log", "--headless"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(box.environment());
    Process started = builder.start();
    BufferedReader talk = started.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = talk.readLine(); line != null; line = talk.readLine()) {
      said.append(line).append('\n');
      if (line.endsWith(" ready")) {
        SshHost.drain(talk);
        return started;
      }
    }
    throw new IOException("Gerrit did not start: " + said);
  }

  private void ask(String method, String path, String type, String body) {
    String admin =
        Base64.getEncoder().encodeToString("admin:secret".getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + "/a/" + path))
            .header("Authorization", "Basic " + admin)
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void account(String person) {
    ask(
        "PUT",
        "accounts/" + person,
        "application/json",
        "{\"name\": \"%s\", \"email\": \"%1$s@example.org\"}".formatted(person));
    ask("POST", "accounts/" + person + "/sshkeys", "text/plain", Machine.text(files.key(person)));
  }

  private static String project(String model) {
    return "projects/" + URLEncoder.encode(model, StandardCharsets.UTF_8);
  }

  /** A project with no more rights than a new one has. */
  void bareRoom(String model) {
    ask("PUT", project(model), "application/json", "{\"branches\": [\"main\"]}");
  }

  /** Lets everybody do these things to the refs of a project. */
  void grant(String model, String refs, List<String> rights) {
    ask("POST", project(model) + "/access", "application/json", access("ALLOW", refs, rights));
  }

  /** All that a registry needs. */
  void grant(String model) {
    grant(model, "refs/*", RIGHTS);
    grant(model, "refs/*", OF_OTHERS);
  }

  /** Lets nobody do them, whatever else is said. */
  void block(String model, String refs, List<String> rights) {
    ask("POST", project(model) + "/access", "application/json", access("BLOCK", refs, rights));
  }

  /** Takes back what was said of those refs. */
  void unblock(String model, String refs, List<String> rights) {
    String blocked = access("BLOCK", refs, rights).replace("\"add\"", "\"remove\"");
    ask("POST", project(model) + "/access", "application/json", blocked);
  }

  private static String access(String action, String refs, List<String> rights) {
    String all =
        rights.stream()
            .map(
                right ->
                    "\"%s\": {\"rules\": {\"%s\": {\"action\": \"%s\", \"force\": %b}}}"
                        .formatted(right, EVERYBODY, action, right.equals("push")))
            .collect(Collectors.joining(", "));
    return "{\"add\": {\"%s\": {\"permissions\": {%s}}}}".formatted(refs, all);
  }

  @Override
  public String template() {
    return "ssh://gerrit/{namespace}/{name}";
  }

  @Override
  public GitSandbox welcome(String person, Machine machine) {
    Path config = machine.box().home().resolve("ssh_config");
    Machine.write(
        config,
        """
        Host gerrit
          HostName 127.0.0.1
          Port %d
          User %s
        Host *
          IdentityFile %s
          IdentitiesOnly yes
          UserKnownHostsFile %s
          StrictHostKeyChecking accept-new
          BatchMode yes
        """
            .formatted(
                ssh,
                person,
                files.key(person).toString().replace(".pub", ""),
                machine.box().home().resolve("known_hosts")));
    machine.config("lfs.url", files.url(box.root().resolve("files.git")));
    return machine.box().with("GIT_SSH_COMMAND", "ssh -F " + config).with("TMPDIR", "/tmp");
  }

  @Override
  public void room(String model) {
    bareRoom(model);
    grant(model);
  }

  /** The refs of a project's that a registry has, as the host's own files have them. */
  String refs(String model) {
    Path bare = box.root().resolve("site/git/" + model + ".git");
    return box.tool("git", "-C", bare.toString(), "for-each-ref")
        .ok()
        .out()
        .lines()
        .filter(line -> !line.contains("refs/meta/"))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    daemon.destroyForcibly();
    files.close();
    try {
      daemon.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
