package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.RegistryException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user's ssh is picked and called as stock git picks and calls it. */
class SshProgramTest {
  private static final SshUrl URL = SshUrl.parse("ssh://git@h:2222/srv/m.git").orElseThrow();
  private static final String ARGUMENTS = "for a in \"$@\"; do echo \"<$a>\"; done\n";

  @TempDir Path home;
  private Settings settings;

  @BeforeEach
  void begin() {
    settings = new Settings(home);
  }

  private List<String> command(SshUrl url, String... words) {
    return new SshProgram(settings.read()).command(url, List.of(words));
  }

  private String run(SshUrl url, String... words) throws Exception {
    Process process = new SshProgram(settings.read()).start(url, List.of(words));
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void withoutSettingsItIsSsh() {
    assertThat(command(URL, "git-lfs-transfer", "/srv/m.git", "upload"))
        .containsExactly("ssh", "-p", "2222", "git@h", "git-lfs-transfer /srv/m.git upload");
    assertThat(command(SshUrl.parse("h:m.git").orElseThrow(), "x", "m.git"))
        .containsExactly("ssh", "h", "x m.git");
  }

  @Test
  void whatAShellWouldReadIsQuotedAsGitDoes() {
    assertThat(command(URL, "x", "/a b/it's!", "$(rm)", ""))
        .last()
        .isEqualTo("x '/a b/it'\\''s'\\!'' '$(rm)' ''");
  }

  @Test
  void theVariableWinsOverTheSettingAndBothOverTheProgram() throws Exception {
    Path one = Settings.script(home.resolve("one"), "echo one\n" + ARGUMENTS);
    Path two = Settings.script(home.resolve("two"), "echo two\n" + ARGUMENTS);
    Path three = Settings.script(home.resolve("three"), "echo three\n" + ARGUMENTS);
    settings.with("GIT_SSH_VARIANT", "ssh").with("GIT_SSH", three.toString());
    assertThat(run(URL, "x")).isEqualTo("three\n<-p>\n<2222>\n<git@h>\n<x>\n");
    settings.add("core.sshCommand", two + " -i 'a key'");
    assertThat(run(URL, "x")).isEqualTo("two\n<-i>\n<a key>\n<-p>\n<2222>\n<git@h>\n<x>\n");
    settings.with("GIT_SSH_COMMAND", "K=1; " + one + " -i \"$K\"");
    assertThat(run(URL, "x")).isEqualTo("one\n<-i>\n<1>\n<-p>\n<2222>\n<git@h>\n<x>\n");
  }

  @Test
  void gitCallsItAlike() throws Exception {
    Path ssh =
        Settings.script(
            home.resolve("ssh"), ARGUMENTS.replace("\"<$a>\"", "\"<$a>\" >&2") + "exit 1\n");
    settings.add("core.sshCommand", ssh.toString()).add("protocol.version", "0");
    String theirs;
    try {
      theirs = new Stock(home).git(home, "ls-remote", "ssh://git@h:2222/it's");
    } catch (AssertionError failed) {
      theirs = String.valueOf(failed.getMessage());
    }
    SshUrl url = SshUrl.parse("ssh://git@h:2222/it's").orElseThrow();
    for (String word : command(url, "git-upload-pack", "/it's").subList(1, 5)) {
      assertThat(theirs).contains("<" + word + ">");
    }
  }

  @Test
  void otherProgramsTakeThePortTheirWay() {
    settings.with("GIT_SSH", "/opt/PLINK.exe");
    assertThat(command(URL, "x")).containsExactly("/opt/PLINK.exe", "-P", "2222", "git@h", "x");
    settings.with("GIT_SSH_VARIANT", "tortoiseplink");
    assertThat(command(URL, "x").subList(1, 4)).containsExactly("-batch", "-P", "2222");
    settings.with("GIT_SSH_VARIANT", "simple");
    assertThatThrownBy(() -> command(URL, "x"))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.hint()).contains("ssh.variant"));
  }

  @Test
  void aProgramThatNobodyKnowsIsAskedWhetherItTakesOptions() {
    Path like = Settings.script(home.resolve("like"), "[ \"$1\" = -G ]\n");
    settings.with("GIT_SSH", like.toString());
    assertThat(command(URL, "x").subList(1, 3)).containsExactly("-p", "2222");
    Settings.script(like, "exit 1\n");
    assertThatThrownBy(() -> command(URL, "x")).isInstanceOf(RegistryException.class);
  }

  @Test
  void aMissingProgramIsNamedWithAHint() {
    settings.with("GIT_SSH", home.resolve("none").toString());
    assertThatThrownBy(() -> run(SshUrl.parse("h:p").orElseThrow(), "x"))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.hint()).contains("core.sshCommand"));
  }

  @Test
  void nothingThatLooksLikeAnOptionOrALineIsAnAddress() {
    for (String text :
        new String[] {"-oProxyCommand=x:p", "h:-p", "u@h:a\nb", "ssh://-x@h/p", "ssh:///p"}) {
      assertThatThrownBy(() -> SshUrl.parse(text)).as(text).isInstanceOf(RegistryException.class);
    }
  }

  @Test
  void anAddressIsReadAsGitReadsIt() {
    assertThat(SshUrl.parse("ssh://h/~ana/m")).contains(new SshUrl("", "h", 0, "~ana/m"));
    assertThat(SshUrl.parse("git+ssh://u%40x@h:22/a%20b"))
        .contains(new SshUrl("u@x", "h", 22, "/a b"));
    assertThat(SshUrl.parse("u@h:p:q")).contains(new SshUrl("u", "h", 0, "p:q"));
    assertThat(SshUrl.parse("./a:b")).isEmpty();
    assertThat(SshUrl.parse("https://h/p")).isEmpty();
  }
}
