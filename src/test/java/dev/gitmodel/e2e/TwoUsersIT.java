package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two users of one Git host, each on a machine of their own, write at the same time. */
final class TwoUsersIT {
  private static final String MODEL = "demo";
  private static final int ROUNDS = 34;
  private static final int KINDS = 3;

  @TempDir Path root;

  private GitSandbox user(String name) {
    Path home = root.resolve(name);
    GitSandbox box = GitSandbox.in(home);
    Machine.write(
        box.home().resolve(".gitconfig"),
        "[user]\n\tname = " + name + "\n\temail = " + name + "@example.org\n");
    return box.with("GIT_MODEL_REGISTRY", "file://" + root.resolve("host") + "/{name}.git");
  }

  private static List<Run> work(GitSandbox box, String name) {
    List<Run> runs = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      Path folder = ModelFolder.make(box.folder().resolve("m"), MODEL, (name + round).hashCode());
      runs.add(box.run("push", folder.toString(), "--bump", "patch"));
      runs.add(box.run("alias", MODEL + "@latest", name + "-" + round));
      runs.add(box.run("metrics", MODEL + "@1.0.0", name + "_" + round + "=0." + (round + 1)));
    }
    return runs;
  }

  @Test
  void twoHundredOperationsLoseNothing() throws Exception {
    GitSandbox ann = user("ann");
    GitSandbox bob = user("bob");
    Path first = ModelFolder.make(ann.folder().resolve("m"), MODEL, 0);
    ann.run("push", first.toString(), "--version", "1.0.0").ok();
    List<Run> runs = new ArrayList<>();
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      List<Future<List<Run>>> work =
          List.of(both.submit(() -> work(ann, "ann")), both.submit(() -> work(bob, "bob")));
      for (Future<List<Run>> done : work) {
        runs.addAll(done.get());
      }
    } finally {
      both.shutdownNow();
    }
    assertThat(runs).hasSizeGreaterThanOrEqualTo(200).allSatisfy(Run::ok);
    everythingIsThere(user("eve"));
  }

  /** Seen by a third, who has nothing yet. */
  private void everythingIsThere(GitSandbox eve) {
    int each = 2 * ROUNDS;
    Path repository = root.resolve("host/demo.git");
    GitSandbox stock = eve.at(repository);
    assertThat(lines(stock, "tag", "--list", "v*")).hasSize(1 + each);
    assertThat(lines(stock, "for-each-ref", "refs/aliases")).hasSize(each);
    assertThat(lines(stock, "notes", "--ref=metrics", "show", "v1.0.0^{}")).hasSize(each);
    int entries = 2 + KINDS * each;
    assertThat(lines(stock, "rev-list", "refs/audit/log")).hasSize(entries);
    assertThat(lines(stock, "rev-list", "--merges", "refs/audit/log")).isEmpty();
    stock.tool("git", "fsck", "--full", "--strict").ok();
    Run verified = eve.run("audit", "verify", MODEL).ok();
    assertThat(verified.out()).contains(entries + " audit entries, every ref as recorded");
    eve.run("verify", MODEL, "--deep").ok();
    Path out = eve.folder().resolve("out");
    eve.run("pull", MODEL + "@latest", "-o", out.toString()).ok();
    assertThat(Files.isRegularFile(out.resolve("model.safetensors"))).isTrue();
  }

  private static List<String> lines(GitSandbox stock, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    return stock.tool(command.toArray(String[]::new)).ok().out().lines().toList();
  }
}
