package dev.gitmodel.git;

import dev.gitmodel.lfs.Login;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * An http(s) URL and, apart from it so that no message has them, the user and password that stood
 * in it; both may be empty.
 */
public record WebUrl(URI uri, String user, String password) {
  /** The URL in {@code text}, where it is one; INVALID where it only looks like one. */
  static Optional<WebUrl> parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
      return Optional.empty();
    }
    int start = text.indexOf("://") + 3;
    int slash = text.indexOf('/', start) < 0 ? text.length() : text.indexOf('/', start);
    int at = text.lastIndexOf('@', slash);
    String info = at < start ? "" : text.substring(start, at);
    String clean = text.substring(0, start) + text.substring(Math.max(start, at + 1));
    String[] both = info.split(":", 2);
    return Optional.of(
        new WebUrl(uri(clean), decoded(both[0]), both.length < 2 ? "" : decoded(both[1])));
  }

  private static URI uri(String clean) {
    try {
      URI uri = new URI(clean);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Its message would show the URL, but so does ours.
    }
    throw RegistryException.invalid(
        "'" + Printable.of(clean) + "' is no URL",
        "write what is special in it as %XX, a blank as %20");
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  /** The login that stood in it, where both halves did. */
  Optional<Login> login() {
    return password.isEmpty() ? Optional.empty() : Optional.of(new Login(user, password));
  }

  /** The same server and user, at another path. */
  WebUrl at(String path) {
    return new WebUrl(uri.resolve(path), user, password);
  }

  boolean sameServer(URI other) {
    return uri.getScheme().equalsIgnoreCase(other.getScheme())
        && uri.getHost().equalsIgnoreCase(other.getHost())
        && port(uri) == port(other);
  }

  private static int port(URI url) {
    boolean secure = "https".equalsIgnoreCase(url.getScheme());
    return url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
  }

  /** Without user and password. */
  @Override
  public String toString() {
    return uri.toString();
  }
}
