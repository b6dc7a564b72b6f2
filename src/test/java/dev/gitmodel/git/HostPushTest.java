package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All refs move or none, also where the host says it is atomic and is not. */
@Timeout(60)
final class HostPushTest {
  @TempDir Path folder;
  private Path mirror;
  private Path host;
  private Revision first;
  private Revision second;

  @BeforeEach
  void aHostWithTwoRefs() throws IOException {
    mirror = folder.resolve("mirror.git");
    host = folder.resolve("host.git");
    git("init", "-q", "--bare", mirror.toString());
    git("init", "-q", "--bare", host.toString());
    first = commit("first");
    second = commit("second");
    push().move(List.of(to("refs/heads/main", Revision.NONE, first)));
    push().move(List.of(to("refs/aliases/champion", Revision.NONE, first)));
  }

  private static RefMove to(String ref, Revision from, Revision to) {
    return new RefMove(ref, from, to);
  }

  private Revision commit(String message) {
    String dir = "--git-dir=" + mirror;
    String tree = git(dir, "mktree");
    return new Revision(git(dir, "commit-tree", tree, "-m", message));
  }

  private String git(String... arguments) {
    var command = new java.util.ArrayList<>(List.of("git", "-c", "user.name=A"));
    command.addAll(List.of("-c", "user.email=a@example.org"));
    command.addAll(List.of(arguments));
    Tool.Run run = Tool.run(command, new byte[0], "install it");
    assertThat(run.exit()).as(run.err()).isZero();
    return run.out().strip();
  }

  private HostPush push(String... environment) {
    Map<String, String> all = new HashMap<>(System.getenv());
    all.put("GIT_CONFIG_GLOBAL", "/dev/null");
    for (int i = 0; i < environment.length; i += 2) {
      all.put(environment[i], environment[i + 1]);
    }
    String url = environment.length == 0 ? "file://" + host : "ssh://host" + host;
    return new HostPush(new StockGit(all, folder), new HostAddress(url), mirror);
  }

  /** An ssh that makes the host deaf to the word atomic. */
  private HostPush unatomicPush() throws IOException {
    Path ssh = folder.resolve("ssh");
    Files.writeString(
        ssh,
        """
        #!/bin/sh
        case $2 in
          git-receive-pack*)
            perl -e 'while (sysread STDIN, $b, 65536) { $b =~ s/ atomic/ xtomic/; syswrite STDOUT, $b }' | sh -c "$2" ;;
          *) sh -c "$2" ;;
        esac
        """);
    assertThat(ssh.toFile().setExecutable(true)).isTrue();
    return push("GIT_SSH", ssh.toString(), "GIT_SSH_VARIANT", "simple");
  }

  private void refuse(String condition) throws IOException {
    Path hook = host.resolve("hooks/update");
    Files.createDirectories(host.resolve("hooks"));
    Files.writeString(
        hook, "#!/bin/sh\nif " + condition + "; then echo no such right >&2; exit 1; fi\n");
    assertThat(hook.toFile().setExecutable(true)).isTrue();
  }

  private Map<String, String> refs() {
    Map<String, String> refs = new TreeMap<>();
    for (String line :
        git("--git-dir=" + host, "for-each-ref", "--format=%(refname) %(objectname)").split("\n")) {
      refs.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
    }
    return refs;
  }

  private List<RefMove> both() {
    return List.of(
        to("refs/heads/main", first, second), to("refs/aliases/champion", first, Revision.NONE));
  }

  @Test
  void allRefsMoveTogether() {
    push().move(both());
    assertThat(refs()).containsOnly(Map.entry("refs/heads/main", second.hex()));
  }

  @Test
  void aRefThatOthersMovedIsAConflictAndNothingMoves() {
    Map<String, String> before = refs();
    List<RefMove> stale =
        List.of(
            to("refs/heads/main", first, second),
            to("refs/aliases/champion", second, Revision.NONE));
    RegistryException e = catchThrowableOfType(RegistryException.class, () -> push().move(stale));
    assertThat(e.problem()).isEqualTo(Problem.CONFLICT);
    assertThat(refs()).isEqualTo(before);
  }

  @Test
  void aRefThatMustNotBeThereIsAConflictWhereItIs() {
    assertThatThrownBy(
            () -> push().move(List.of(to("refs/aliases/champion", Revision.NONE, second))))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CONFLICT));
  }

  @Test
  void aRightThatIsMissingIsNamedAndNothingMoves() throws IOException {
    refuse("case $1 in refs/aliases/*) true ;; *) false ;; esac");
    Map<String, String> before = refs();
    RegistryException e = catchThrowableOfType(RegistryException.class, () -> push().move(both()));
    assertThat(e.problem()).isEqualTo(Problem.FORBIDDEN);
    assertThat(e.text())
        .contains("refs/aliases/champion")
        .endsWith(": no such right")
        .doesNotContain("refs/heads/main");
    assertThat(refs()).isEqualTo(before);
  }

  @Test
  void whatAHostMovedAloneIsTakenBack() throws IOException {
    refuse("case $1 in refs/aliases/*) true ;; *) false ;; esac");
    Map<String, String> before = refs();
    HostPush push = unatomicPush();
    RegistryException e = catchThrowableOfType(RegistryException.class, () -> push.move(both()));
    assertThat(e.problem()).isEqualTo(Problem.FORBIDDEN);
    assertThat(e.text()).contains("refs/aliases/champion");
    assertThat(refs()).isEqualTo(before);
  }

  @Test
  void whatCanNotBeTakenBackIsReportedWithWhatMendsIt() throws IOException {
    String back = "[ $1$3 = refs/heads/main" + first + " ]";
    refuse("case $1 in refs/aliases/*) true ;; *) " + back + " ;; esac");
    HostPush push = unatomicPush();
    RegistryException e = catchThrowableOfType(RegistryException.class, () -> push.move(both()));
    assertThat(e.problem()).isEqualTo(Problem.CORRUPT);
    assertThat(e.text()).contains("refs/heads/main", "refs/aliases/champion");
    assertThat(e.hint())
        .contains("git push --force-with-lease=refs/heads/main:" + second)
        .contains(first + ":refs/heads/main");
    assertThat(refs()).containsEntry("refs/heads/main", second.hex());
  }

  @Test
  void aHostWithoutAtomicPushesIsNamedAndNothingMoves() {
    git("--git-dir=" + host, "config", "receive.advertiseAtomic", "false");
    Map<String, String> before = refs();
    RegistryException e = catchThrowableOfType(RegistryException.class, () -> push().move(both()));
    assertThat(e.problem()).isEqualTo(Problem.REFUSED);
    assertThat(e.text()).contains("can't push atomically");
    assertThat(refs()).isEqualTo(before);
  }

  @Test
  void anAnswerThatGotLostIsAskedFor() throws IOException {
    Path ssh = folder.resolve("ssh");
    Files.writeString(
        ssh,
        """
        #!/bin/sh
        case $2 in
          git-receive-pack*)
            # What it advertises arrives, up to the packet that ends it, and nothing after.
            sh -c "$2" | perl -e 'while (sysread STDIN, $b, 65536) { syswrite STDOUT, $b unless $e; $e ||= $b =~ /0000\\z/ }' ;;
          *) sh -c "$2" ;;
        esac
        """);
    assertThat(ssh.toFile().setExecutable(true)).isTrue();
    HostPush push = push("GIT_SSH", ssh.toString(), "GIT_SSH_VARIANT", "simple");
    push.move(both());
    assertThat(refs()).containsOnly(Map.entry("refs/heads/main", second.hex()));
  }
}
