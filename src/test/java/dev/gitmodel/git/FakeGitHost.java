package dev.gitmodel.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A Git host over HTTP that answers what a test wants, however wrong. */
final class FakeGitHost implements AutoCloseable {
  static final String ID = "0123456789012345678901234567890123456789";
  private static final String ADVERTISEMENT = "application/x-git-upload-pack-advertisement";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  /** What it answers a request with. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  FakeGitHost(Answer answer) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            authorizations.addAll(
                exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
            answer.to(exchange);
          }
        });
    server.start();
  }

  /** What was sent to it as {@code Authorization}. */
  List<String> authorizations() {
    return authorizations;
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** One that advertises these lines, as {@code ID REF}. */
  static Answer advertising(String... lines) {
    StringBuilder body = new StringBuilder(packet("# service=git-upload-pack\n") + "0000");
    for (int i = 0; i < lines.length; i++) {
      body.append(packet(lines[i] + (i == 0 ? "\0 ofs-delta agent=fake/1\n" : "\n")));
    }
    return text(body + "0000");
  }

  /** One that sends this as its advertisement. */
  static Answer text(String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", ADVERTISEMENT);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** One that never stops to advertise. */
  static Answer endless() {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", ADVERTISEMENT);
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      out.write((packet("# service=git-upload-pack\n") + "0000").getBytes(StandardCharsets.UTF_8));
      for (long i = 0; ; i++) {
        StringBuilder some = new StringBuilder();
        for (int n = 0; n < 1000; n++) {
          some.append(packet(ID + " refs/heads/" + "x".repeat(200) + i + "-" + n + "\n"));
        }
        out.write(some.toString().getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  /** One that sends everybody to another host. */
  static Answer redirecting(String to) {
    return exchange -> {
      exchange.getResponseHeaders().set("Location", to + exchange.getRequestURI());
      exchange.sendResponseHeaders(302, -1);
    };
  }

  /** One that wants to know who asks before it answers otherwise. */
  static Answer asking(Answer then) {
    return exchange -> {
      if (exchange.getRequestHeaders().containsKey("Authorization")) {
        then.to(exchange);
      } else {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"x\"");
        exchange.sendResponseHeaders(401, -1);
      }
    };
  }

  static String packet(String text) {
    int length = text.getBytes(StandardCharsets.UTF_8).length + 4;
    return String.format(Locale.ROOT, "%04x", length) + text;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
