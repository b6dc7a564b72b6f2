package dev.gitmodel.git;

import dev.gitmodel.lfs.HttpFields;
import dev.gitmodel.lfs.HttpRoute;
import dev.gitmodel.lfs.HttpRoutes;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reaches every URL as the user's own Git would; one client for all that are reached alike. */
final class UserRoutes implements HttpRoutes {
  // Without it, the JDK keeps a proxy's login to itself where it tunnels; curl does not.
  private static final String TUNNELS = "jdk.http.auth.tunneling.disabledSchemes";

  private final HttpSettings settings;
  private final Duration dial;
  private final Map<Way, HttpClient> clients = new ConcurrentHashMap<>();

  UserRoutes(HttpSettings settings, Duration dial) {
    this.settings = settings;
    this.dial = dial;
  }

  /** What makes a client another one. */
  private record Way(Optional<HttpProxy> proxy, Optional<HttpSettings.Tls> tls) {}

  @Override
  public HttpRoute to(URI url) {
    boolean secure = url.getScheme().toLowerCase(Locale.ROOT).equals("https");
    Optional<HttpProxy> proxy = settings.proxy(url);
    Way way = new Way(proxy, secure ? Optional.of(settings.tls(url)) : Optional.empty());
    HttpFields fields =
        settings.fields(url).with(proxy.map(HttpProxy::fields).orElse(HttpFields.NONE));
    return new HttpRoute(
        clients.computeIfAbsent(way, this::client), fields, settings.redirects(url));
  }

  private HttpClient client(Way way) {
    if (way.proxy().isPresent() && System.getProperty(TUNNELS) == null) {
      System.setProperty(TUNNELS, "");
    }
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(dial)
        .proxy(way.proxy().map(HttpProxy::selector).orElse(HttpClient.Builder.NO_PROXY))
        .sslContext(way.tls().map(TlsContext::of).orElseGet(TlsContext::none))
        .build();
  }
}
