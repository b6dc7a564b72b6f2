package dev.gitmodel.git;

import dev.gitmodel.model.Printable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a host's hooks said of a push, as git passes it on: each line begins with its mark. */
record RemoteWords(HostAddress from, String said) {
  private static final String MARK = "remote:";
  private static final String ERROR = "error:";
  private static final String HINT = "hint:";
  // What the git there adds of a hook that said no.
  private static final String GIT_ITSELF = "error: hook declined to update ";
  private static final int MOST_LINES = 4;

  private Stream<String> lines() {
    return from.redact(said)
        .lines()
        .filter(line -> line.startsWith(MARK))
        .map(line -> line.substring(MARK.length()).strip())
        .filter(line -> !line.isEmpty() && !line.startsWith(GIT_ITSELF));
  }

  /** The errors, else the last it said, on one line; nothing where it said nothing. */
  String why() {
    List<String> talk = lines().filter(line -> !line.startsWith(HINT)).toList();
    List<String> errors =
        talk.stream()
            .filter(line -> line.startsWith(ERROR))
            .map(line -> line.substring(ERROR.length()).strip())
            .toList();
    List<String> all = errors.isEmpty() ? talk : errors;
    int most = Math.min(MOST_LINES, all.size());
    List<String> some =
        errors.isEmpty() ? all.subList(all.size() - most, all.size()) : all.subList(0, most);
    return Printable.of(String.join("; ", some));
  }

  /** What it says can be typed. */
  Optional<String> hint() {
    return lines()
        .filter(line -> line.startsWith(HINT))
        .map(line -> Printable.of(line.substring(HINT.length()).strip()))
        .filter(hint -> !hint.isEmpty())
        .findFirst();
  }
}
