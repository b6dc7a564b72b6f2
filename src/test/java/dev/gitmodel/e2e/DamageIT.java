package dev.gitmodel.e2e;

import static dev.gitmodel.e2e.Machine.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where one thing is damaged, it is named, and the rest is answered. */
final class DamageIT {
  private Machine machine;
  private GitSandbox box;

  @BeforeEach
  void publish(@TempDir Path root) {
    machine = Machine.in(root);
    box = machine.box();
    machine.publishMeasured(3);
  }

  /** Takes an object away, and all that was learnt while it was there. */
  private void lose(String object) throws IOException {
    String id = machine.revision(object);
    Path repository = box.repository(MODEL);
    Files.delete(
        repository.resolve("objects").resolve(id.substring(0, 2)).resolve(id.substring(2)));
    PathUtils.deleteDirectory(box.home().resolve(".cache/git-model/index"));
  }

  @Test
  void aVersionWithoutItsManifestHidesNoOther() throws IOException {
    Path next = machine.folder("next", 9);
    Files.writeString(next.resolve("model.yaml"), "name: iris\nbase_model: acme/base@1.0.0\n");
    Path base = machine.folder("base", "base", 8);
    machine.out("push", base.toString(), "--name", "acme/base", "--version", "1.0.0");
    machine.out("push", next.toString(), "--name", MODEL, "--version", "1.3.0");
    lose("v1.1.0:model.yaml");

    String lost = "can't read 1.1.0: ";
    for (int again = 0; again < 2; again++) {
      Run down = box.run("lineage", "acme/base@1.0.0", "--down").exits(6);
      assertThat(down.out()).contains("base model of " + MODEL + "@1.3.0");
      assertThat(down.err()).containsOnlyOnce(lost);
    }
    for (String verb : new String[] {"versions", "info"}) {
      Run run = box.run(verb, MODEL).exits(6);
      assertThat(run.out()).contains("1.0.0", "1.2.0").doesNotContain("1.1.0    release");
      assertThat(run.err()).contains("warning: " + MODEL + "@1.1.0: " + lost);
    }
    assertThat(box.run("doctor", MODEL).exits(1).out()).contains(MODEL + "@1.1.0: " + lost);
  }

  /** Root may list every folder, but a link to nowhere leads nobody. */
  @Test
  void aNamespaceThatLeadsNowhereIsNamedAndTheOthersAreAnswered() throws IOException {
    Path gone = box.registry().resolve("gone");
    Files.createSymbolicLink(gone, box.registry().resolve("moved-away"));
    Files.createSymbolicLink(box.registry().resolve("loop"), Path.of("loop"));

    String what = "gone: " + gone + " is a link to what is not there";
    for (String line : new String[] {"list", "audit", "list --at 1s", "audit checkpoint"}) {
      Run run = box.run(line.split(" ")).exits(6);
      assertThat(run.err()).as(line).contains("warning: " + what, "loop is a link to");
      assertThat(run.out()).as(line).contains("acme/");
    }
    for (String line : new String[] {"audit verify", "verify", "doctor"}) {
      Run run = box.run(line.split(" ")).exits(1);
      assertThat(run.out()).as(line).contains(what, "loop is a link to", MODEL + ": ");
    }
  }

  /** As a power cut leaves it where stock git wrote the ref: what does not need it is answered. */
  @ParameterizedTest
  @CsvSource({
    "refs/heads/main, resolve acme/iris@branch:main",
    "refs/aliases/champion, resolve acme/iris@champion",
    "refs/notes/metrics, metrics acme/iris@1.0.0"
  })
  void anEmptyRefIsPutBackByWhatIsSaidOfIt(String ref, String needy) throws IOException {
    machine.out("alias", MODEL + "@1.0.0", "champion");
    String was = machine.revision(ref);
    machine.git("update-ref", "-d", ref);
    Path file = empty(ref);

    String what = ref + ": is broken: " + file + " is empty; the log says " + was;
    String back = "git --git-dir " + box.repository(MODEL) + " update-ref " + ref + " " + was;
    String hint = "put it back with: rm " + file + " && " + back;
    assertThat(machine.out("resolve", MODEL)).isEqualTo(MODEL + "@1.2.0\n");
    assertThat(box.run("info", MODEL).exits(6).err()).contains("warning: " + what, hint);
    for (String verb : new String[] {"doctor", "audit verify"}) {
      Run found = box.run((verb + " " + MODEL).split(" ")).exits(1);
      assertThat(found.out()).as(verb).contains(what);
      assertThat(found.err()).as(verb).isEqualTo("hint: " + hint + "\n");
    }
    String folder = machine.folder("next", 9).toString();
    String[] push = {"push", folder, "--name", MODEL, "--version", "1.9.0"};
    for (String[] line : new String[][] {needy.split(" "), push}) {
      assertThat(box.run(line).exits(6).err()).contains(file + " is empty", hint);
    }

    box.tool("sh", "-c", hint.substring(hint.indexOf("rm"))).ok();
    assertThat(machine.out("audit", "verify", MODEL)).endsWith("every ref as recorded\n");
    machine.out(push);
  }

  /** Or an older version would be the latest, without a word. */
  @Test
  void anEmptyTagOfAVersionStopsWhatAsksForVersions() throws IOException {
    Path file = empty("refs/tags/v1.2.0");

    for (String verb : new String[] {"resolve", "versions", "info"}) {
      Run run = box.run(verb, MODEL).exits(6);
      assertThat(run.err()).contains(file + " is empty", "hint: put it back with: rm " + file);
    }
    for (String line : new String[] {"list", "audit", "list --at 1s"}) {
      assertThat(box.run(line.split(" ")).exits(6).err())
          .as(line)
          .contains("warning: " + MODEL + ": refs/tags/v1.2.0 is broken: ");
    }
    Files.delete(file);
    assertThat(machine.out("resolve", MODEL)).isEqualTo(MODEL + "@1.2.0\n");
  }

  private Path empty(String ref) throws IOException {
    Path file = box.repository(MODEL).resolve(ref);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }

  @Test
  void metricsThatAreNoneAreDamageAndNoWrongQuestion() {
    String commit = machine.revision("v1.1.0^{commit}");
    machine.stock("notes", "--ref", "metrics", "add", "-f", "-m", "f1: [", commit).ok();

    for (String verb : new String[] {"info", "metrics"}) {
      assertThat(box.run(verb, MODEL + "@1.1.0").exits(6).err())
          .contains("the metrics noted on " + commit.substring(0, 8) + " are damaged: ", "hint: ")
          .contains("git notes --ref metrics edit " + commit);
    }
    assertThat(box.run("doctor", MODEL).exits(1).out()).containsOnlyOnce("are damaged: ");
    assertThat(box.run("versions", MODEL).exits(6).out()).contains("1.0.0", "1.2.0");
    for (String line : new String[] {"history", "history --metric f1"}) {
      Run history = box.run((line + " " + MODEL).split(" ")).exits(6);
      assertThat(history.out()).containsPattern("f1 +0.7 +- +0.9 ");
      assertThat(history.err()).startsWith("warning: ").containsOnlyOnce("are damaged: ");
    }
    assertThat(box.run("history", MODEL, "--metric", "f2").exits(6).err()).startsWith("error: ");
  }

  /** What verify says to do where an object of a version is gone. */
  @Test
  void weightsThatAreGoneComeBackWithTheSamePushAgain() throws IOException {
    String folder = box.folder().resolve("m1").toString();
    String[] push = {"push", folder, "--name", MODEL, "--version", "1.1.0"};
    try (Stream<Path> objects = Files.walk(box.repository(MODEL).resolve("lfs/objects"))) {
      for (Path object : objects.filter(Files::isRegularFile).toList()) {
        Files.delete(object);
      }
    }
    assertThat(box.run("verify", MODEL + "@1.1.0").exits(1).err())
        .contains("push the same version");

    String[] dry = Stream.concat(Stream.of(push), Stream.of("--dry-run")).toArray(String[]::new);
    assertThat(machine.out(dry)).contains("already published", " were missing)");
    assertThat(machine.out(push)).contains("already published", " were missing)");
    assertThat(machine.out(push)).contains("already published", "(0 B new)");
    machine.out("verify", MODEL + "@1.1.0", "--deep");
  }

  /** What doctor says to do where an object has other bytes of the same number. */
  @Test
  void weightsThatWereFlippedComeBackAsDoctorSays() throws IOException {
    String folder = box.folder().resolve("m1").toString();
    String[] push = {"push", folder, "--name", MODEL, "--version", "1.1.0"};
    Path weights = Machine.object(box.repository(MODEL), Path.of(folder, "model.safetensors"));
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 1] ^= 1;
    Files.delete(weights);
    Files.write(weights, bytes);

    assertThat(box.run("pull", MODEL + "@1.1.0").exits(6).err())
        .contains("does not have the content of its name", "git model doctor --deep");
    assertThat(box.run("verify", MODEL, "--deep").exits(1).err())
        .contains("git model doctor " + MODEL + " --deep");
    String hint = box.run("doctor", MODEL, "--deep").exits(1).err();
    assertThat(hint)
        .startsWith("hint: remove it with: rm -f ")
        .contains("push the same version again");
    String rm = hint.substring(hint.indexOf("rm "), hint.indexOf(';'));
    box.tool("sh", "-c", rm).ok();
    assertThat(machine.out(push)).contains("already published", " were missing)");
    machine.out("verify", MODEL, "--deep");
    assertThat(machine.out("doctor", MODEL, "--deep")).contains("all well");
  }

  @Test
  void anEmptyAuditLogIsNamedOnce() throws IOException {
    machine.git("update-ref", "-d", "refs/audit/log");
    empty("refs/audit/log");

    Run found = box.run("doctor", MODEL).exits(1);
    assertThat(found.out()).containsOnlyOnce("is broken: ");
    assertThat(box.run("audit", "verify", MODEL).exits(1).out()).containsOnlyOnce(MODEL + ": ");
  }

  /** The pack that holds everything, cut off. */
  private Path truncatedPack() throws IOException {
    machine.git("repack", "-adq");
    try (Stream<Path> files = Files.list(box.repository(MODEL).resolve("objects/pack"))) {
      Path pack = files.filter(f -> f.toString().endsWith(".pack")).findFirst().orElseThrow();
      byte[] half = Arrays.copyOf(Files.readAllBytes(pack), 700);
      Files.delete(pack);
      return Files.write(pack, half);
    }
  }

  /** Also while nothing of it is to be read, because all that is asked for is known. */
  @Test
  void aTruncatedPackIsNamedAndComesBackFromACloneAsDoctorSays()
      throws IOException, InterruptedException {
    Path clone = box.folder().resolve("clone");
    machine.out("clone", MODEL, clone.toString());
    machine.out("versions", MODEL);
    String pack = truncatedPack().getFileName().toString();

    Run found = box.run("doctor", MODEL).exits(1);
    assertThat(found.out())
        .startsWith(MODEL + ": objects/pack/" + pack + ": is cut short or damaged: ");
    String line = found.err().lines().findFirst().orElseThrow();
    String sh = line.substring(line.indexOf("mkdir")).replace("CLONE", clone.toString());
    assertThat(new ProcessBuilder("sh", "-c", sh).start().waitFor()).isZero();
    assertThat(machine.out("doctor", MODEL, "--deep")).contains("all well");
    assertThat(machine.out("audit", "verify", MODEL)).endsWith("every ref as recorded\n");
  }

  /** No verb says to ask itself. */
  @Test
  void whatATruncatedPackTookAwayIsToBeRestored() throws IOException {
    truncatedPack();
    PathUtils.deleteDirectory(box.home().resolve(".cache/git-model/index"));

    for (String verb : new String[] {"doctor", "verify"}) {
      Run found = box.run(verb, MODEL).exits(1);
      assertThat(found.err()).as(verb).contains("from a clone or a backup");
      assertThat(found.err()).as(verb).doesNotContain("git model verify", "push the same");
    }
  }

  /** It is looked for in what list can't read, and there a tag is no model. */
  @Test
  void aTagThatIsNoVersionStopsNoVerbOfAllModels() {
    machine.git("tag", "v9.0.0", "main");

    for (String line : new String[] {"audit verify", "verify", "doctor"}) {
      assertThat(box.run(line.split(" ")).exits(1).out()).contains("v9.0.0: is no version");
    }
    box.run("audit").ok();
  }
}
