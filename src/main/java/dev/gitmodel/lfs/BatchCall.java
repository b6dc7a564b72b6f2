package dev.gitmodel.lfs;

import dev.gitmodel.codec.Json;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the LFS server what to do with objects: {@code POST <base>/objects/batch}. */
record BatchCall(Session session, TransferOperation operation) {
  private static final int MOST_BYTES = 16 << 20;

  /** The server's word on each object; tries again where it is busy, a bounded number of times. */
  List<Grant> ask(List<RemoteBlobs.Item> items) {
    for (int failed = 0; ; failed++) {
      Outcome outcome = once(items);
      if (outcome.again().isEmpty()) {
        return outcome.grants();
      }
      Again again = outcome.again().get();
      if (failed >= Math.min(again.most(), session.settings().retries())) {
        throw again.why();
      }
      Duration own = session.backoff().delay(failed);
      session.patience().pause(again.after().orElse(own));
    }
  }

  private record Outcome(List<Grant> grants, Optional<Again> again) {}

  private Outcome once(List<RemoteBlobs.Item> items) {
    LfsAddress.Place place = session.address().place();
    Outcome outcome = at(place, items);
    boolean refused =
        outcome.again().filter(a -> a.why().problem() == Problem.UNAUTHENTICATED).isPresent();
    // What an SSH server handed out may have run out before it said.
    return refused && session.address().renew(place)
        ? final401(at(session.address().place(), items))
        : final401(outcome);
  }

  private static Outcome final401(Outcome outcome) {
    outcome
        .again()
        .filter(again -> again.why().problem() == Problem.UNAUTHENTICATED)
        .ifPresent(
            again -> {
              throw again.why();
            });
    return outcome;
  }

  private Outcome at(LfsAddress.Place place, List<RemoteBlobs.Item> items) {
    URI url = below(place.base(), "/objects/batch");
    Call call = Call.json(url, place.fields(), document(items));
    try (Reply reply = session.signedIn(call)) {
      if (reply.status() == 200) {
        return new Outcome(read(reply, items), Optional.empty());
      }
      RegistryException why = ServerSays.of(reply.status(), Urls.shown(reply.url()), reply.said());
      if (reply.status() == 401 || Again.passes(reply.status())) {
        return new Outcome(List.of(), Optional.of(passing(why, reply)));
      }
      throw why;
    } catch (IOException e) {
      return new Outcome(List.of(), Optional.of(Again.network(url, e)));
    }
  }

  private Again passing(RegistryException why, Reply reply) {
    return Again.passing(why, reply.field("Retry-After").flatMap(session.backoff()::retryAfter));
  }

  private List<Grant> read(Reply reply, List<RemoteBlobs.Item> items) throws IOException {
    if (!reply.json().orElse(true)) {
      throw new RegistryException(
          Problem.NOT_FOUND,
          Urls.shown(reply.url())
              + " answered with "
              + Reply.shown(reply.field("Content-Type").orElse(""))
              + ", as no LFS server does",
          "name the host's LFS server: git config --global lfs.url URL");
    }
    byte[] document = reply.body().start(MOST_BYTES + 1);
    if (document.length > MOST_BYTES) {
      throw new RegistryException(
          Problem.UNAVAILABLE,
          "the LFS server's answer at " + Urls.shown(reply.url()) + " is over 16 MiB",
          "tell whoever runs the host");
    }
    return new BatchAnswer(operation, reply.url(), session.patience().now()).read(document, items);
  }

  private byte[] document(List<RemoteBlobs.Item> items) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("operation", operation.text());
    document.put("transfers", List.of("basic"));
    document.put("objects", items.stream().map(BatchCall::object).toList());
    document.put("hash_algo", "sha256");
    return Json.line(document).getBytes(StandardCharsets.UTF_8);
  }

  static Map<String, Object> object(RemoteBlobs.Item item) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("oid", item.digest().hex());
    object.put("size", item.size());
    return object;
  }

  private static URI below(URI base, String path) {
    String text = base.toString();
    int query = text.indexOf('?') < 0 ? text.length() : text.indexOf('?');
    String trimmed = text.substring(0, query).replaceAll("/+$", "");
    return URI.create(trimmed + path + text.substring(query));
  }
}
