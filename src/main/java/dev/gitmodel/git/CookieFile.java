package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The cookies of {@code http.cookieFile}: lines as browsers and curl keep them, with tabs between
 * domain, whether hosts below it too, path, whether only over TLS, when it ends, name and value; or
 * {@code Set-Cookie} lines. One that does not say whose it is goes to nobody.
 */
record CookieFile(List<Cookie> cookies) {
  private static final String HTTP_ONLY = "#HttpOnly_";
  private static final int FIELDS = 7;

  /** {@code ends} is in seconds since 1970, 0 for one that does not. */
  record Cookie(String domain, boolean below, String path, boolean secure, long ends, String pair) {
    boolean isFor(URI url, long now) {
      String host = url.getHost().toLowerCase(Locale.ROOT);
      boolean fits = host.equals(domain) || (below && host.endsWith("." + domain));
      return fits
          && isAbove(url.getPath())
          && (!secure || url.getScheme().equalsIgnoreCase("https"))
          && (ends == 0 || ends > now);
    }

    private boolean isAbove(String asked) {
      String start = path.endsWith("/") ? path : path + "/";
      return asked.equals(path) || (asked + "/").startsWith(start);
    }

    /** Never the value, which may be a secret. */
    @Override
    public String toString() {
      return "cookie of " + domain;
    }
  }

  CookieFile {
    cookies = List.copyOf(cookies);
  }

  /** What the file says; a file that is not there says nothing, as it does for Git. */
  static CookieFile read(Path file) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return new CookieFile(lines.flatMap(line -> cookie(line).stream()).toList());
    } catch (NoSuchFileException e) {
      return new CookieFile(List.of());
    } catch (IOException e) {
      throw Durable.storage("can't read the cookies of " + file, e);
    }
  }

  private static Optional<Cookie> cookie(String line) {
    if (line.regionMatches(true, 0, "Set-Cookie:", 0, 11)) {
      return fromHeader(line);
    }
    String kept = line.startsWith(HTTP_ONLY) ? line.substring(HTTP_ONLY.length()) : line;
    List<String> fields = Arrays.asList(kept.split("\t", -1));
    boolean isOne = !kept.startsWith("#") && fields.size() == FIELDS;
    return isOne && fields.get(4).matches("[0-9]{1,18}")
        ? Optional.of(of(fields))
        : Optional.empty();
  }

  private static Cookie of(List<String> fields) {
    return new Cookie(
        domain(fields.get(0)),
        fields.get(1).equalsIgnoreCase("TRUE"),
        fields.get(2),
        fields.get(3).equalsIgnoreCase("TRUE"),
        Long.parseLong(fields.get(4)),
        fields.get(5) + "=" + fields.get(6));
  }

  private static Optional<Cookie> fromHeader(String line) {
    try {
      return HttpCookie.parse(line).stream()
          .filter(cookie -> cookie.getDomain() != null && !cookie.hasExpired())
          .map(CookieFile::of)
          .findFirst();
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  private static Cookie of(HttpCookie cookie) {
    return new Cookie(
        domain(cookie.getDomain()),
        true,
        cookie.getPath() == null ? "/" : cookie.getPath(),
        cookie.getSecure(),
        0,
        cookie.getName() + "=" + cookie.getValue());
  }

  private static String domain(String written) {
    String lower = written.toLowerCase(Locale.ROOT);
    return lower.startsWith(".") ? lower.substring(1) : lower;
  }

  /** The value of the {@code Cookie} field for a URL; {@code now} is in seconds since 1970. */
  Optional<String> field(URI url, long now) {
    String pairs =
        cookies.stream()
            .filter(cookie -> cookie.isFor(url, now))
            .map(Cookie::pair)
            .collect(Collectors.joining("; "));
    return Optional.of(pairs).filter(Predicate.not(String::isEmpty));
  }
}
