package dev.gitmodel.git;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The URL that stock git would really go to: {@code url.<base>.insteadOf}, the longest wins. */
public final class GitUrl {
  private GitUrl() {}

  /** Where {@code url} is fetched from. */
  public static String toFetch(String url, GitSettings settings) {
    return rewritten(url, settings, "insteadof").orElse(url);
  }

  /** Where {@code url} is pushed to. */
  public static String toPush(String url, GitSettings settings) {
    return rewritten(url, settings, "pushinsteadof").orElseGet(() -> toFetch(url, settings));
  }

  private static Optional<String> rewritten(String url, GitSettings settings, String name) {
    return settings
        .all("url", name)
        .filter(setting -> url.startsWith(setting.value()))
        // Of two equally long ones git takes the first.
        .min(Comparator.comparingInt(setting -> -setting.value().length()))
        .map(setting -> setting.subsection() + url.substring(setting.value().length()));
  }

  /** The names of the remotes that are at {@code url}, as it is configured or as it is reached. */
  static List<String> remotes(String url, GitSettings settings) {
    return Stream.of("url", "pushurl")
        .flatMap(name -> settings.all("remote", name))
        .filter(
            setting ->
                setting.value().equals(url)
                    || toFetch(setting.value(), settings).equals(url)
                    || toPush(setting.value(), settings).equals(url))
        .map(GitSettings.Setting::subsection)
        .distinct()
        .toList();
  }
}
