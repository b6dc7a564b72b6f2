package dev.gitmodel.e2e;

import static dev.gitmodel.e2e.TransferHosts.bytes;
import static dev.gitmodel.e2e.TransferHosts.filesBelow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.e2e.TransferHosts.Side;
import dev.gitmodel.lfs.DirectoryBlobs;
import dev.gitmodel.lfs.RemoteBlobs.Item;
import dev.gitmodel.lfs.TransferClient;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Large files over a real sshd, by stock git-lfs and by our client, to our server and another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TransferIT {
  private TransferHosts hosts;
  private GitSandbox box;

  @BeforeAll
  void start(@TempDir Path root) {
    hosts = TransferHosts.in(root);
    box = hosts.box();
  }

  @AfterAll
  void stop() {
    hosts.close();
  }

  /** A clone of the repository, with a commit of weights in it that are not pushed yet. */
  private GitSandbox commit(GitSandbox user, String url, String name, int... sizes) {
    Path clone = hosts.fresh(name);
    user.tool("git", "clone", "-q", url, clone.toString()).ok();
    GitSandbox at = user.at(clone);
    at.tool("git", "lfs", "track", "*.bin").ok();
    for (int size : sizes) {
      Machine.write(clone.resolve(size + ".bin"), bytes(size, size));
    }
    at.tool("git", "add", ".").ok();
    at.tool("git", "commit", "-q", "-m", "weights").ok();
    return at;
  }

  @ParameterizedTest
  @EnumSource
  void stockGitLfsPushesAndPullsWeights(Side side) throws IOException {
    Path bare = hosts.bare();
    GitSandbox ada = hosts.host(side).as("ada", box);
    GitSandbox work = commit(ada, hosts.host(side).url(bare), "work", 0, 5_000, 3_000_000);

    Run push = work.tool("git", "push", "origin", "main").ok();
    assertThat(push.out() + push.err()).contains("100% (2/2)").doesNotContain("authenticate");
    assertThat(new DirectoryBlobs(bare.resolve("lfs")).all())
        .extracting(DirectoryBlobs.Stored::size)
        .containsExactlyInAnyOrder(5_000L, 3_000_000L);

    Path clone = hosts.fresh("clone");
    ada.tool("git", "clone", "-q", hosts.host(side).url(bare), clone.toString()).ok();
    assertThat(Machine.hashes(clone)).isEqualTo(Machine.hashes(work.folder()));
    assertThat(ada.at(clone).tool("git", "lfs", "fsck").ok().out()).contains("fsck OK");
  }

  @Test
  void whatIsThereIsNotSentAgain() throws IOException {
    Path bare = hosts.bare();
    GitSandbox ada = hosts.ours().as("ada", box);
    GitSandbox work = commit(ada, hosts.ours().url(bare), "first", 400_000);
    work.tool("git", "push", "-q", "origin", "main").ok();
    Path object = onlyObject(bare);
    var before = Files.getLastModifiedTime(object);

    work.tool("git", "commit", "-q", "--allow-empty", "-m", "more").ok();
    work.tool("git", "lfs", "push", "--all", "origin").ok();
    assertThat(Files.getLastModifiedTime(object)).isEqualTo(before);
  }

  private static Path onlyObject(Path bare) throws IOException {
    List<String> files = filesBelow(bare.resolve("lfs"));
    assertThat(files).hasSize(1);
    return bare.resolve("lfs").resolve(files.get(0));
  }

  @Test
  void twoPeopleLockByStockGitLfs() {
    Path bare = hosts.bare();
    GitSandbox ada = commit(hosts.ours().as("ada", box), hosts.ours().url(bare), "ada", 5_000);
    ada.tool("git", "push", "-q", "origin", "main").ok();
    Path clone = hosts.fresh("ben");
    hosts
        .ours()
        .as("ben", box)
        .tool("git", "clone", "-q", hosts.ours().url(bare), clone.toString())
        .ok();
    GitSandbox ben = hosts.ours().as("ben", box).at(clone);

    assertThat(ada.tool("git", "lfs", "lock", "5000.bin").ok().out()).contains("Locked 5000.bin");
    assertThat(ben.tool("git", "lfs", "locks").ok().out()).contains("5000.bin").contains("ada");
    Run taken = ben.tool("git", "lfs", "lock", "5000.bin");
    assertThat(taken.exit()).isNotZero();
    assertThat(taken.err() + taken.out()).contains("5000.bin");
    Run notHis = ben.tool("git", "lfs", "unlock", "5000.bin");
    assertThat(notHis.exit()).isNotZero();
    assertThat(ada.tool("git", "lfs", "locks", "--verify").ok().out()).contains("O 5000.bin");

    ada.tool("git", "lfs", "unlock", "5000.bin").ok();
    assertThat(ben.tool("git", "lfs", "locks").ok().out()).doesNotContain("5000.bin");
    ben.tool("git", "lfs", "lock", "5000.bin").ok();
    assertThat(ada.tool("git", "lfs", "locks").ok().out()).contains("ben");
  }

  @ParameterizedTest
  @EnumSource
  void ourClientSendsAndFetches(Side side) {
    Path bare = hosts.bare();
    DirectoryBlobs here = hosts.store("here");
    DirectoryBlobs third = hosts.store("third");
    List<Item> items = new ArrayList<>();
    for (int size : new int[] {1, 65_516, 1_000_000, 20_000_000}) {
      items.add(hosts.put(here, bytes(size, size)));
    }
    try (TransferClient client = hosts.client(side, bare)) {
      assertThat(client.upload(items, here, Progress.NONE)).isEqualTo(21_065_517);
      assertThat(client.upload(items, here, Progress.NONE)).isZero();
      client.download(items, third, Progress.NONE);
    }
    DirectoryBlobs there = new DirectoryBlobs(bare.resolve("lfs"));
    for (Item item : items) {
      assertThat(there.intact(item.digest(), item.size(), Progress.NONE)).isTrue();
      assertThat(third.intact(item.digest(), item.size(), Progress.NONE)).isTrue();
    }
  }
}
