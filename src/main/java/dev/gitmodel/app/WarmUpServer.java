package dev.gitmodel.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An LFS server on loopback that forgets all when it is closed. */
final class WarmUpServer implements AutoCloseable {
  private static final Pattern OID = Pattern.compile("\"oid\": ?\"([0-9a-f]{64})\"");
  private static final Pattern SIZE = Pattern.compile("\"size\": ?([0-9]+)");

  private final HttpServer server;
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

  private WarmUpServer(HttpServer server) {
    this.server = server;
    server.createContext("/", this::answer);
    server.start();
  }

  static WarmUpServer start() throws IOException {
    return new WarmUpServer(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1));
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      byte[] answer =
          switch (exchange.getRequestMethod()) {
            case "PUT" -> {
              objects.put(path, body);
              yield new byte[0];
            }
            case "GET" -> objects.getOrDefault(path, new byte[0]);
            default -> batch(new String(body, StandardCharsets.UTF_8));
          };
      exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private byte[] batch(String asked) {
    Matcher oid = OID.matcher(asked);
    Matcher size = SIZE.matcher(asked);
    if (!oid.find() || !size.find()) {
      return new byte[0];
    }
    String operation = asked.contains("\"upload\"") ? "upload" : "download";
    return """
        {"objects": [{"oid": "%s", "size": %s, "actions": {"%s": {"href": "%s/%1$s"}}}]}
        """
        .formatted(oid.group(1), size.group(1), operation, url())
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
