package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.codec.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One team's day: who is told of pushes by stock git, by a real mail server and a real webhook. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class NotifyIT {
  private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[24]);

  private Machine machine;
  private GitSandbox box;
  private BareHost host;
  private GitSandbox clone;
  private MailHost mail;
  private HookHost hook;

  @BeforeAll
  void aHostThatTells(@TempDir Path root) throws Exception {
    machine = Machine.in(root);
    box = machine.box();
    host = BareHost.below(box, "srv");
    Path keys = certificate();
    mail = MailHost.start(box, keys.resolve("s.pem"), keys.resolve("s.key"));
    hook = HookHost.start(keys.resolve("s.p12"));
    machine.config("model.notifyLocal", "true");
    machine.config("model.hookSecret", SECRET);
    machine.config("http.sslCAInfo", keys.resolve("s.pem").toString());
    machine.config("sendemail.smtpServer", "localhost");
    machine.config("sendemail.smtpServerPort", String.valueOf(mail.port()));
    machine.config("sendemail.smtpEncryption", "tls");
    machine.config("sendemail.smtpSSLCertPath", keys.resolve("s.pem").toString());
    machine.config("sendemail.smtpUser", "ada");
    machine.config("sendemail.from", "Models <models@example.org>");
    machine.config("credential.helper", "!f() { echo username=ada; echo password=secret; }; f");
    govern(host.folder());
    Path bare = host.repository("iris");
    clone = host.clone(bare, "clone");
  }

  @AfterAll
  void stop() {
    mail.close();
    hook.close();
  }

  /** Of localhost, and its own authority. */
  private Path certificate() throws Exception {
    Path keys = Files.createDirectories(box.root().resolve("keys"));
    GitSandbox there = box.at(keys);
    for (String words :
        List.of(
            "req -x509 -newkey rsa:2048 -nodes -keyout s.key -out s.pem -days 30 -subj"
                + " /CN=localhost -addext subjectAltName=DNS:localhost",
            "pkcs12 -export -inkey s.key -in s.pem -out s.p12 -passout pass:secret")) {
      there.tool(("openssl " + words).split(" ")).ok();
    }
    return keys;
  }

  private void govern(Path registry) {
    Path own = registry.resolve("registry.git");
    if (!Files.isDirectory(own)) {
      box.tool("git", "init", "-q", "--bare", "-b", "main", own.toString()).ok();
    }
    Path work = box.root().resolve("policy-" + registry.getFileName());
    box.tool("git", "clone", "-q", "file://" + own, work.toString()).ok();
    Machine.write(
        work.resolve("registry.yaml"),
        """
        notifications:
          - mail: [team@example.org]
            on: [push]
          - mail: [team@example.org]
            aliases: [champion]
          - webhook: %s
            secret: model.hookSecret
        """
            .formatted(hook.url()));
    GitSandbox there = box.at(work);
    there.run("validate", "registry.yaml").ok();
    there.tool("git", "add", ".").ok();
    there.tool("git", "commit", "-q", "-m", "Tell the team").ok();
    there.tool("git", "push", "-q", "origin", "HEAD:main").ok();
  }

  private Run release(String version, long seed) {
    BareHost.commit(clone, version, seed);
    BareHost.tag(clone, version);
    Run push = BareHost.push(clone, "main", "v" + version);
    assertThat(push.exit()).as("%s", push).isZero();
    return push;
  }

  private String signedByOpenssl(HookHost.Heard message) {
    Path signed = box.root().resolve("signed");
    Machine.write(signed, message.id() + "." + message.timestamp() + "." + message.body());
    String said =
        box.tool(
                "openssl",
                "dgst",
                "-sha256",
                "-mac",
                "HMAC",
                "-macopt",
                "hexkey:" + "00".repeat(24),
                signed.toString())
            .ok()
            .out();
    byte[] sum = HexFormat.of().parseHex(said.substring(said.lastIndexOf(' ') + 1).strip());
    return "v1," + Base64.getEncoder().encodeToString(sum);
  }

  private static String subject(HookHost.Heard message) {
    return message.body().replaceFirst("(?s).*\"subject\":\"([^\"]*)\".*", "$1");
  }

  @Test
  @Order(1)
  void aPushByStockGitIsToldByMailAndWebhook() {
    Run push = release("1.0.0", 1);

    assertThat(push.err()).contains("recorded in the audit log").doesNotContain("warning");
    assertThat(hook.heard())
        .extracting(NotifyIT::subject)
        .hasSize(2)
        .last()
        .asString()
        .startsWith("observed refs/tags/v1.0.0");
    assertThat(hook.heard())
        .allSatisfy(message -> assertThat(message.signature()).isEqualTo(signedByOpenssl(message)))
        .allSatisfy(message -> assertThat(message.id()).matches("[0-9a-f]{40}-[0-9a-f]{16}"));
    assertThat(mail.mails()).hasSize(1);
    assertThat(mail.mails().get(0))
        .contains(
            "Subject: [iris] observed refs/tags/v1.0.0",
            "From: Models <models@example.org>",
            "To: team@example.org",
            "List-Id: iris <iris.git-model>",
            "Message-ID: <" + hook.heard().get(1).id().substring(0, 40),
            "@example.org>",
            "who     Ada Lovelace <ada@example.org>",
            "git model audit iris",
            "git model info iris@1.0.0");
  }

  @Test
  @Order(2)
  void whoIsAwayHoldsUpNoPushAndIsToldLaterInOrder() throws Exception {
    hook.goAway();
    Run push = release("1.1.0", 2);
    assertThat(push.err())
        .contains(
            "warning: " + hook.url() + " was not told yet (1 waits)", "git model notify iris");
    assertThat(mail.mails()).as("who is there is told").hasSize(2);

    GitSandbox there = host.registry();
    assertThat(there.run("notify", "--list").ok().out()).contains("team@example.org", hook.url());
    assertThat(there.run("doctor", "iris").exits(1).out())
        .contains("iris: " + hook.url() + ": was not told of 1");
    assertThat(there.run("notify", "iris").exits(7).err()).contains("warning: " + hook.url());

    hook.comeBack();
    assertThat(release("1.2.0", 3).err()).doesNotContain("warning");
    assertThat(hook.heard().subList(2, 4))
        .extracting(NotifyIT::subject)
        .satisfiesExactly(
            one -> assertThat(one).contains("refs/tags/v1.1.0"),
            two -> assertThat(two).contains("refs/tags/v1.2.0"));
    assertThat(there.run("notify", "iris").ok().out()).contains("all were told");
    assertThat(mail.mails()).hasSize(3);
  }

  @Test
  @Order(3)
  void aCrashAfterSendingRepeatsTheMessageWithTheSameId() throws Exception {
    hook.goAway();
    release("1.3.0", 4);
    hook.comeBack();
    int before = hook.heard().size();
    var notify = host.registry().start("notify", "iris");
    hook.answers(
        message -> {
          notify.process().descendants().forEach(ProcessHandle::destroyForcibly);
          notify.process().destroyForcibly();
          return false;
        });
    assertThat(GitSandbox.finish(notify).exit()).isNotZero();
    hook.answers(message -> true);

    assertThat(host.registry().run("notify", "iris").ok().out()).contains("Told " + hook.url());
    List<HookHost.Heard> twice = hook.heard().subList(before, before + 2);
    assertThat(twice.get(0).id()).isEqualTo(twice.get(1).id());
    assertThat(twice.get(0).body()).isEqualTo(twice.get(1).body());
  }

  @Test
  @Order(4)
  void aRegistryInAFolderTellsOfWhatIsWrittenToIt() throws Exception {
    machine.out("create", "acme/other");
    govern(box.registry());
    int before = hook.heard().size();
    int mails = mail.mails().size();

    Path folder = machine.folder("own", "flower", 7);
    machine.out("push", folder.toString(), "--name", "flower", "--version", "1.0.0");
    machine.out("alias", "flower@1.0.0", "champion", "--reason", "grüner Tee");
    machine.out("metrics", "flower@1.0.0", "f1=0.9");

    assertThat(hook.heard().subList(before, hook.heard().size()))
        .extracting(message -> message.body().replaceFirst(".*\"operation\":\"([^\"]*)\".*", "$1"))
        .containsExactly("model.create", "version.publish", "alias.set", "metrics.update");
    assertThat(hook.heard().get(before).body())
        .contains("{\"registry\":\"" + box.registry() + "\",\"model\":\"flower\"");
    assertThat(mail.mails()).as("the alias alone").hasSize(mails + 1);
    Map<?, ?> log = json(machine.out("audit", "flower", "--limit", "1", "--json"));
    Map<?, ?> told = json(hook.heard().get(hook.heard().size() - 1).body());
    assertThat(told.remove("registry")).isEqualTo(box.registry().toString());
    assertThat(log.get("entries")).isEqualTo(List.of(told));
  }

  private static Map<?, ?> json(String text) {
    return (Map<?, ?>) Json.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @Order(6)
  void aRegistryOnAHostWithoutHooksIsToldOfByTheCommand() throws Exception {
    Path plain = Files.createDirectories(box.root().resolve("plain"));
    govern(plain);
    GitSandbox user =
        box.with("GIT_MODEL_REGISTRY", "file://" + plain + "/{name}.git")
            .with("GIT_MODEL_CATALOGUE", "file://" + plain + "/registry.git");
    Path folder = machine.folder("hosted", "rose", 8);
    push(user, folder, "1.0.0");
    int before = hook.heard().size();
    assertThat(user.run("notify").ok().out()).as("from now on").contains("all were told");

    push(user, folder, "1.1.0");
    assertThat(hook.heard()).as("a client tells nobody by itself").hasSize(before);
    assertThat(user.run("notify", "-n").ok().out()).contains("Would tell " + hook.url());
    assertThat(user.run("notify").ok().out()).contains("Told " + hook.url() + ": rose, ");
    assertThat(hook.heard().get(before).body())
        .contains("\"operation\":\"version.publish\"", "/{name}.git");
  }

  private static void push(GitSandbox user, Path folder, String version) {
    user.run("push", folder.toString(), "--name", "rose", "--version", version).ok();
  }

  @Test
  @Order(5)
  void aMailboxThatIsUnknownIsNamedAndTheRestGoesOn() {
    Path work = box.root().resolve("policy-srv");
    Machine.write(
        work.resolve("registry.yaml"),
        Machine.text(work.resolve("registry.yaml"))
            .replace("[team@example.org]\n    on", "[nobody@example.org, late@example.org]\n    on")
            .replaceFirst("team@example.org", "nobody@example.org, late@example.org"));
    GitSandbox there = box.at(work);
    there.tool("git", "commit", "-q", "-am", "Tell others").ok();
    there.tool("git", "push", "-q", "origin", "HEAD:main").ok();

    Run push = release("1.4.0", 5);

    assertThat(push.err()).contains("nobody@example.org was not told yet", "no such mailbox");
    assertThat(mail.mails()).anyMatch(text -> text.contains("To: late@example.org"));
    assertThat(push.err().toLowerCase(Locale.ROOT)).doesNotContain("secret");
  }
}
