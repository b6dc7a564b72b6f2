package dev.gitmodel.lfs;

import dev.gitmodel.codec.Json;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answer to a request; its body is read while it comes. */
record Reply(URI url, HttpResponse<Incoming> response) implements AutoCloseable {
  private static final int MOST_TEXT = 64 * 1024;
  private static final int SHOWN = 400;

  int status() {
    return response.statusCode();
  }

  boolean ok() {
    return status() >= 200 && status() < 300;
  }

  Optional<String> field(String name) {
    return response.headers().firstValue(name);
  }

  List<String> fields(String name) {
    return response.headers().allValues(name);
  }

  Incoming body() {
    return response.body();
  }

  /** What the server says went wrong, fit to be shown; read to its end, so the line can be kept. */
  String said() {
    try {
      byte[] bytes = body().start(MOST_TEXT);
      String message = json().orElse(false) ? message(bytes) : "";
      return message.isEmpty() ? "" : ": " + shown(message);
    } catch (IOException brokenOff) {
      return "";
    }
  }

  /** True where the body calls itself JSON; nothing where it calls itself nothing. */
  Optional<Boolean> json() {
    return field("Content-Type")
        .map(type -> type.split(";", 2)[0].strip())
        .map(type -> type.equalsIgnoreCase("application/json") || type.endsWith("+json"));
  }

  private static String message(byte[] bytes) {
    try {
      return Json.read(bytes) instanceof Map<?, ?> map && map.get("message") instanceof String text
          ? text
          : "";
    } catch (RegistryException noJson) {
      return "";
    }
  }

  /** Foreign text on one line, and not endless. */
  static String shown(String text) {
    String line = Printable.of(text.strip());
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
  }

  @Override
  public void close() {
    body().close();
  }
}
