package dev.gitmodel.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** A path inside a version's tree: relative, contained, and writable on every file system. */
public record FilePath(String text) implements Comparable<FilePath> {
  private static final int LONGEST = 1024;
  private static final int LONGEST_PART = 255;

  public FilePath {
    String reason = reasonAgainst(text);
    if (!reason.isEmpty()) {
      throw RegistryException.invalid(
          "'" + Printable.of(text) + "' can't be a file of a version: " + reason,
          "rename the file, or leave it out with 'files:' in model.yaml");
    }
  }

  private static String reasonAgainst(String text) {
    if (text.isEmpty() || text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      return "a path has 1 to " + LONGEST + " bytes";
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      return "it is not valid Unicode";
    }
    for (String part : text.split("/", -1)) {
      String reason = reasonAgainstPart(part);
      if (!reason.isEmpty()) {
        return reason;
      }
    }
    return "";
  }

  private static String reasonAgainstPart(String part) {
    if (part.isEmpty() || part.equals(".") || part.equals("..")) {
      return "it leaves the folder or has an empty part";
    }
    if (part.getBytes(StandardCharsets.UTF_8).length > LONGEST_PART) {
      return "a part is longer than " + LONGEST_PART + " bytes";
    }
    if (hasForbidden(part)) {
      return "it has a control, bidi or invisible character, or one of \\ : * ? \" < > |";
    }
    if (part.endsWith(".") || part.endsWith(" ") || isDevice(part)) {
      return "Windows can't store it";
    }
    String lower = part.toLowerCase(Locale.ROOT);
    boolean gitOwn =
        lower.equals(".git")
            || lower.startsWith("git~")
            || lower.equals(".gitmodules")
            || lower.equals(".lfsconfig")
            || (lower.startsWith(".git") && !part.equals(lower));
    return gitOwn ? "the name belongs to Git" : "";
  }

  /** With or without an ending, and with blanks before that. */
  private static boolean isDevice(String part) {
    int dot = part.indexOf('.');
    int end = dot < 0 ? part.length() : dot;
    while (end > 0 && part.charAt(end - 1) == ' ') {
      end--;
    }
    return WindowsDevice.is(part.substring(0, end).toLowerCase(Locale.ROOT));
  }

  private static boolean hasForbidden(String part) {
    for (int i = 0; i < part.length(); i = part.offsetByCodePoints(i, 1)) {
      if (forbidden(part.codePointAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean forbidden(int c) {
    return switch (Character.getType(c)) {
      // HFS+ ignores some of FORMAT in names, so ".g\u200cit" would become ".git" there.
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> "\\:*?\"<>|".indexOf(c) >= 0;
    };
  }

  /** The last part. */
  public String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** By the bytes of UTF-8, as the digest lists files. */
  @Override
  public int compareTo(FilePath other) {
    return Arrays.compareUnsigned(
        text.getBytes(StandardCharsets.UTF_8), other.text.getBytes(StandardCharsets.UTF_8));
  }

  // By hand, see ModelName.
  @Override
  public boolean equals(Object other) {
    return other instanceof FilePath that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
