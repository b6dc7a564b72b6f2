package dev.gitmodel.e2e;

import dev.gitmodel.lfs.DirectoryBlobs;
import dev.gitmodel.lfs.RemoteBlobs.Item;
import dev.gitmodel.lfs.TransferClient;
import dev.gitmodel.model.Content;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Two hosts with a real sshd, one with our git-lfs-transfer and one with another's. */
record TransferHosts(GitSandbox box, SshHost ours, SshHost foreign, AtomicInteger count)
    implements AutoCloseable {
  /** Whose git-lfs-transfer the host has. */
  enum Side {
    OURS,
    FOREIGN
  }

  static TransferHosts in(Path root) {
    GitSandbox box = Machine.in(root).box();
    Path bin = root.resolve("ours");
    try {
      Files.createDirectories(bin);
      Files.createSymbolicLink(
          bin.resolve("git-lfs-transfer"),
          ProgramUnderTest.checkout().resolve("src/launcher/git-model"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    GitSandbox elsewhere = GitSandbox.in(root.resolve("elsewhere"));
    return new TransferHosts(
        box,
        SshHost.start(box, bin),
        SshHost.start(elsewhere, ProgramUnderTest.checkout().resolve("target/tools")),
        new AtomicInteger());
  }

  SshHost host(Side side) {
    return side == Side.OURS ? ours : foreign;
  }

  /** A folder that is not there yet. */
  Path fresh(String name) {
    return box.folder().resolve(name + count.incrementAndGet());
  }

  Path bare() {
    Path bare = box.root().resolve("srv/model-" + count.incrementAndGet() + ".git");
    box.tool("git", "init", "-q", "--bare", "-b", "main", bare.toString()).ok();
    return bare;
  }

  DirectoryBlobs store(String name) {
    return new DirectoryBlobs(fresh(name).resolve("lfs"));
  }

  static byte[] bytes(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  Item put(DirectoryBlobs blobs, byte[] bytes) {
    try {
      Path file = Files.write(fresh("weights"), bytes);
      long modified = Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
      var source =
          new DirectoryBlobs.Source(
              new Content.OnDisk(file, bytes.length, modified), List.of(), Optional.empty());
      return new Item(blobs.put(source, Progress.NONE).digest(), bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TransferClient client(Side side, Path bare) {
    return new TransferClient(
        operation ->
            ProcessSession.start(
                host(side).remote("ada", "git-lfs-transfer", bare.toString(), operation.text())));
  }

  static List<String> filesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Override
  public void close() {
    ours.close();
    foreign.close();
  }
}
