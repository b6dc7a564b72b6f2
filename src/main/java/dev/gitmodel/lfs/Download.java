package dev.gitmodel.lfs;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code GET} of one object, from where the last try ended: {@code Range: bytes=N-}. A server that
 * sends all of it, or another part, makes it start anew.
 */
record Download(Session session, DirectoryBlobs into, Incomplete incomplete)
    implements ObjectTransfer {
  private static final Pattern RANGE = Pattern.compile("bytes ([0-9]{1,19})-.*");

  @Override
  public boolean done(RemoteBlobs.Item item) {
    return into.has(item.digest(), item.size());
  }

  @Override
  public Optional<Again> attempt(Grant.Go go, Told told) {
    Path file = incomplete.file(go.item());
    try (Part part = Part.open(into, go.item(), file)) {
      if (part.length() >= go.item().size() && completes(part, told)) {
        return Optional.empty();
      }
      return fetch(go, part, told);
    } finally {
      if (!incomplete.keeps()) {
        Durable.discard(file);
      }
    }
  }

  /** True where all had arrived before; else it is forgotten. */
  private static boolean completes(Part part, Told told) {
    try {
      if (part.append(buffer -> -1, told) == Part.State.PLACED) {
        return true;
      }
      part.restart();
      return false;
    } catch (IOException e) {
      throw new IllegalStateException("nothing was read from anywhere", e);
    }
  }

  private Optional<Again> fetch(Grant.Go go, Part part, Told told) {
    try (Reply reply = session.send(get(go, part.length()), go.authenticated())) {
      if (part.length() > 0 && (reply.status() == 416 || elsewhere(reply, part.length()))) {
        part.restart();
        return fetch(go, part, told);
      }
      if (reply.status() != 200 && reply.status() != 206) {
        return Optional.of(Again.answer(reply, session.backoff()));
      }
      if (reply.status() == 200) {
        part.restart();
      }
      return outcome(go, part, part.append(reply.body()::read, told));
    } catch (IOException e) {
      return Optional.of(Again.network(go.action().href(), e));
    }
  }

  private static Call get(Grant.Go go, long from) {
    // A packed body would be one whose bytes are counted and hashed wrongly.
    HttpFields plain = HttpFields.of("Accept-Encoding", "identity");
    HttpFields fields = plain.with(go.action().fields());
    return new Call(
        "GET", go.action().href(), from == 0 ? fields : ranged(fields, go, from), Body.NONE);
  }

  private static HttpFields ranged(HttpFields fields, Grant.Go go, long from) {
    return fields.with("Range", "bytes=" + from + "-" + (go.item().size() - 1));
  }

  private static boolean elsewhere(Reply reply, long start) {
    Matcher range = RANGE.matcher(reply.field("Content-Range").orElse(""));
    return reply.status() == 206
        && !(range.matches() && range.group(1).equals(Long.toString(start)));
  }

  private static Optional<Again> outcome(Grant.Go go, Part part, Part.State state) {
    String oid = go.item().digest().hex();
    String from = Urls.shown(go.action().href());
    return switch (state) {
      case PLACED -> Optional.empty();
      case SHORT ->
          Optional.of(
              Again.network(
                  go.action().href(),
                  new IOException("it ended after " + part.length() + " of " + go.item().size())));
      case WRONG ->
          Optional.of(
              Again.wrongBytes(
                  new RegistryException(
                      Problem.CORRUPT,
                      "what " + from + " sends is not the object " + oid,
                      "tell whoever runs the host; nothing of it was kept")));
    };
  }
}
