package dev.gitmodel.notify;

import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/** What this machine has to send with; asked only when there is something to send. */
public interface Means {
  /** How the registry is called in what is sent. */
  String registry();

  /** The secret of that name: of an environment variable, or of a git-config key. */
  Optional<String> secret(String name);

  /** True where webhooks may go to this machine and its own network. */
  boolean allowsLocal();

  /** Whose certificates are trusted at that URL. */
  SSLSocketFactory tls(URI url);

  /** The mail server; INVALID where it is set up wrongly. */
  MailServer mailServer();
}
