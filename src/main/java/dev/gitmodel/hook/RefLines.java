package dev.gitmodel.hook;

import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Care;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What Git writes to the standard input of its hooks. */
final class RefLines {
  private RefLines() {}

  /**
   * Of {@code pre-receive} and {@code post-receive}: {@code <old> <new> <ref>} a line; those that
   * only try a right are left out.
   */
  static List<RefMove> received(String stdin) {
    List<RefMove> moves = new ArrayList<>();
    for (String[] words : lines(stdin, 3)) {
      RefMove move = move(words[2], words[0], words[1]);
      if (!isProbe(move)) {
        moves.add(move);
      }
    }
    return moves;
  }

  /** True where only a right is tried, and nothing meant. */
  static boolean isProbe(RefMove move) {
    return move.ref().endsWith("/" + Care.PROBE);
  }

  /**
   * Of {@code pre-push}: {@code <local ref> <local id> <remote ref> <remote id>} a line; what is
   * deleted is not sent.
   */
  static List<RefMove> pushed(String stdin) {
    List<RefMove> moves = new ArrayList<>();
    for (String[] words : lines(stdin, 4)) {
      RefMove move = move(words[2], words[3], words[1]);
      if (!move.to().isNone()) {
        moves.add(move);
      }
    }
    return moves;
  }

  /** Of {@code update}: {@code <ref> <old> <new>} as arguments. */
  static RefMove updated(List<String> args) {
    if (args.size() != 3) {
      throw RegistryException.invalid("update is called with REF OLD NEW", "");
    }
    return move(args.get(0), args.get(1), args.get(2));
  }

  private static RefMove move(String ref, String from, String to) {
    return new RefMove(ref, new Revision(from), new Revision(to));
  }

  private static List<String[]> lines(String stdin, int words) {
    List<String[]> lines = new ArrayList<>();
    byte[] bytes = stdin.getBytes(StandardCharsets.ISO_8859_1);
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
      if (!line.isEmpty()) {
        String[] split = line.split(" ", words);
        if (split.length != words) {
          throw RegistryException.invalid("this is not what Git tells its hooks: " + line, "");
        }
        lines.add(split);
      }
    }
    return lines;
  }
}
