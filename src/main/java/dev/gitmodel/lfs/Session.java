package dev.gitmodel.lfs;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What everybody who talks with one LFS service shares: the way there, the login, and how patient
 * the user is. Called from several threads.
 */
final class Session {
  private static final String AUTHORIZATION = "Authorization";

  private final LfsAddress address;
  private final Network network;
  private final TransferSettings settings;
  private final Exchange exchange;
  private @Nullable SignIn signIn;

  Session(LfsAddress address, Network network, TransferSettings settings) {
    this.address = address;
    this.network = network;
    this.settings = settings;
    this.exchange = new Exchange(network.routes(), settings.dial(), settings.idle());
  }

  TransferSettings settings() {
    return settings;
  }

  Patience patience() {
    return network.patience();
  }

  Backoff backoff() {
    return new Backoff(settings.longestDelay(), network.patience());
  }

  LfsAddress address() {
    return address;
  }

  /** Sends it where an action says; where that is {@code complete}, with nothing of ours. */
  Reply send(Call call, boolean complete) throws IOException {
    return complete ? exchange.send(call) : signedIn(call);
  }

  /**
   * Sends it with the user's login where it goes to the service's own server and carries no other;
   * asks for one where that wants it.
   */
  Reply signedIn(Call call) throws IOException {
    if (call.fields().has(AUTHORIZATION)
        || network.routes().to(call.url()).fields().has(AUTHORIZATION)
        || !Urls.sameOrigin(call.url(), address.place().base())) {
      return exchange.send(call);
    }
    SignIn at = signIn(call.url());
    while (true) {
      Optional<Login> login = at.login(call.url());
      Reply reply = exchange.send(login.map(call::with).orElse(call));
      if (reply.status() != 401) {
        if (reply.ok()) {
          at.accepted(login);
        }
        return reply;
      }
      try (reply) {
        at.refused(login, reply);
      }
    }
  }

  private synchronized SignIn signIn(URI url) {
    SignIn known = signIn;
    if (known == null) {
      known = new SignIn(network.logins(), url);
      signIn = known;
    }
    return known;
  }
}
