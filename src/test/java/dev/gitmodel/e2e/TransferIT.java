package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.lfs.DirectoryBlobs;
import dev.gitmodel.lfs.RemoteBlobs.Item;
import dev.gitmodel.lfs.TransferClient;
import dev.gitmodel.model.Digest;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Large files over a real sshd: our git-lfs-transfer and another's, stock git-lfs and our client.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TransferIT {
  private Machine machine;
  private GitSandbox box;
  private SshHost ours;
  private SshHost foreign;
  private int count;

  @BeforeAll
  void hosts(@TempDir Path root) throws IOException {
    machine = Machine.in(root);
    box = machine.box();
    Path bin = Files.createDirectories(root.resolve("ours"));
    Files.createSymbolicLink(
        bin.resolve("git-lfs-transfer"),
        ProgramUnderTest.checkout().resolve("src/launcher/git-model"));
    ours = SshHost.start(box, bin);
    GitSandbox elsewhere = GitSandbox.in(root.resolve("elsewhere"));
    foreign = SshHost.start(elsewhere, ProgramUnderTest.checkout().resolve("target/tools"));
  }

  @AfterAll
  void stop() {
    ours.close();
    foreign.close();
  }

  /** Whose git-lfs-transfer the host has. */
  enum Side {
    OURS,
    FOREIGN
  }

  private SshHost host(Side side) {
    return side == Side.OURS ? ours : foreign;
  }

  private Path bare() {
    Path bare = box.root().resolve("srv/model-" + count++ + ".git");
    box.tool("git", "init", "-q", "--bare", "-b", "main", bare.toString()).ok();
    return bare;
  }

  private static byte[] bytes(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A clone of the repository, with a commit of weights in it that are not pushed yet. */
  private GitSandbox commit(GitSandbox user, String url, String name, int... sizes) {
    Path clone = box.folder().resolve(name + count++);
    user.tool("git", "clone", "-q", url, clone.toString()).ok();
    GitSandbox at = user.at(clone);
    at.tool("git", "lfs", "track", "*.bin").ok();
    for (int size : sizes) {
      write(clone.resolve(size + ".bin"), bytes(size, size));
    }
    at.tool("git", "add", ".").ok();
    at.tool("git", "commit", "-q", "-m", "weights").ok();
    return at;
  }

  private static List<String> filesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void stockGitLfsPushesAndPullsWeights(Side side) throws IOException {
    Path bare = bare();
    GitSandbox ada = host(side).as("ada", box);
    GitSandbox work = commit(ada, host(side).url(bare), "work", 0, 5_000, 3_000_000);

    Run push = work.tool("git", "push", "origin", "main").ok();
    assertThat(push.out() + push.err()).contains("100% (2/2)").doesNotContain("authenticate");
    assertThat(new DirectoryBlobs(bare.resolve("lfs")).all())
        .extracting(DirectoryBlobs.Stored::size)
        .containsExactlyInAnyOrder(5_000L, 3_000_000L);

    Path clone = box.folder().resolve("clone" + count++);
    ada.tool("git", "clone", "-q", host(side).url(bare), clone.toString()).ok();
    assertThat(Machine.hashes(clone)).isEqualTo(Machine.hashes(work.folder()));
    assertThat(ada.at(clone).tool("git", "lfs", "fsck").ok().out()).contains("fsck OK");
  }

  @Test
  void whatIsThereIsNotSentAgain() throws IOException {
    Path bare = bare();
    GitSandbox ada = ours.as("ada", box);
    GitSandbox work = commit(ada, ours.url(bare), "first", 400_000);
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
    Path bare = bare();
    GitSandbox ada = commit(ours.as("ada", box), ours.url(bare), "ada", 5_000);
    ada.tool("git", "push", "-q", "origin", "main").ok();
    Path clone = box.folder().resolve("ben" + count++);
    ours.as("ben", box).tool("git", "clone", "-q", ours.url(bare), clone.toString()).ok();
    GitSandbox ben = ours.as("ben", box).at(clone);

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

  private TransferClient client(SshHost host, Path bare) {
    return new TransferClient(
        operation ->
            ProcessSession.start(
                host.remote("ada", "git-lfs-transfer", bare.toString(), operation.text())));
  }

  private Item put(DirectoryBlobs blobs, int size) {
    try {
      Path file = Files.createTempFile(box.root(), "weights", ".bin");
      Files.write(file, bytes(size, size));
      var onDisk =
          new dev.gitmodel.model.Content.OnDisk(
              file, size, Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS));
      var source = new DirectoryBlobs.Source(onDisk, List.of(), java.util.Optional.empty());
      return new Item(blobs.put(source, Progress.NONE).digest(), size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DirectoryBlobs store(String name) {
    return new DirectoryBlobs(box.root().resolve(name + count++).resolve("lfs"));
  }

  @ParameterizedTest
  @EnumSource
  void ourClientSendsAndFetches(Side side) {
    Path bare = bare();
    DirectoryBlobs here = store("here");
    DirectoryBlobs third = store("third");
    List<Item> items = new ArrayList<>();
    for (int size : new int[] {1, 65_516, 1_000_000, 20_000_000}) {
      items.add(put(here, size));
    }
    try (TransferClient client = client(host(side), bare)) {
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

  /** What another's server and ours say to the same words. */
  private List<String> statuses(Side side, Path bare, String operation, byte[] said) {
    Process process;
    try {
      process = host(side).remote("ada", "git-lfs-transfer", bare.toString(), operation).start();
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
      Path bare = bare();
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

    assertThat(statuses(Side.OURS, bare(), "upload", said.getBytes(StandardCharsets.US_ASCII)))
        .containsExactly("status 404", "status 400", "status 200");
  }

  @Test
  void aServerThatIsKilledLeavesATempFileAndTheNextTryIsWhole() throws Exception {
    Path bare = bare();
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
    Path file = Files.write(box.root().resolve("killed.bin"), weights);
    DirectoryBlobs here = store("here");
    var onDisk =
        new dev.gitmodel.model.Content.OnDisk(
            file, weights.length, Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS));
    here.put(
        new DirectoryBlobs.Source(onDisk, List.of(), java.util.Optional.empty()), Progress.NONE);
    try (TransferClient client = client(ours, bare)) {
      client.upload(List.of(new Item(digest, weights.length)), here, Progress.NONE);
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
    Path bare = bare();
    DirectoryBlobs here = store("here");
    Item item = put(here, 2_000_000);
    ExecutorService many = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Long>> pushes = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        pushes.add(
            () -> {
              try (TransferClient client = client(ours, bare)) {
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
    assertThat(box.run("lfs-transfer", bare().toString(), "sideload").exits(2).err())
        .contains("'sideload' is no operation");
    assertThat(
            box.with("GIT_MODEL_TRANSFER_ROOT", box.home().toString())
                .run("lfs-transfer", bare().toString(), "upload")
                .exits(3)
                .err())
        .contains("there is no Git repository");
  }
}
