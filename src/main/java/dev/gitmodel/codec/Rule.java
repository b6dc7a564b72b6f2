package dev.gitmodel.codec;

import java.util.regex.Pattern;

/** A grammar of one pattern, for texts that have no type of their own. */
record Rule(Pattern pattern, int longest, String expected) {
  Rule(String regex, int longest, String expected) {
    this(Pattern.compile(regex), longest, expected);
  }

  boolean allows(String text) {
    return text.length() <= longest && pattern.matcher(text).matches();
  }
}
