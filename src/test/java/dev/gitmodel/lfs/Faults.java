package dev.gitmodel.lfs;

import com.sun.net.httpserver.HttpExchange;
import dev.gitmodel.codec.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** What a {@link TestLfsServer} can be told to do wrong. */
public final class Faults {
  private Faults() {}

  static void answer(HttpExchange exchange, int status, Map<?, ?> document) throws IOException {
    byte[] bytes = Json.line(document).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/vnd.git-lfs+json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** A status with a message, and fields given as name, value, name, value. */
  public static TestLfsServer.Fault status(int status, String... fields) {
    return exchange -> {
      exchange.getRequestBody().readAllBytes();
      for (int i = 0; i < fields.length; i += 2) {
        exchange.getResponseHeaders().set(fields[i], fields[i + 1]);
      }
      answer(exchange, status, Map.of("message", "because of \u001b[31m" + status));
      return true;
    };
  }

  /** Bytes of any kind. */
  public static TestLfsServer.Fault says(int status, String type, byte[] body) {
    return exchange -> {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
      return true;
    };
  }

  public static TestLfsServer.Fault redirect(int status, String target) {
    return status(status, "Location", target);
  }

  /** Promises all bytes of {@code content}, sends some, and ends the connection. */
  public static TestLfsServer.Fault cut(byte[] content, int sent) {
    return exchange -> {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content, 0, sent);
      exchange.getResponseBody().flush();
      exchange.close();
      return true;
    };
  }

  /**
   * The same, as soon as they are written to {@code part}: a client that hears of the end sooner
   * drops what it has not handed out yet.
   */
  static TestLfsServer.Fault cut(byte[] content, int sent, Path part) {
    return exchange -> {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content, 0, sent);
      exchange.getResponseBody().flush();
      for (int looks = 0; looks < 1000 && !hasSize(part, sent); looks++) {
        LockSupport.parkNanos(10_000_000);
      }
      exchange.close();
      return true;
    };
  }

  private static boolean hasSize(Path file, long size) throws IOException {
    return Files.exists(file) && Files.size(file) == size;
  }

  /** Sends some bytes, and no more until {@code release}. */
  public static TestLfsServer.Fault stall(byte[] content, int sent, CountDownLatch release) {
    return exchange -> {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content, 0, sent);
      exchange.getResponseBody().flush();
      await(release);
      return true;
    };
  }

  /** Never answers until {@code release}. */
  public static TestLfsServer.Fault silence(CountDownLatch release) {
    return exchange -> {
      await(release);
      return true;
    };
  }

  /** Ends the connection without a word. */
  public static TestLfsServer.Fault hangUp() {
    return exchange -> {
      exchange.close();
      return true;
    };
  }

  private static void await(CountDownLatch release) throws IOException {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
