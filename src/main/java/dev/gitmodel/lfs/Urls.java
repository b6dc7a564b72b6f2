package dev.gitmodel.lfs;

import dev.gitmodel.model.Printable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What this package asks of a URL before it is gone to. */
final class Urls {
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final int LONGEST = 16 * 1024;

  private Urls() {}

  /** An absolute http(s) URL with a host and without a user, or nothing. */
  static Optional<URI> absolute(String text) {
    try {
      return text.length() > LONGEST ? Optional.empty() : usable(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  static Optional<URI> usable(URI url) {
    String host = url.getHost();
    return SCHEMES.contains(scheme(url))
            && host != null
            && !host.isEmpty()
            && url.getRawUserInfo() == null
        ? Optional.of(url)
        : Optional.empty();
  }

  /** True where both are the same server: scheme, host and port. */
  static boolean sameOrigin(URI one, URI other) {
    return origin(one).equals(origin(other));
  }

  /** True where going from one to the other would give up encryption. */
  static boolean downgrades(URI from, URI to) {
    return scheme(from).equals("https") && !scheme(to).equals("https");
  }

  /** {@code scheme://host:port}, for comparing and for messages. */
  static String origin(URI url) {
    String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
    int standard = scheme(url).equals("https") ? 443 : 80;
    return scheme(url) + "://" + host + ":" + (url.getPort() < 0 ? standard : url.getPort());
  }

  /** Without user, query (which may be a signature) and fragment. */
  static String shown(URI url) {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    return Printable.of(scheme(url) + "://" + url.getHost() + port + path);
  }

  private static String scheme(URI url) {
    return url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
  }
}
