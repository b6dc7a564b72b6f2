package dev.gitmodel.workspace;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What never becomes part of a version, whatever {@code files:} says: this is the whole list. */
final class Junk {
  /** Of version control, operating systems and tools; without regard to case. */
  static final Set<String> NAMES =
      Set.of(
          ".git",
          ".hg",
          ".svn",
          ".bzr",
          "cvs",
          ".ds_store",
          ".appledouble",
          ".spotlight-v100",
          ".trashes",
          ".fseventsd",
          ".temporaryitems",
          "__macosx",
          "thumbs.db",
          "ehthumbs.db",
          "desktop.ini",
          "$recycle.bin",
          "__pycache__",
          ".ipynb_checkpoints",
          ".pytest_cache",
          ".mypy_cache",
          ".ruff_cache");

  /** Shapes: compiled Python, AppleDouble, editors' swap and back-up files, our own temp files. */
  static final List<Pattern> SHAPES =
      List.of(
          Pattern.compile(".*\\.py[co]"),
          Pattern.compile("\\._.*"),
          Pattern.compile("\\..*\\.sw[a-p]"),
          Pattern.compile(".*~"),
          Pattern.compile("#.*#"),
          Pattern.compile("\\.#.*"),
          Pattern.compile("\\.nfs[0-9a-f]{8,}"),
          Pattern.compile("\\..*\\.tmp"),
          Pattern.compile("\\..*\\.partial(\\.broken)?"),
          Pattern.compile("\\.git-model.*"));

  private Junk() {}

  /** True for a file or folder of that name, at any depth. */
  static boolean is(String name) {
    return NAMES.contains(name.toLowerCase(Locale.ROOT))
        || SHAPES.stream().anyMatch(shape -> shape.matcher(name).matches());
  }
}
