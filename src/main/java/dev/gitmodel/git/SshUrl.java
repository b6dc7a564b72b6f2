package dev.gitmodel.git;

import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A repository reached through ssh; no part of it can be taken for an option or end a line. {@code
 * user} is empty and {@code port} 0 where the address names none.
 */
public record SshUrl(String user, String host, int port, String path) {
  private static final Pattern URL =
      Pattern.compile(
          "(?i:ssh|git\\+ssh|ssh\\+git)://(?:([^@/]*)@)?(\\[[^]]*]|[^:/]*)(?::([0-9]*))?(/.*)");
  // git@host:path; in brackets a host may have a port or colons of its own.
  private static final Pattern SCP =
      Pattern.compile("(?:([^@/:\\[]*)@)?(\\[[^]]*]|[^:/]+):(.*)", Pattern.DOTALL);
  private static final Pattern INNER = Pattern.compile("(?:([^@]*)@)?(.*?)(?::([0-9]{1,5}))?");

  public SshUrl {
    if (host.isEmpty() || host.startsWith("-") || user.startsWith("-") || path.startsWith("-")) {
      throw invalid(host + ":" + path);
    }
    String all = user + host + path;
    if (path.isEmpty() || all.chars().anyMatch(c -> c < 0x20 || c == 0x7f) || port > 65535) {
      throw invalid(host + ":" + path);
    }
  }

  private static RegistryException invalid(String shown) {
    return RegistryException.invalid(
        "'" + Printable.of(shown) + "' is no address that ssh may be given",
        "write it as ssh://user@host:port/path or user@host:path");
  }

  /** The address in {@code text}, where it is one of ssh's. */
  static Optional<SshUrl> parse(String text) {
    Matcher url = URL.matcher(text);
    if (url.matches()) {
      return Optional.of(ofUrl(url));
    }
    Matcher scp = SCP.matcher(text);
    return text.contains("://") || !scp.matches() ? Optional.empty() : Optional.of(ofScp(scp));
  }

  private static SshUrl ofUrl(Matcher url) {
    String path = decoded(url.group(4));
    return new SshUrl(
        decoded(text(url.group(1))).split(":", 2)[0],
        text(url.group(2)).replaceAll("^\\[|]$", ""),
        port(url.group(3)),
        path.startsWith("/~") ? path.substring(1) : path);
  }

  private static SshUrl ofScp(Matcher scp) {
    String place = text(scp.group(2));
    if (!place.startsWith("[")) {
      return new SshUrl(text(scp.group(1)), place, 0, text(scp.group(3)));
    }
    String inside = place.substring(1, place.length() - 1);
    if (inside.chars().filter(c -> c == ':').count() > 1) {
      return new SshUrl(text(scp.group(1)), inside, 0, text(scp.group(3)));
    }
    Matcher inner = INNER.matcher(inside);
    inner.matches();
    String user = text(inner.group(1)).isEmpty() ? text(scp.group(1)) : text(inner.group(1));
    return new SshUrl(user, text(inner.group(2)), port(inner.group(3)), text(scp.group(3)));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  private static int port(@Nullable String digits) {
    return digits == null || digits.isEmpty() || digits.length() > 5 ? 0 : Integer.parseInt(digits);
  }

  private static String text(@Nullable String group) {
    return group == null ? "" : group;
  }

  /** What ssh is told to connect to. */
  String target() {
    return user.isEmpty() ? host : user + "@" + host;
  }

  /** As a URL, to find the settings for it. */
  URI uri() {
    try {
      return new URI(
          "ssh", null, host, port == 0 ? -1 : port, "/" + path.replaceAll("^/+", ""), null, null);
    } catch (URISyntaxException e) {
      throw RegistryException.invalid("'" + this + "' is no URL", "check the host's name");
    }
  }

  /** The address as a person would write it. */
  @Override
  public String toString() {
    String place = host.indexOf(':') < 0 ? host : "[" + host + "]";
    String at = user.isEmpty() ? place : user + "@" + place;
    String slash = path.startsWith("/") ? "" : "/";
    return Printable.of("ssh://" + at + (port == 0 ? "" : ":" + port) + slash + path);
  }
}
