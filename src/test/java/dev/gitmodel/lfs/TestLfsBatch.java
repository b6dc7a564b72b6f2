package dev.gitmodel.lfs;

import com.sun.net.httpserver.HttpExchange;
import dev.gitmodel.codec.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What a {@link TestLfsServer} answers to a batch, and whom it lets in. */
final class TestLfsBatch {
  private static final String TOKEN = "Bearer of-this-object";

  private final TestLfsObjects objects;
  private volatile URI transfers;
  volatile UnaryOperator<Map<String, Object>> edit = UnaryOperator.identity();
  volatile String login = "";
  volatile boolean verifies = true;
  volatile boolean authenticated = true;

  TestLfsBatch(TestLfsObjects objects, URI transfers) {
    this.objects = objects;
    this.transfers = transfers;
  }

  void transfersAt(URI other) {
    transfers = other;
  }

  void answer(HttpExchange exchange) throws IOException {
    byte[] asked = exchange.getRequestBody().readAllBytes();
    if (!isLogin(authorization(exchange))) {
      exchange.getResponseHeaders().set("LFS-Authenticate", "Basic realm=\"lfs\"");
      Faults.answer(exchange, 401, Map.of("message", "who are you?"));
      return;
    }
    Map<?, ?> request = (Map<?, ?>) Json.read(asked);
    String operation = String.valueOf(request.get("operation"));
    List<Object> answers = new ArrayList<>();
    for (Object object : (List<?>) request.get("objects")) {
      Map<?, ?> item = (Map<?, ?>) object;
      answers.add(object(operation, String.valueOf(item.get("oid")), (Long) item.get("size")));
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("transfer", "basic");
    answer.put("objects", answers);
    answer.put("hash_algo", "sha256");
    Faults.answer(exchange, 200, edit.apply(answer));
  }

  /** False where it has answered that the transfer is not allowed. */
  boolean mayTransfer(HttpExchange exchange) throws IOException {
    String given = authorization(exchange);
    if (authenticated ? given.equals(TOKEN) : isLogin(given)) {
      return true;
    }
    exchange.getRequestBody().readAllBytes();
    Faults.answer(exchange, authenticated ? 403 : 401, Map.of("message", "not with " + given));
    return false;
  }

  private static String authorization(HttpExchange exchange) {
    return String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private boolean isLogin(String given) {
    byte[] both = login.getBytes(StandardCharsets.UTF_8);
    return login.isEmpty() || given.equals("Basic " + Base64.getEncoder().encodeToString(both));
  }

  private Map<String, Object> object(String operation, String oid, long size) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("oid", oid);
    object.put("size", size);
    object.put("authenticated", authenticated);
    boolean there = objects.has(oid);
    if (operation.equals("download") && !there) {
      object.put("error", Map.of("code", 404L, "message", "no object " + oid.substring(0, 8)));
    } else if (operation.equals("download") || !there) {
      object.put("actions", actions(operation, oid));
    }
    return object;
  }

  private Map<String, Object> actions(String operation, String oid) {
    Map<String, Object> actions = new LinkedHashMap<>();
    actions.put(operation, action(transfers.resolve("/objects/" + oid)));
    if (operation.equals("upload") && verifies) {
      actions.put("verify", action(transfers.resolve("/verify-object")));
    }
    return actions;
  }

  private Map<String, Object> action(URI href) {
    Map<String, Object> action = new LinkedHashMap<>();
    action.put("href", href.toString());
    action.put("expires_in", 3600L);
    if (authenticated) {
      action.put("header", new LinkedHashMap<>(Map.of("Authorization", TOKEN)));
    }
    return action;
  }
}
