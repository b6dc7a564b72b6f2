package dev.gitmodel.cli;

/**
 * What a change does to something, in the words for having done it ({@code Pushed}) and for only
 * rehearsing it ({@code push}); where nothing had to be done, what was so already.
 */
record Deed(String done, String todo, String what) {
  /** The line that tells it. */
  String told(boolean rehearsed, boolean changed) {
    if (!changed) {
      return "Nothing to do: " + what;
    }
    return rehearsed ? "Would " + todo + " " + what : (done + " " + what).strip();
  }
}
