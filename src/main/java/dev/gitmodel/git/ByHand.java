package dev.gitmodel.git;

import dev.gitmodel.model.RefMove;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How a person moves a ref by stock git, as a line to paste into a shell, wherever they stand. */
final class ByHand {
  private ByHand() {}

  /** In the repository that has it. */
  static String here(Path repository, RefMove move) {
    List<String> words = git(repository, "update-ref");
    if (move.to().isNone()) {
      words.addAll(List.of("-d", move.ref(), move.from().hex()));
    } else {
      words.addAll(List.of(move.ref(), move.to().hex()));
      if (!move.from().isNone()) {
        words.add(move.from().hex());
      }
    }
    return SshProgram.quoted(words);
  }

  /** On the host that has it, which is told to by way of its mirror. */
  static String there(Path mirror, HostAddress host, RefMove move) {
    String from = move.from().isNone() ? "" : move.from().hex();
    List<String> words = git(mirror, "push", "--force-with-lease=" + move.ref() + ":" + from);
    words.add(host.shown());
    words.add((move.to().isNone() ? "" : move.to().hex()) + ":" + move.ref());
    return SshProgram.quoted(words);
  }

  private static List<String> git(Path repository, String... rest) {
    List<String> words = new ArrayList<>(List.of("git", "--git-dir", repository.toString()));
    words.addAll(Arrays.asList(rest));
    return words;
  }
}
