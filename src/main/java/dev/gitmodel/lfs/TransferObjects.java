package dev.gitmodel.lfs;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The commands about objects: what is there, what is wanted, and the bytes both ways. */
final class TransferObjects {
  private static final int MOST_AT_ONCE = 10_000;

  private final DirectoryBlobs blobs;
  private final TransferOperation operation;

  TransferObjects(DirectoryBlobs blobs, TransferOperation operation) {
    this.blobs = blobs;
    this.operation = operation;
  }

  TransferAnswer batch(TransferRequest request, PktReader in) throws IOException {
    if (!request.arg("hash-algo").orElse("sha256").equals("sha256")) {
      return TransferAnswer.of(409, "objects are named by sha256 here");
    }
    List<String> lines = new ArrayList<>();
    while (in.next() == PktReader.Kind.PACKET) {
      if (lines.size() == MOST_AT_ONCE) {
        return TransferAnswer.of(413, "no more than " + MOST_AT_ONCE + " objects in one batch");
      }
      lines.add(action(in.text()));
    }
    return new TransferAnswer(TransferAnswer.OK, List.of(), lines);
  }

  private String action(String line) {
    String[] parts = line.split(" ", -1);
    if (parts.length < 2) {
      throw RegistryException.invalid("an object of a batch is: OID SIZE", "");
    }
    Digest digest = Digest.ofHex(parts[0]);
    long size = TransferRequest.size(parts[1]);
    boolean there = blobs.has(digest, size);
    String action =
        switch (operation) {
          case UPLOAD -> there ? "noop" : "upload";
          case DOWNLOAD -> there ? "download" : "noop";
          case LOCK -> "noop";
        };
    return digest.hex() + " " + size + " " + action;
  }

  TransferAnswer put(TransferRequest request, PktReader in) throws IOException {
    if (operation != TransferOperation.UPLOAD) {
      return TransferAnswer.of(403, "this session is for " + operation.text() + " only");
    }
    RemoteBlobs.Item item = request.item();
    return switch (new Arrival(blobs, item, Progress.NONE).take(in::data)) {
      case STORED -> TransferAnswer.ok();
      case OTHER_SIZE ->
          TransferAnswer.of(400, item.digest().hex() + " came with another size than was said");
      case OTHER_CONTENT ->
          TransferAnswer.of(400, "what came as " + item.digest().hex() + " has other content");
    };
  }

  TransferAnswer verify(TransferRequest request) {
    RemoteBlobs.Item item = request.item();
    if (blobs.has(item.digest(), item.size())) {
      return TransferAnswer.ok();
    }
    return blobs.size(item.digest()).isEmpty()
        ? TransferAnswer.of(404, "the object " + item.digest().hex() + " is not here")
        : TransferAnswer.of(409, "the object " + item.digest().hex() + " has another size");
  }

  /** Answers by itself, because the object follows its answer. */
  void get(TransferRequest request, PktWriter out) throws IOException {
    TransferAnswer no;
    try (FileChannel from = open(request.digest())) {
      long size = from.size();
      out.line("status " + TransferAnswer.OK);
      out.line("size=" + size);
      out.delimiter();
      out.data(from, size, Progress.NONE);
      out.flush();
      return;
    } catch (RegistryException e) {
      no = TransferAnswer.of(e);
    }
    no.write(out);
  }

  private FileChannel open(Digest digest) {
    if (operation != TransferOperation.DOWNLOAD) {
      throw new RegistryException(
          Problem.FORBIDDEN, "this session is for " + operation.text() + " only", "");
    }
    try {
      return FileChannel.open(
          blobs.location(digest), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      throw RegistryException.notFound("the object " + digest.hex() + " is not here", "");
    } catch (IOException e) {
      throw Durable.storage("can't read the object " + digest.hex(), e);
    }
  }
}
