package dev.gitmodel.lfs;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The user's login at one server: none until it asks, then one that is offered to that server
 * alone; three refused ones are the end. Threads that are refused together ask once.
 */
final class SignIn {
  private static final int MOST = 3;

  private final Logins logins;
  private final URI url;
  private @Nullable Login current;
  private boolean approved;
  private int refusals;

  SignIn(Logins logins, URI url) {
    this.logins = logins;
    this.url = url;
    this.current = logins.given(url).orElse(null);
  }

  /** What to send along to {@code target}; nothing to another server. */
  synchronized Optional<Login> login(URI target) {
    return Urls.sameOrigin(url, target) ? Optional.ofNullable(current) : Optional.empty();
  }

  /** The server let {@code used} in. */
  synchronized void accepted(Optional<Login> used) {
    Login login = current;
    if (!approved && login != null && used.isPresent() && used.get().equals(login)) {
      approved = true;
      logins.approve(url, login);
    }
  }

  /** The server answered 401 to {@code used}: gets another one, or UNAUTHENTICATED. */
  synchronized void refused(Optional<Login> used, Reply reply) {
    if (!Urls.sameOrigin(url, reply.url())) {
      throw unauthenticated(reply, "wants a login, and yours is for " + Urls.origin(url));
    }
    requireBasic(reply);
    Login old = current;
    if (old != null && !Optional.of(old).equals(used)) {
      return; // Another thread has a newer one.
    }
    if (old != null) {
      logins.reject(url, old);
      current = null;
      approved = false;
      if (++refusals >= MOST) {
        throw unauthenticated(reply, "refused " + MOST + " logins");
      }
    }
    current = logins.ask(url);
  }

  private static void requireBasic(Reply reply) {
    List<String> schemes =
        Stream.of("LFS-Authenticate", "WWW-Authenticate")
            .flatMap(name -> reply.fields(name).stream())
            .map(challenge -> challenge.strip().toLowerCase(Locale.ROOT))
            .toList();
    if (!schemes.isEmpty() && schemes.stream().noneMatch(s -> s.startsWith("basic"))) {
      throw unauthenticated(reply, "wants another kind of login than name and password");
    }
  }

  private static RegistryException unauthenticated(Reply reply, String why) {
    return new RegistryException(
        Problem.UNAUTHENTICATED,
        Urls.shown(reply.url()) + " " + why + reply.said(),
        "see what Git knows: git credential fill, and: git help credentials");
  }
}
