package dev.gitmodel.lfs;

import java.net.URI;
import java.util.Optional;

/** Where the user's logins are kept; nobody else keeps or shows one. */
public interface Logins {
  /** The login that stands in the address itself, tried before anything is asked. */
  Optional<Login> given(URI url);

  /** Asks for a login; UNAUTHENTICATED where there is none to be had. */
  Login ask(URI url);

  /** The host took it: it may be kept. */
  void approve(URI url, Login login);

  /** The host refused it: it must be forgotten. */
  void reject(URI url, Login login);
}
