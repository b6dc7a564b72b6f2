package dev.gitmodel.e2e;

import static dev.gitmodel.e2e.CloneDesk.git;
import static dev.gitmodel.e2e.Machine.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a clone: made by {@code clone} or by stock git, and used with {@code .} and {@code @}. */
final class CloneIT {
  @TempDir Path root;
  private CloneDesk desk;
  private Machine machine;
  private GitSandbox box;

  @BeforeEach
  void publishTwo() {
    desk = new CloneDesk(root);
    machine = desk.machine;
    box = machine.box();
  }

  @Test
  void aCloneHasTheRealBytesAndAllThatGitSaysOfTheModel() {
    GitSandbox clone = desk.cloned();

    Map<String, String> published = new TreeMap<>(Machine.hashes(box.folder().resolve("two")));
    published.remove("model.yaml");
    assertThat(Machine.hashes(clone.folder())).containsAllEntriesOf(published);
    assertThat(git(clone, "status", "--short", "--branch")).isEqualTo("## main...origin/main\n");
    assertThat(git(clone, "log", "-1", "--format=%N", "--notes=metrics")).contains("f1: 0.8");
    assertThat(git(clone, "for-each-ref", "--format=%(refname)"))
        .contains("refs/aliases/champion\n", "refs/audit/log\n", "refs/notes/tensors\n");
    assertThat(git(clone, "config", "model.name")).isEqualTo(MODEL + "\n");
    assertThat(git(clone, "config", "model.registry")).isEqualTo(box.registry() + "\n");
    assertThat(git(clone, "config", "diff.lfs.textconv")).contains("git-model textconv weights");
    assertThat(git(clone, "lfs", "fsck")).isEqualTo("Git LFS fsck OK\n");
  }

  @Test
  void inACloneADotIsTheModelAndAnAtSignAVersionOfIt() throws IOException {
    GitSandbox clone = desk.cloned();
    GitSandbox below = clone.at(Files.createDirectories(clone.folder().resolve("a/b")));

    assertThat(clone.run("resolve", ".").ok().out()).isEqualTo(MODEL + "@1.1.0\n");
    assertThat(below.run("resolve", "@champion").ok().out()).isEqualTo(MODEL + "@1.0.0\n");
    assertThat(below.run("resolve", ".@1.0.0").ok().out()).isEqualTo(MODEL + "@1.0.0\n");
    assertThat(clone.run("versions", ".").ok().out()).contains("1.0.0", "1.1.0");
    assertThat(clone.run("compare", ".", "1.0.0", "1.1.0").ok().out()).contains("0.7", "0.8");
    assertThat(clone.run("metrics", "@champion", "f1=0.75").ok().out()).contains(MODEL + "@1.0.0");
    assertThat(clone.run("audit", "verify", ".").ok().out()).contains(MODEL);
    assertThat(clone.run("validate", ".").ok().out()).isEmpty();
    assertThat(clone.run("diff", ".@champion", ".").ok().out())
        .startsWith(MODEL + "@1.0.0 → 1.1.0");
  }

  @Test
  void aNameThatIsNearlyAModelsIsToldWhichOneThatIs() {
    for (String nearly : new String[] {"iris", "acme/irsi"}) {
      assertThat(box.run("info", nearly).exits(3).err())
          .contains("hint: did you mean " + MODEL + "? git model list shows what is there");
    }
    assertThat(box.run("info", "other/thing").exits(3).err()).contains("hint: git model list");
  }

  @Test
  void outsideOfACloneADotIsRefusedWithWhatToType() {
    Run said = box.run("info", ".").exits(2);

    assertThat(said.err())
        .contains("error: '.' and '@' mean the model whose clone you stand in")
        .contains("git model clone MODEL");
  }

  @Test
  void aCloneByStockGitIsKnownByItsOriginAndInitMakesItFetchAll() {
    git(box, "clone", "--quiet", box.repository(MODEL).toString(), "plain");
    GitSandbox plain = box.at(box.folder().resolve("plain"));

    assertThat(plain.run("resolve", "@champion").ok().out()).isEqualTo(MODEL + "@1.0.0\n");
    assertThat(git(plain, "for-each-ref", "refs/aliases")).isEmpty();
    assertThat(plain.run("init").ok().err()).contains("remote.origin.fetch");
    git(plain, "fetch", "--quiet");
    assertThat(git(plain, "log", "-1", "--format=%N", "--notes=metrics")).contains("f1: 0.8");
    assertThat(git(plain, "rev-parse", "refs/aliases/champion"))
        .isEqualTo(machine.revision("refs/aliases/champion") + "\n");
    assertThat(plain.run("init", "--json").ok().out()).contains("\"configured\": []");
  }

  @Test
  void aCloneThatIsBehindSaysSoInOneLineUntilItFetched() {
    GitSandbox clone = desk.cloned();
    machine.out("alias", MODEL + "@1.1.0", "champion");
    machine.out("metrics", MODEL + "@1.1.0", "f1=0.9");

    assertThat(clone.run("resolve", "@champion").ok().err())
        .isEqualTo(
            "warning: this clone is behind "
                + MODEL
                + " in the registry (aliases, metrics):"
                + " git fetch\n");
    assertThat(clone.run("versions", MODEL).ok().err()).contains("is behind").hasLineCount(1);
    git(clone, "fetch", "--quiet");
    assertThat(clone.run("resolve", "@champion").ok().err()).isEmpty();
    assertThat(git(clone, "log", "-1", "--format=%N", "--notes=metrics")).contains("f1: 0.9");
  }

  @Test
  void notesOfOnesOwnSurviveEveryFetch() {
    GitSandbox clone = desk.cloned();
    git(clone, "notes", "add", "-m", "my own words");
    git(clone, "notes", "--ref=metrics", "add", "-f", "-m", "f1: 0.99");
    String mine = git(clone, "rev-parse", "refs/notes/metrics");
    machine.out("metrics", MODEL + "@1.0.0", "f1=0.6");

    Run fetched = clone.tool("git", "fetch", "--prune").exits(1);

    assertThat(fetched.err()).contains("[rejected]", "refs/notes/metrics", "non-fast-forward");
    assertThat(git(clone, "rev-parse", "refs/notes/metrics")).isEqualTo(mine);
    assertThat(git(clone, "notes", "show")).isEqualTo("my own words\n");
    assertThat(git(clone, "rev-parse", "refs/audit/log"))
        .isEqualTo(machine.revision("refs/audit/log") + "\n");
  }

  @Test
  void aFolderWithSomethingInItIsLeftAlone() {
    Map<String, String> before = Machine.hashes(box.folder());

    assertThat(box.run("clone", MODEL, "one").exits(4).err()).contains("not an empty folder");
    assertThat(box.run("clone", "acme/nothing").exits(3).err()).contains("no model acme/nothing");
    assertThat(box.run("clone", MODEL, "new", "--branch", "nope").exits(3).err()).contains("nope");
    assertThat(Machine.hashes(box.folder())).isEqualTo(before);
  }

  @Test
  void aHostThatBeginsWithABranchThatIsNotThereIsClonedOnMain() {
    Path bare = box.registry().resolve("acme/elsewhere.git");
    machine.folder("elsewhere", "elsewhere", 5);
    machine.out("push", "elsewhere", "--name", "acme/elsewhere", "--version", "1.0.0");
    box.tool("git", "-C", bare.toString(), "symbolic-ref", "HEAD", "refs/heads/master").ok();

    assertThat(box.run("clone", "acme/elsewhere", "on-main").ok().out())
        .doesNotContain("no version");
    GitSandbox clone = box.at(box.folder().resolve("on-main"));
    assertThat(git(clone, "status", "--branch", "--porcelain"))
        .isEqualTo("## main...origin/main\n");
    assertThat(Machine.hashes(clone.folder()).get("model.safetensors"))
        .isEqualTo(Machine.sha256(box.folder().resolve("elsewhere/model.safetensors")));
  }

  @Test
  void anEmptyModelCanBeCloned() {
    machine.out("create", "acme/empty");

    assertThat(box.run("clone", "acme/empty").ok().out()).contains("which has no version yet");
    GitSandbox clone = box.at(box.folder().resolve("empty"));
    assertThat(clone.run("audit", ".").ok().out()).contains("create");
  }

  @Test
  void aTagAndAShallowHistoryAreEnoughForCi() {
    GitSandbox clone = desk.cloned("--branch", "v1.0.0", "--depth", "1");

    assertThat(git(clone, "rev-list", "--count", "HEAD")).isEqualTo("1\n");
    assertThat(Machine.hashes(clone.folder()).get("model.safetensors"))
        .isEqualTo(Machine.sha256(box.folder().resolve("one/model.safetensors")));
    assertThat(clone.run("resolve", "@champion").ok().out()).isEqualTo(MODEL + "@1.0.0\n");
  }

  @Test
  void withoutGitLfsTheHintSaysHowToGetTheWeights() throws IOException {
    Path programs = Files.createDirectories(root.resolve("programs"));
    Path git = Path.of(box.tool("sh", "-c", "command -v git").ok().out().strip());
    Files.createSymbolicLink(programs.resolve("git"), git);
    Files.writeString(programs.resolve("git-lfs"), "#!/bin/sh\nexit 127\n");
    assertThat(programs.resolve("git-lfs").toFile().setExecutable(true)).isTrue();
    GitSandbox poor = box.with("PATH", programs + ":" + box.environment().get("PATH"));

    Run run = poor.run("clone", MODEL).ok();

    assertThat(run.err()).contains("hint: the large files are pointers", "git lfs pull");
    GitSandbox clone = box.at(box.folder().resolve("iris"));
    assertThat(Machine.text(clone.folder().resolve("model.safetensors")))
        .startsWith("version https://git-lfs.github.com/spec/v1\n");
    git(clone, "lfs", "install", "--local");
    git(clone, "lfs", "pull");
    assertThat(Machine.sha256(clone.folder().resolve("model.safetensors")))
        .isEqualTo(Machine.sha256(box.folder().resolve("two/model.safetensors")));
    assertThat(git(clone, "status", "--short")).isEmpty();
  }

  @Test
  void aCloneOfAHostIsMadeFromItsAddress() {
    GitSandbox hosted =
        box.with("GIT_MODEL_REGISTRY", "file://" + box.registry() + "/{namespace}/{name}.git");
    hosted.run("clone", MODEL).ok();
    // The setting of the clone alone says where the registry is.
    GitSandbox clone = box.with("GIT_MODEL_REGISTRY", "").at(box.folder().resolve("iris"));

    assertThat(git(clone, "config", "remote.origin.url"))
        .isEqualTo("file://" + box.repository(MODEL) + "\n");
    assertThat(clone.run("resolve", "@champion").ok().out()).isEqualTo(MODEL + "@1.0.0\n");
    machine.out("alias", MODEL + "@1.1.0", "champion");
    Run behind = clone.run("resolve", "@champion").ok();
    assertThat(behind.out()).isEqualTo(MODEL + "@1.1.0\n");
    assertThat(behind.err()).contains("is behind").hasLineCount(1);
    assertThat(Machine.sha256(clone.folder().resolve("model.safetensors")))
        .isEqualTo(Machine.sha256(box.folder().resolve("two/model.safetensors")));
  }
}
