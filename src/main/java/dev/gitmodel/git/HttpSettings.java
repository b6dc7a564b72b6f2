package dev.gitmodel.git;

import dev.gitmodel.lfs.HttpFields;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the user has set for HTTP, per URL as git decides it: {@code http.*}, {@code http.<url>.*}
 * and the variables that stock git and curl look at.
 */
final class HttpSettings {
  private final GitSettings settings;
  private final UrlMatch http;
  private final String user;
  private final Map<Path, CookieFile> cookies = new ConcurrentHashMap<>();

  HttpSettings(GitSettings settings, String user) {
    this.settings = settings;
    this.http = new UrlMatch(settings, "http");
    this.user = user;
  }

  /** Which certificates are trusted, and which is ours. */
  record Tls(
      boolean verify,
      Optional<Path> caInfo,
      Optional<Path> caPath,
      Optional<Path> cert,
      Optional<Path> key) {}

  Tls tls(URI url) {
    boolean verify =
        !settings.environment().containsKey("GIT_SSL_NO_VERIFY")
            && http.last(url, user, "sslverify").map(GitSettings::isTrue).orElse(true);
    return new Tls(
        verify,
        file(url, "GIT_SSL_CAINFO", "sslcainfo"),
        file(url, "GIT_SSL_CAPATH", "sslcapath"),
        file(url, "GIT_SSL_CERT", "sslcert"),
        file(url, "GIT_SSL_KEY", "sslkey"));
  }

  private Optional<Path> file(URI url, String variable, String name) {
    return settings
        .variable(variable)
        .or(() -> http.last(url, user, name).filter(value -> !value.isEmpty()))
        .map(settings::file);
  }

  /** False where the user's Git follows no redirect at all. */
  boolean redirects(URI url) {
    return http.last(url, user, "followredirects")
        .map(value -> value.equalsIgnoreCase("initial") || GitSettings.isTrue(value))
        .orElse(true);
  }

  /** The proxy for that URL. */
  Optional<HttpProxy> proxy(URI url) {
    return HttpProxy.of(url, http.last(url, user, "proxy"), settings);
  }

  /**
   * {@code http.userAgent}, the cookies of {@code http.cookieFile}, and all of {@code
   * http.extraHeader}; an empty one forgets those before.
   */
  HttpFields fields(URI url) {
    List<HttpFields.Field> fields = new ArrayList<>();
    for (String value : http.all(url, user, "extraheader")) {
      if (value.isEmpty()) {
        fields.clear();
      }
      int colon = value.indexOf(':');
      // "Name:" tells curl to leave a field of its own out.
      if (colon > 0 && !value.substring(colon + 1).isBlank()) {
        fields.add(
            new HttpFields.Field(
                value.substring(0, colon).strip(), value.substring(colon + 1).strip()));
      }
    }
    String agent =
        settings
            .variable("GIT_HTTP_USER_AGENT")
            .or(() -> http.last(url, user, "useragent"))
            .orElse("git-model");
    return HttpFields.of("User-Agent", agent).with(cookies(url)).with(new HttpFields(fields));
  }

  private HttpFields cookies(URI url) {
    return http.last(url, user, "cookiefile")
        .filter(file -> !file.isEmpty())
        .map(file -> cookies.computeIfAbsent(settings.file(file), CookieFile::read))
        .flatMap(file -> file.field(url, System.currentTimeMillis() / 1000))
        .map(pairs -> HttpFields.of("Cookie", pairs))
        .orElse(HttpFields.NONE);
  }
}
