package dev.gitmodel.lfs;

import com.sun.net.httpserver.HttpExchange;
import dev.gitmodel.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The objects of a {@link TestLfsServer}, which it hashes as they come. */
public final class TestLfsObjects {
  private static final Pattern OID = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]*)");
  private static final int BUFFER = 256 * 1024;

  private final Path store;

  TestLfsObjects(Path store) {
    this.store = store;
  }

  Path file(String oid) {
    if (!OID.matcher(oid).matches()) {
      throw new IllegalArgumentException(oid);
    }
    return store.resolve(oid.substring(0, 2)).resolve(oid.substring(2, 4)).resolve(oid);
  }

  public boolean has(String oid) {
    return Files.isRegularFile(file(oid));
  }

  void get(String oid, HttpExchange exchange) throws IOException {
    Path file = file(oid);
    long size = Files.size(file);
    Matcher range = RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
    boolean partly = range.matches();
    long start = partly ? Long.parseLong(range.group(1)) : 0;
    if (start >= size) {
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
    if (partly) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + start + "-" + (size - 1) + "/" + size);
    }
    exchange.sendResponseHeaders(partly ? 206 : 200, size - start);
    send(file, start, exchange.getResponseBody());
  }

  static void send(Path file, long start, OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(start);
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        to.write(buffer, 0, count);
      }
    }
  }

  void put(String oid, HttpExchange exchange) throws IOException {
    Path file = file(oid);
    Files.createDirectories(file.getParent());
    Path temp = file.resolveSibling(oid + "." + UUID.randomUUID());
    boolean right;
    try (InputStream in = exchange.getRequestBody();
        OutputStream out = Files.newOutputStream(temp)) {
      right = hash(in, out).hex().equals(oid);
    } catch (IOException brokenOff) {
      Files.delete(temp);
      throw brokenOff;
    }
    if (right) {
      Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE);
    } else {
      Files.delete(temp);
    }
    Faults.answer(exchange, right ? 200 : 400, Map.of("message", right ? "stored" : "other bytes"));
  }

  private static Digest hash(InputStream in, OutputStream out) throws IOException {
    MessageDigest sha = Digest.sha256();
    byte[] buffer = new byte[BUFFER];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      sha.update(buffer, 0, count);
      out.write(buffer, 0, count);
    }
    return Digest.finish(sha.digest());
  }
}
