package dev.gitmodel.e2e;

import static dev.gitmodel.e2e.TransferHosts.bytes;
import static dev.gitmodel.e2e.TransferHosts.filesBelow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.e2e.TransferHosts.Side;
import dev.gitmodel.lfs.DirectoryBlobs;
import dev.gitmodel.lfs.RemoteBlobs.Item;
import dev.gitmodel.lfs.TransferClient;
import dev.gitmodel.model.Digest;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What our git-lfs-transfer says and leaves behind, word for word and beside another's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TransferServerIT {
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

  /** What another's server and ours say to the same words. */
  private List<String> statuses(Side side, Path bare, String operation, byte[] said) {
    Process process;
    try {
      process =
          hosts.host(side).remote("ada", "git-lfs-transfer", bare.toString(), operation).start();
      try (OutputStream out = process.getOutputStream()) {
        out.write(said);
      }
      byte[] answer = process.getInputStream().readAllBytes();
      return statuses(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> statuses(byte[] answer) {
    List<String> found = new ArrayList<>();
    for (int at = 0; at < answer.length; ) {
      int length = Integer.parseInt(new String(answer, at, 4, StandardCharsets.US_ASCII), 16);
      String text =
          new String(answer, at + 4, Math.max(0, length - 4), StandardCharsets.UTF_8).strip();
      if (text.startsWith("status ") || text.startsWith("size=")) {
        found.add(text);
      }
      at += Math.max(4, length);
    }
    return found;
  }

  private static String packets(String... lines) {
    StringBuilder all = new StringBuilder();
    for (String line : lines) {
      all.append(
          line.equals("|")
              ? "0001"
              : line.isEmpty() ? "0000" : "%04x%s\n".formatted(line.length() + 5, line));
    }
    return all.toString();
  }

  @Test
  void ourServerAndTheOtherAgreeInWhatTheySay() {
    String oid = Digest.of("abc".getBytes(StandardCharsets.US_ASCII)).hex();
    String upload =
        packets("version 1", "")
            + packets("batch", "transfer=ssh", "hash-algo=sha256", "|", oid + " 3", "")
            + packets("put-object " + oid, "size=3", "|")
            + "0007xyz0000"
            + packets("put-object " + oid, "size=3", "|")
            + "0007abc0000"
            + packets("verify-object " + oid, "size=3", "")
            + packets("verify-object " + oid, "size=4", "")
            + packets("quit", "");
    String download =
        packets("version 1", "")
            + packets("batch", "|", oid + " 3", "")
            + packets("get-object " + oid, "size=3", "")
            + packets("get-object " + "f".repeat(64), "size=3", "")
            + packets("quit", "");
    List<List<String>> said = new ArrayList<>();
    for (Side side : Side.values()) {
      Path bare = hosts.bare();
      List<String> all =
          new ArrayList<>(
              statuses(side, bare, "upload", upload.getBytes(StandardCharsets.US_ASCII)));
      all.addAll(statuses(side, bare, "download", download.getBytes(StandardCharsets.US_ASCII)));
      said.add(all);
    }

    assertThat(said.get(0))
        .contains("status 400", "status 404", "status 409", "size=3")
        .isEqualTo(said.get(1));
  }

  /** Where the other answers 500, and answers a command that it does not know twice. */
  @Test
  void ourServerSaysWhatIsMissingAndAnswersEachCommandOnce() {
    String said =
        packets("verify-object " + "a".repeat(64), "size=3", "")
            + packets("dance", "")
            + packets("quit", "");

    assertThat(
            statuses(Side.OURS, hosts.bare(), "upload", said.getBytes(StandardCharsets.US_ASCII)))
        .containsExactly("status 404", "status 400", "status 200");
  }

  @Test
  void aServerThatIsKilledLeavesATempFileAndTheNextTryIsWhole() throws Exception {
    Path bare = hosts.bare();
    byte[] weights = bytes(8_000_000, 9);
    Digest digest = Digest.of(weights);
    List<String> command = new ArrayList<>(ProgramUnderTest.command());
    command.addAll(List.of("lfs-transfer", bare.toString(), "upload"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(box.folder().toFile());
    builder.environment().clear();
    builder.environment().putAll(box.environment());
    Process server = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    OutputStream to = server.getOutputStream();
    to.write(
        packets("put-object " + digest.hex(), "size=" + weights.length, "|")
            .getBytes(StandardCharsets.US_ASCII));
    for (int at = 0; at < 4_000_000; at += 32_000) {
      to.write("%04x".formatted(32_004).getBytes(StandardCharsets.US_ASCII));
      to.write(weights, at, 32_000);
    }
    to.flush();
    Path temp = awaitTemp(bare.resolve("lfs/tmp"));
    server.destroyForcibly().waitFor();

    assertThat(filesBelow(bare.resolve("lfs"))).containsExactly("tmp/" + temp.getFileName());
    DirectoryBlobs here = hosts.store("here");
    Item item = hosts.put(here, weights);
    try (TransferClient client = hosts.client(Side.OURS, bare)) {
      client.upload(List.of(item), here, Progress.NONE);
    }
    assertThat(
            new DirectoryBlobs(bare.resolve("lfs")).intact(digest, weights.length, Progress.NONE))
        .isTrue();
  }

  /** The server has read at least what fills no pipe any more, once it has begun to write. */
  private static Path awaitTemp(Path folder) throws Exception {
    for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60); System.nanoTime() < end; ) {
      List<String> files = filesBelow(folder);
      if (!files.isEmpty()) {
        return folder.resolve(files.get(0));
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("the server wrote nothing");
  }

  @Test
  void ofManyWhoSendOneObjectAtOnceAllSucceed() throws Exception {
    Path bare = hosts.bare();
    DirectoryBlobs here = hosts.store("here");
    Item item = hosts.put(here, bytes(2_000_000, 1));
    ExecutorService many = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Long>> pushes = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        pushes.add(
            () -> {
              try (TransferClient client = hosts.client(Side.OURS, bare)) {
                return client.upload(List.of(item), here, Progress.NONE);
              }
            });
      }
      for (Future<Long> push : many.invokeAll(pushes)) {
        assertThat(push.get()).isIn(0L, item.size());
      }
    } finally {
      many.shutdownNow();
    }
    assertThat(filesBelow(bare.resolve("lfs"))).hasSize(1);
    assertThat(
            new DirectoryBlobs(bare.resolve("lfs"))
                .intact(item.digest(), item.size(), Progress.NONE))
        .isTrue();
  }

  @Test
  void aPathThatIsNoRepositoryEndsWithAMessage() {
    assertThat(box.run("lfs-transfer", "/etc", "upload").exits(3).err())
        .contains("there is no Git repository /etc here");
    assertThat(box.run("lfs-transfer", "~eve/x", "upload").exits(2).err())
        .contains("another user's home");
    assertThat(box.run("lfs-transfer", hosts.bare().toString(), "sideload").exits(2).err())
        .contains("'sideload' is no operation");
    assertThat(
            box.with("GIT_MODEL_TRANSFER_ROOT", box.home().toString())
                .run("lfs-transfer", hosts.bare().toString(), "upload")
                .exits(3)
                .err())
        .contains("there is no Git repository");
  }
}
