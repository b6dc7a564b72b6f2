package dev.gitmodel.lfs;

import static dev.gitmodel.lfs.TestLfsServer.Kind.GET;
import static dev.gitmodel.lfs.TestLfsServer.Kind.PUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stock git-lfs sends we fetch, and what we send it fetches. */
class StockLfsTest {
  private static final byte[] CONTENT = Sources.bytes(2_000_000, 3);

  @TempDir Path folder;
  private RemoteDesk desk;
  private Path clone;
  private Path bare;

  @BeforeEach
  void open() throws Exception {
    desk = new RemoteDesk(folder.resolve("desk"));
    bare = Files.createDirectories(folder.resolve("bare.git"));
    Stock.run(bare, "git", "init", "-q", "--bare", "-b", "main");
    clone = clone("clone");
  }

  private Path clone(String name) throws Exception {
    Path made = Files.createDirectories(folder.resolve(name));
    Stock.run(made, "git", "init", "-q", "-b", "main");
    Stock.run(made, "git", "lfs", "install", "--local");
    Stock.run(made, "git", "config", "lfs.url", desk.server.base().toString());
    Stock.run(made, "git", "remote", "add", "origin", bare.toString());
    return made;
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private void commit() throws Exception {
    Files.writeString(
        clone.resolve(".gitattributes"), "*.bin filter=lfs diff=lfs merge=lfs -text\n");
    Files.write(clone.resolve("w.bin"), CONTENT);
    Stock.run(clone, "git", "add", ".");
    Stock.run(clone, "git", "commit", "-qm", "first");
  }

  @Test
  void whatGitLfsPushesIsFetched() throws Exception {
    commit();
    Stock.run(clone, "git", "push", "-q", "origin", "main");
    assertThat(desk.server.seen(PUT)).hasSize(1);

    RemoteBlobs.Item item = RemoteDesk.item(CONTENT);
    desk.download(item);
    assertThat(desk.content(item)).isEqualTo(CONTENT);
  }

  @Test
  void gitLfsFetchesWhatWeSent() throws Exception {
    commit();
    Stock.run(clone, "git", "-c", "core.hooksPath=/dev/null", "push", "-q", "origin", "main");
    DirectoryBlobs own = new DirectoryBlobs(clone.resolve(".git/lfs"));
    assertThat(desk.remote().upload(List.of(RemoteDesk.item(CONTENT)), own, bytes -> {}))
        .isEqualTo(CONTENT.length);

    Path second = clone("second");
    Stock.run(second, "git", "pull", "-q", "origin", "main");
    assertThat(second.resolve("w.bin")).hasBinaryContent(CONTENT);
    assertThat(desk.server.seen(GET)).hasSize(1);
    assertThat(Stock.run(second, "git", "lfs", "fsck")).contains("OK");
  }

  @Test
  void whatGitLfsBeganWeGoOnWith() throws Exception {
    commit();
    Stock.run(clone, "git", "push", "-q", "origin", "main");
    Path second = clone("second");
    // Whoever goes on is refused, so that what came first stays.
    desk.server.next(GET, Faults.cut(CONTENT, 1_200_000)).always(GET, Faults.status(500));
    Stock.run(second, "git", "config", "lfs.transfer.maxretries", "1");
    assertThat(Stock.attempt(second, "git", "pull", "-q", "origin", "main").exit()).isNotZero();
    String oid = Digest.of(CONTENT).hex();
    Path part = second.resolve(".git/lfs/incomplete/" + oid + ".part");
    assertThat(part).hasSize(1_200_000);

    desk.server.always(GET, exchange -> false);
    DirectoryBlobs theirs = new DirectoryBlobs(second.resolve(".git/lfs"));
    desk.remote().download(List.of(RemoteDesk.item(CONTENT)), theirs, bytes -> {});
    assertThat(desk.server.seen(GET))
        .last()
        .matches(s -> s.field("Range").startsWith("bytes=1200000-"));
    assertThat(theirs.location(Digest.of(CONTENT))).hasBinaryContent(CONTENT);
  }
}
