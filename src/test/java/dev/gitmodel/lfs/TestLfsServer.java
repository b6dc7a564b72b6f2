package dev.gitmodel.lfs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.gitmodel.codec.Json;
import dev.gitmodel.model.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * A small LFS server on loopback, good enough for stock git-lfs: batch, upload, download by range,
 * verify, basic login. Tests give it faults, each for one request.
 */
public final class TestLfsServer implements AutoCloseable {
  /** What a request is for. */
  public enum Kind {
    BATCH,
    GET,
    PUT,
    VERIFY,
    OTHER
  }

  /** Something that goes wrong; true where it has answered. */
  @FunctionalInterface
  public interface Fault {
    boolean in(HttpExchange exchange) throws IOException;
  }

  /** A request that was seen. */
  public record Seen(Kind kind, String method, String path, Map<String, List<String>> fields) {
    public String field(String name) {
      return fields.entrySet().stream()
          .filter(e -> e.getKey().equalsIgnoreCase(name))
          .map(e -> String.join(", ", e.getValue()))
          .findFirst()
          .orElse("");
    }
  }

  private static final Map<String, Object> NO_LOCKS =
      Map.of("ours", List.of(), "theirs", List.of());

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "test-lfs");
            thread.setDaemon(true);
            return thread;
          });
  private final TestLfsObjects objects;
  private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
  private final Map<Kind, Deque<Fault>> faults = new EnumMap<>(Kind.class);
  private final Map<Kind, Fault> rules = Collections.synchronizedMap(new EnumMap<>(Kind.class));
  private final TestLfsBatch batch;

  private TestLfsServer(HttpServer server, Path store) {
    this.server = server;
    this.objects = new TestLfsObjects(store);
    this.batch = new TestLfsBatch(objects, at(""));
    for (Kind kind : Kind.values()) {
      faults.put(kind, new ArrayDeque<>());
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** On a free port, keeping objects below {@code store}. */
  public static TestLfsServer start(Path store) {
    return start(store, 0);
  }

  static TestLfsServer start(Path store, int port) {
    try {
      return new TestLfsServer(HttpServer.create(loopback(port), 64), store);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same over TLS. */
  public static TestLfsServer start(Path store, SSLContext tls) {
    try {
      HttpsServer https = HttpsServer.create(loopback(0), 64);
      https.setHttpsConfigurator(new HttpsConfigurator(tls));
      return new TestLfsServer(https, store);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** For the benchmark: {@code PORT FOLDER}; runs until it is killed. */
  public static void main(String[] args) throws IOException, InterruptedException {
    try (TestLfsServer running = start(Path.of(args[1]), Integer.parseInt(args[0]))) {
      System.out.println(running.base());
      Thread.currentThread().join();
    }
  }

  private URI at(String path) {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://localhost:" + server.getAddress().getPort() + path);
  }

  /** What {@code lfs.url} may be set to. */
  public URI base() {
    return at("/acme/iris.git/info/lfs");
  }

  /** The URL of the repository that {@link #base} belongs to; nobody serves it. */
  public String repository() {
    return at("/acme/iris.git").toString();
  }

  public TestLfsObjects objects() {
    return objects;
  }

  public List<Seen> seen(Kind kind) {
    synchronized (seen) {
      return seen.stream().filter(one -> one.kind() == kind).toList();
    }
  }

  /** The next request of that kind meets {@code fault}; the one after it the next fault. */
  public TestLfsServer next(Kind kind, Fault fault) {
    synchronized (faults) {
      faults.get(kind).add(fault);
    }
    return this;
  }

  /** Every request of that kind meets {@code fault}. */
  public TestLfsServer always(Kind kind, Fault fault) {
    rules.put(kind, fault);
    return this;
  }

  /** Changes every batch answer before it is sent. */
  public TestLfsServer answers(UnaryOperator<Map<String, Object>> change) {
    batch.edit = change;
    return this;
  }

  /** Wants a login for batches. */
  public TestLfsServer requires(String user, String password) {
    batch.login = user + ":" + password;
    return this;
  }

  /** Objects go to and come from another server. */
  public TestLfsServer transfersAt(TestLfsServer other) {
    batch.transfersAt(other.at(""));
    return this;
  }

  public TestLfsServer withoutVerify() {
    batch.verifies = false;
    return this;
  }

  /** Objects want the login too, and the actions bring none. */
  public TestLfsServer withoutActionFields() {
    batch.authenticated = false;
    return this;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      Kind kind = kind(exchange.getRequestMethod(), path);
      seen.add(
          new Seen(
              kind,
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              new LinkedHashMap<>(exchange.getRequestHeaders())));
      Fault fault;
      synchronized (faults) {
        fault = faults.get(kind).poll();
      }
      if (fault != null && fault.in(exchange)) {
        return;
      }
      Fault rule = rules.get(kind);
      if (rule != null && rule.in(exchange)) {
        return;
      }
      answer(kind, path, exchange);
    }
  }

  private static Kind kind(String method, String path) {
    if (path.endsWith("/objects/batch")) {
      return Kind.BATCH;
    } else if (path.endsWith("/verify-object")) {
      return Kind.VERIFY;
    } else if (path.startsWith("/objects/")) {
      return method.equals("PUT") ? Kind.PUT : Kind.GET;
    }
    return Kind.OTHER;
  }

  private void answer(Kind kind, String path, HttpExchange exchange) throws IOException {
    switch (kind) {
      case BATCH -> batch.answer(exchange);
      case GET -> {
        if (batch.mayTransfer(exchange)) {
          objects.get(oid(path), exchange);
        }
      }
      case PUT -> {
        if (batch.mayTransfer(exchange)) {
          objects.put(oid(path), exchange);
        }
      }
      case VERIFY -> verify(exchange);
      default -> {
        exchange.getRequestBody().readAllBytes();
        boolean locks = path.endsWith("/locks/verify");
        Faults.answer(exchange, locks ? 200 : 404, locks ? NO_LOCKS : Map.of());
      }
    }
  }

  private static String oid(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void verify(HttpExchange exchange) throws IOException {
    byte[] document = exchange.getRequestBody().readAllBytes();
    Map<?, ?> item = (Map<?, ?>) Json.read(document);
    boolean there = objects.has(String.valueOf(item.get("oid")));
    Faults.answer(exchange, there ? 200 : 404, Map.of());
  }

  /** Puts an object there. */
  public RemoteBlobs.Item add(byte[] content) {
    Digest digest = Digest.of(content);
    try {
      Files.createDirectories(objects.file(digest.hex()).getParent());
      Files.write(objects.file(digest.hex()), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RemoteBlobs.Item(digest, content.length);
  }
}
