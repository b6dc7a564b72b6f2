package dev.gitmodel.git;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which values of {@code section.<url>.name} apply to a URL, as git decides it: the host must match
 * (each {@code *} stands for one label), then the longer path wins, then the one that names the
 * user.
 */
final class UrlMatch {
  private final GitSettings settings;
  private final String section;

  UrlMatch(GitSettings settings, String section) {
    this.settings = settings;
    this.section = section;
  }

  /** How well a pattern fits; the greater the better. */
  private record Fit(int host, int path, int user) implements Comparable<Fit> {
    static final Fit ANY = new Fit(0, 0, 0);

    @Override
    public int compareTo(Fit other) {
      return Comparator.comparingInt(Fit::host)
          .thenComparingInt(Fit::path)
          .thenComparingInt(Fit::user)
          .compare(this, other);
    }
  }

  /** The value that wins. */
  Optional<String> last(URI url, String user, String name) {
    List<String> all = all(url, user, name);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** Every value that git would be handed, in that order: none that fits worse than one before. */
  List<String> all(URI url, String user, String name) {
    List<String> values = new ArrayList<>();
    Map<String, Fit> best = new HashMap<>();
    settings
        .all(section, name)
        .forEach(
            setting -> {
              Optional<Fit> fit = fit(setting.subsection(), url, user);
              Fit before = best.getOrDefault(name, Fit.ANY);
              if (fit.isPresent() && fit.get().compareTo(before) >= 0) {
                best.put(name, fit.get());
                values.add(setting.value());
              }
            });
    return values;
  }

  private static Optional<Fit> fit(String pattern, URI url, String user) {
    return pattern.isEmpty() ? Optional.of(Fit.ANY) : Pattern.parse(pattern).fit(url, user);
  }

  /** A URL whose host may have stars, which {@code java.net.URI} refuses. */
  private record Pattern(String scheme, String user, String host, int port, String path) {
    static Pattern parse(String text) {
      int colon = text.indexOf("://");
      String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
      String rest = colon < 0 ? "" : text.substring(colon + 3);
      int slash = rest.indexOf('/') < 0 ? rest.length() : rest.indexOf('/');
      String authority = rest.substring(0, slash);
      int at = authority.lastIndexOf('@');
      String user = at < 0 ? "" : authority.substring(0, at).split(":", 2)[0];
      String place = authority.substring(at + 1).toLowerCase(Locale.ROOT);
      int port = place.matches(".*:[0-9]{1,5}") ? place.lastIndexOf(':') : -1;
      return new Pattern(
          scheme,
          user,
          port < 0 ? place : place.substring(0, port),
          port < 0 ? -1 : Integer.parseInt(place.substring(port + 1)),
          rest.substring(slash).isEmpty() ? "/" : rest.substring(slash));
    }

    Optional<Fit> fit(URI url, String otherUser) {
      String otherHost = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
      boolean fits =
          scheme.equals(url.getScheme().toLowerCase(Locale.ROOT))
              && hostFits(otherHost)
              && port(scheme, port) == port(scheme, url.getPort())
              && pathFits(url.getRawPath())
              && (user.isEmpty() || user.equals(otherUser));
      return fits
          ? Optional.of(
              new Fit(host.length(), path.replaceAll("/+$", "").length(), user.isEmpty() ? 0 : 1))
          : Optional.empty();
    }

    private boolean hostFits(String other) {
      String[] mine = host.split("\\.", -1);
      String[] theirs = other.split("\\.", -1);
      boolean fits = mine.length == theirs.length;
      for (int i = 0; fits && i < mine.length; i++) {
        fits = mine[i].equals("*") || mine[i].equals(theirs[i]);
      }
      return fits;
    }

    private boolean pathFits(@Nullable String other) {
      String mine = path.replaceAll("/+$", "") + "/";
      String theirs = (other == null ? "" : other.replaceAll("/+$", "")) + "/";
      return theirs.startsWith(mine);
    }

    private static int port(String scheme, int port) {
      return port >= 0 ? port : scheme.equals("https") ? 443 : 80;
    }
  }
}
