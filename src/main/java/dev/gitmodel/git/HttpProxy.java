package dev.gitmodel.git;

import dev.gitmodel.lfs.HttpFields;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The proxy that curl would take for a URL: {@code http.proxy}, else {@code https_proxy} or {@code
 * http_proxy} by its scheme, else {@code all_proxy}, unless {@code no_proxy} names the host. {@code
 * login} is the value of a field, or empty; it is never shown.
 */
record HttpProxy(String host, int port, String login) {
  // Curl's own, where a proxy names none.
  private static final int PORT = 1080;

  static Optional<HttpProxy> of(URI url, Optional<String> configured, GitSettings settings) {
    String host = Optional.ofNullable(url.getHost()).orElse("").toLowerCase(Locale.ROOT);
    return exempt(host, settings)
        ? Optional.empty()
        : configured
            .or(() -> variable(url, settings))
            .filter(value -> !value.isBlank())
            .map(HttpProxy::parse);
  }

  private static Optional<String> variable(URI url, GitSettings settings) {
    boolean secure = "https".equalsIgnoreCase(url.getScheme());
    // HTTP_PROXY is not looked at, because a CGI's caller can set it.
    List<String> names =
        secure
            ? List.of("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
            : List.of("http_proxy", "all_proxy", "ALL_PROXY");
    return names.stream().flatMap(name -> settings.variable(name).stream()).findFirst();
  }

  private static boolean exempt(String host, GitSettings settings) {
    String list = settings.variable("no_proxy").or(() -> settings.variable("NO_PROXY")).orElse("");
    return Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
        .map(name -> name.startsWith(".") ? name.substring(1) : name)
        .filter(name -> !name.isEmpty())
        .anyMatch(name -> name.equals("*") || host.equals(name) || host.endsWith("." + name));
  }

  private static HttpProxy parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("://") && !lower.startsWith("http://")) {
      throw RegistryException.invalid(
          "a proxy of the kind '" + Printable.of(lower.split("://", 2)[0]) + "' can't be used here",
          "name one that speaks http: git config --global http.proxy http://host:port");
    }
    WebUrl url =
        WebUrl.parse(lower.contains("://") ? text : "http://" + text)
            .orElseThrow(() -> new IllegalStateException("it starts with http"));
    int port = url.uri().getPort() < 0 ? PORT : url.uri().getPort();
    return new HttpProxy(url.uri().getHost(), port, url.user().isEmpty() ? "" : basic(url));
  }

  private static String basic(WebUrl url) {
    byte[] both = (url.user() + ":" + url.password()).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  ProxySelector selector() {
    return ProxySelector.of(new InetSocketAddress(host, port));
  }

  /** What the proxy wants to see. */
  HttpFields fields() {
    return login.isEmpty() ? HttpFields.NONE : HttpFields.of("Proxy-Authorization", login);
  }

  @Override
  public String toString() {
    return Printable.of(host) + ":" + port;
  }
}
