package dev.gitmodel.lfs;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Sends requests as the user's Git would, and follows redirects with method and body, at most two,
 * never from https to http, and never with a secret to another server. An {@code IOException} is
 * the network's and may pass; what can't get better is a {@code RegistryException}.
 */
record Exchange(HttpRoutes routes, Duration dial, Duration idle) {
  private static final int MOST_REDIRECTS = 2;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  Reply send(Call call) throws IOException {
    Call next = call;
    for (int redirects = 0; ; redirects++) {
      Reply reply = once(next);
      if (!REDIRECTS.contains(reply.status())) {
        return reply;
      }
      try (reply) {
        reply.said();
        if (redirects == MOST_REDIRECTS) {
          throw refused(call.url(), "sends us on more than twice");
        }
        next = next.at(target(reply));
      }
    }
  }

  private URI target(Reply reply) {
    String location = reply.field("Location").orElse("");
    if (!routes.to(reply.url()).redirects()) {
      throw new RegistryException(
          Problem.UNAVAILABLE,
          Urls.shown(reply.url()) + " sends us on, which your Git is set not to follow",
          "if you trust it: git config --global http.followRedirects true");
    }
    URI target;
    try {
      target = reply.url().resolve(location);
    } catch (IllegalArgumentException e) {
      throw refused(reply.url(), "sends us on to something that is no URL");
    }
    if (location.isEmpty() || Urls.usable(target).isEmpty()) {
      throw refused(reply.url(), "sends us on to what is no http or https URL");
    }
    if (Urls.downgrades(reply.url(), target)) {
      throw refused(reply.url(), "sends us from https to http, which would show all to everybody");
    }
    return target;
  }

  private static RegistryException refused(URI url, String why) {
    return new RegistryException(
        Problem.UNAVAILABLE, Urls.shown(url) + " " + why, "tell whoever runs the host");
  }

  private Reply once(Call call) throws IOException {
    HttpRoute route = routes.to(call.url());
    HttpRequest request = request(call, route);
    CompletableFuture<HttpResponse<Incoming>> answer = start(route.client(), request);
    boolean done = false;
    try {
      call.body().feed(answer, idle);
      Reply reply = new Reply(call.url(), await(answer));
      done = true;
      return reply;
    } finally {
      if (!done && !answer.cancel(true) && !answer.isCompletedExceptionally()) {
        answer.join().body().close();
      }
    }
  }

  private CompletableFuture<HttpResponse<Incoming>> start(HttpClient client, HttpRequest request) {
    return client.sendAsync(request, head -> new Incoming(idle));
  }

  private static HttpRequest request(Call call, HttpRoute route) {
    HttpFields fields = route.fields().with(call.fields()).sendable();
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(call.url())
              // One connection a transfer: two streams on one line would share its window.
              .version(HttpClient.Version.HTTP_1_1)
              .method(call.method(), call.body().publisher());
      fields.all().forEach(field -> request.header(field.name(), field.value()));
      return request.build();
    } catch (IllegalArgumentException e) {
      throw RegistryException.invalid(
          "can't ask " + Urls.shown(call.url()) + " with the header fields that are set for it",
          "see them with: git config --get-all http.extraHeader");
    }
  }

  private HttpResponse<Incoming> await(CompletableFuture<HttpResponse<Incoming>> answer)
      throws IOException {
    try {
      return answer.get(dial.plus(idle).toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no answer came within " + idle.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw failed(cause == null ? e : cause);
    }
  }

  private static IOException failed(Throwable cause) {
    if (cause instanceof SSLException ssl) {
      throw new RegistryException(
          Problem.UNAVAILABLE,
          "no secure connection: " + Reply.shown(String.valueOf(ssl.getMessage())),
          "name the certificates that you trust: git config --global http.sslCAInfo FILE",
          ssl);
    }
    if (cause instanceof RegistryException known) {
      throw known;
    }
    return cause instanceof IOException io ? io : new IOException(cause);
  }
}
