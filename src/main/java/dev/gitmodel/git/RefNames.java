package dev.gitmodel.git;

import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.util.List;

/** Which of the refs that a host advertises are a model's, and which nobody may have. */
final class RefNames {
  /** What a mirror holds; a host's own (pull requests, changes under review) is left there. */
  static final List<String> KEPT =
      List.of(
          "refs/heads/", "refs/tags/", "refs/aliases/", "refs/notes/", "refs/runs/", "refs/audit/");

  private static final String FORBIDDEN = " ~^:?*[\\";
  private static final int LONGEST = 1024;

  private RefNames() {}

  /** True for one that a mirror holds. */
  static boolean isKept(String ref) {
    return KEPT.stream().anyMatch(ref::startsWith);
  }

  /** CORRUPT for a name that Git forbids: a host that says so is not to be believed. */
  static void require(String ref) {
    boolean wellFormed =
        ref.length() <= LONGEST
            && ref.chars().noneMatch(c -> c < ' ' || c == 0x7f || FORBIDDEN.indexOf(c) >= 0)
            && !ref.contains("..")
            && !ref.contains("@{")
            && !ref.endsWith(".")
            && partsAreSound(ref);
    if (!wellFormed) {
      throw new RegistryException(
          Problem.CORRUPT,
          "the host has a ref that Git forbids: " + Printable.of(ref),
          "nothing was taken from it; tell whoever runs it");
    }
  }

  private static boolean partsAreSound(String ref) {
    for (String part : ref.split("/", -1)) {
      if (part.isEmpty() || part.startsWith(".") || part.endsWith(".lock")) {
        return false;
      }
    }
    return true;
  }
}
