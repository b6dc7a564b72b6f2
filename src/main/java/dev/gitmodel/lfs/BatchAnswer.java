package dev.gitmodel.lfs;

import dev.gitmodel.codec.Json;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the answer to a batch: every object that was asked for once and no other, with URLs that
 * may be gone to. Anything else is UNAVAILABLE, and says what.
 */
final class BatchAnswer {
  private static final long LONGEST_SECONDS = 10L * 365 * 24 * 3600;

  private final TransferOperation operation;
  private final URI from;
  private final Instant now;
  private final Map<String, RemoteBlobs.Item> asked = new LinkedHashMap<>();

  BatchAnswer(TransferOperation operation, URI from, Instant now) {
    this.operation = operation;
    this.from = from;
    this.now = now;
  }

  List<Grant> read(byte[] document, List<RemoteBlobs.Item> items) {
    items.forEach(item -> asked.put(item.digest().hex(), item));
    Map<?, ?> root = map(tree(document), "the answer");
    // An unknown transfer is basic to git-lfs, so servers rely on it.
    if (!text(root, "hash_algo").orElse("sha256").equals("sha256")) {
      throw wrong("names objects by something else than sha256");
    }
    if (!(root.get("objects") instanceof List<?> objects)) {
      throw wrong("lists no objects");
    }
    List<Grant> grants = new ArrayList<>();
    objects.forEach(object -> grants.add(grant(map(object, "an object"))));
    if (!asked.isEmpty()) {
      throw wrong("says nothing about " + asked.keySet().iterator().next());
    }
    return grants;
  }

  private Object tree(byte[] document) {
    try {
      return Json.read(document);
    } catch (RegistryException e) {
      throw wrong("is no JSON");
    }
  }

  private Grant grant(Map<?, ?> object) {
    String oid = text(object, "oid").orElse("");
    RemoteBlobs.Item item = asked.remove(oid);
    if (item == null) {
      throw wrong("tells of an object that was not asked for, or twice: " + Reply.shown(oid));
    }
    if (object.get("error") instanceof Map<?, ?> error) {
      long code = error.get("code") instanceof Long given ? given : 0;
      return new Grant.No(item, (int) code, text(error, "message").orElse(""));
    }
    Map<?, ?> actions = object.get("actions") instanceof Map<?, ?> given ? given : Map.of();
    Optional<Action> action = action(actions, operation.text());
    if (action.isEmpty()) {
      return none(item);
    }
    if (object.get("size") instanceof Long size && size != item.size()) {
      throw wrong("holds " + oid + " with " + size + " bytes instead of " + item.size());
    }
    boolean authenticated = Boolean.TRUE.equals(object.get("authenticated"));
    return new Grant.Go(item, action.get(), action(actions, "verify"), authenticated);
  }

  private Grant none(RemoteBlobs.Item item) {
    if (operation == TransferOperation.DOWNLOAD) {
      throw wrong("says neither where " + item.digest().hex() + " is nor why not");
    }
    return new Grant.Nothing(item);
  }

  private Optional<Action> action(Map<?, ?> actions, String name) {
    return actions.get(name) instanceof Map<?, ?> action
        ? Optional.of(action(action))
        : Optional.empty();
  }

  private Action action(Map<?, ?> action) {
    String href = text(action, "href").orElse("");
    URI url = Urls.absolute(href).orElseThrow(() -> wrong("names a place that is no http(s) URL"));
    if (Urls.downgrades(from, url)) {
      throw wrong("sends us from https to http, which would show all to everybody");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    if (action.get("header") instanceof Map<?, ?> header) {
      header.forEach((key, value) -> fields.put(String.valueOf(key), String.valueOf(value)));
    }
    HttpFields all = HttpFields.of(fields);
    if (!all.wellFormed()) {
      throw wrong("wants header fields that can't be");
    }
    return new Action(url, all, expires(action));
  }

  private Instant expires(Map<?, ?> action) {
    if (action.get("expires_in") instanceof Long seconds && seconds != 0) {
      return now.plusSeconds(Math.max(-LONGEST_SECONDS, Math.min(seconds, LONGEST_SECONDS)));
    }
    String at = text(action, "expires_at").orElse("");
    if (at.isEmpty()) {
      return Instant.MAX;
    }
    try {
      Instant then = OffsetDateTime.parse(at).toInstant();
      // Go's zero time, which its servers write where there is none.
      return then.isBefore(Instant.EPOCH) ? Instant.MAX : then;
    } catch (DateTimeException e) {
      throw wrong("names a time that is none");
    }
  }

  private Map<?, ?> map(Object value, String what) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw wrong("has " + what + " that is no JSON object");
  }

  private static Optional<String> text(Map<?, ?> map, String key) {
    return map.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private RegistryException wrong(String what) {
    return new RegistryException(
        Problem.UNAVAILABLE,
        "the LFS server's answer at " + Urls.shown(from) + " " + what,
        "tell whoever runs the host");
  }
}
