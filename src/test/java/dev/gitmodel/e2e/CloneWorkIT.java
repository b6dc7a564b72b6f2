package dev.gitmodel.e2e;

import static dev.gitmodel.e2e.CloneDesk.commit;
import static dev.gitmodel.e2e.CloneDesk.git;
import static dev.gitmodel.e2e.Machine.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was changed in a clone: compared, gated and published from there. */
final class CloneWorkIT {
  private CloneDesk desk;
  private GitSandbox box;

  @BeforeEach
  void publishTwo(@TempDir Path root) {
    desk = new CloneDesk(root);
    box = desk.machine.box();
  }

  /** Its model.yaml has the name without the namespace, and that would be another model. */
  @Test
  void theFolderOfACloneIsPublishedAsTheModelItIsOf() throws IOException {
    GitSandbox clone = desk.cloned();
    assertThat(clone.run("inspect", ".").ok().out()).startsWith(MODEL + "@1.1.0\n");
    Files.writeString(clone.folder().resolve("more.txt"), "more\n");

    assertThat(clone.run("push", "--version", "1.2.0").ok().out())
        .startsWith("Pushed " + MODEL + "@1.2.0\n");
    assertThat(box.run("list").ok().out()).hasLineCount(1);
    assertThat(clone.run("push", "--name", "other/iris", "--dry-run").ok().out())
        .startsWith("Would push other/iris@");
  }

  @Test
  void diffComparesCommitsThatNobodyPublished() throws IOException {
    GitSandbox clone = desk.cloned();
    Path manifest = clone.folder().resolve("model.yaml");
    Files.writeString(
        manifest,
        Machine.text(manifest).replace("epochs: 3", "epochs: 5").replace("1.1.0", "1.2.0"));
    Files.write(clone.folder().resolve("model.safetensors"), ModelFolder.weights(9));
    commit(clone, "Train longer");

    Run text = clone.run("diff", "origin/main", "HEAD").ok();
    assertThat(text.err()).isEmpty();
    assertThat(text.out())
        .startsWith("origin/main (1.1.0) → HEAD (1.2.0)\n")
        .contains("~ epochs  3 → 5", "tensors: 1 changed");
    assertThat(clone.run("diff", "@champion", "HEAD", "--format", "markdown").ok().out())
        .startsWith("### " + MODEL + "@1.0.0 → HEAD (1.2.0)\n")
        .contains("| `epochs` | 3 | 5 |", "| `weight` | changed |");
    assertThat(clone.run("diff", "v1.1.0", "HEAD", "--json").ok().out())
        .contains("\"version\": \"1.2.0\"");
    clone.run("diff", "origin/main", "HEAD", "--exit-code").exits(1);
    clone.run("diff", "HEAD", "main", "--exit-code").exits(0);
    clone.run("diff", "origin/nothing", "HEAD").exits(3);
  }

  @Test
  void whatIsInACloneCanBeGatedBeforeItIsPublished() throws IOException {
    GitSandbox clone = desk.cloned();
    Path policy = box.folder().resolve("policy");
    git(box, "clone", "--quiet", box.registry().resolve("registry.git").toString(), "policy");
    Machine.write(
        policy.resolve("registry.yaml"),
        """
        policy:
          aliases:
            - aliases: [champion]
              require:
                metrics:
                  f1: {min: 0.75, max_regression: 0.01}
        """);
    commit(box.at(policy), "Guard the champion");
    git(box.at(policy), "push", "--quiet", "origin", "HEAD:main");
    Machine.write(clone.folder().resolve("metrics.json"), "{\"f1\": 0.74}");

    assertThat(
            clone
                .run("gate", "HEAD", "--metrics", "metrics.json", "--format", "junit")
                .exits(1)
                .out())
        .contains("<testcase classname=\"" + MODEL + ".champion\" name=\"f1 &gt;= 0.75\">")
        .contains("<failure message=\"0.74\"/>");
    Machine.write(clone.folder().resolve("metrics.json"), "{\"f1\": 0.76}");
    clone.run("gate", "HEAD", "--metrics", "metrics.json").ok();
    for (String commit : List.of("HEAD", "origin/main", "v1.1.0")) {
      assertThat(
              clone
                  .run("gate", "HEAD", "--metrics", "metrics.json", "--against", commit)
                  .exits(1)
                  .out())
          .contains("0.76 against 0.8 of 1.1.0");
    }
    clone.run("gate", "@1.0.0").exits(1);
  }
}
