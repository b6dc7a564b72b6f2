package dev.gitmodel.lfs;

import dev.gitmodel.codec.Json;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code PUT} of one object and the {@code POST} that has the server verify it; both must succeed.
 */
record Upload(Session session, ObjectFiles from) implements ObjectTransfer {
  @Override
  public boolean done(RemoteBlobs.Item item) {
    return false;
  }

  @Override
  public Optional<Again> attempt(Grant.Go go, Told told) {
    Call call = put(go, told);
    try (Reply reply = session.send(call, go.authenticated())) {
      if (!reply.ok()) {
        return Optional.of(Again.answer(reply, session.backoff()));
      }
      reply.said(); // Read to its end, so that the line can be kept.
    } catch (IOException e) {
      return Optional.of(Again.network(call.url(), e));
    }
    return go.verify().flatMap(action -> verify(go, action));
  }

  private Call put(Grant.Go go, Told told) {
    HttpFields fields = go.action().fields();
    ObjectBody body = ObjectBody.of(from, go.item(), told);
    boolean chunked = fields.says("Transfer-Encoding", "chunked");
    return new Call(
        "PUT",
        go.action().href(),
        HttpFields.of("Content-Type", "application/octet-stream").with(fields),
        chunked ? body.inChunks() : body);
  }

  private Optional<Again> verify(Grant.Go go, Action action) {
    byte[] document = Json.line(BatchCall.object(go.item())).getBytes(StandardCharsets.UTF_8);
    Call call = Call.json(action.href(), action.fields(), document);
    for (int failed = 0; ; failed++) {
      Optional<Again> again = verifyOnce(call, go.authenticated());
      if (again.isEmpty()) {
        return again;
      }
      if (failed + 1 >= session.settings().verifies()) {
        throw notVerified(go, again.get());
      }
      Duration own = session.backoff().delay(failed);
      session.patience().pause(again.get().after().orElse(own));
    }
  }

  private Optional<Again> verifyOnce(Call call, boolean authenticated) {
    try (Reply reply = session.send(call, authenticated)) {
      if (reply.ok()) {
        reply.said();
        return Optional.empty();
      }
      // Any refusal: what was stored a moment ago may not be seen everywhere yet.
      RegistryException why = ServerSays.of(reply.status(), Urls.shown(reply.url()), reply.said());
      return Optional.of(
          Again.passing(why, reply.field("Retry-After").flatMap(session.backoff()::retryAfter)));
    } catch (IOException e) {
      return Optional.of(Again.network(call.url(), e));
    }
  }

  private static RegistryException notVerified(Grant.Go go, Again last) {
    return new RegistryException(
        last.why().problem(),
        "the server took the object "
            + go.item().digest().hex()
            + " and then did not confirm it: "
            + last.why().text(),
        last.why().hint(),
        last.why());
  }
}
