package dev.gitmodel.cli;

import java.util.LinkedHashSet;
import java.util.Set;

/** fish's completion, which picocli does not make: a rule for each verb and each option. */
final class FishCompletion {
  private static final String HEAD =
      """
      # The words behind git-model, or behind "git model", without options; fails elsewhere.
      function __git_model_words
          set -l tokens (commandline -opc)
          if test "$tokens[1]" = git
              contains model $tokens; or return 1
              while test "$tokens[1]" != model
                  set -e tokens[1]
              end
          end
          set -e tokens[1]
          string match -v -- '-*' $tokens
          return 0
      end

      # True right behind the verb given, or with none behind git-model itself.
      function __git_model_behind
          set -l words (__git_model_words); or return 1
          test "$words" = "$argv"
      end

      # True anywhere behind the verb given.
      function __git_model_in
          set -l words (__git_model_words); or return 1
          set -l length (count $argv)
          test (count $words) -ge $length; and test "$words[1..$length]" = "$argv"
      end

      """;

  private FishCompletion() {}

  static String script(Verbs verbs) {
    StringBuilder out = new StringBuilder(HEAD);
    Set<String> words = new LinkedHashSet<>();
    for (String verb : Chapter.verbsOfAll()) {
      Syntax syntax = verbs.command(verb).syntax();
      String parent = verb.contains(" ") ? verb.substring(0, verb.indexOf(' ')) : "";
      if (!parent.isEmpty() && words.add(parent)) {
        rule(out, "__git_model_behind", "-f -a " + parent);
      }
      if (words.add(verb)) {
        String word = verb.substring(verb.lastIndexOf(' ') + 1);
        String condition = ("__git_model_behind " + parent).strip();
        rule(out, condition, "-f -a " + word + " -d " + quoted(syntax.summary()));
      }
      syntax.args().forEach(arg -> option(out, "__git_model_in " + verb, arg));
    }
    new Globals().args().forEach(arg -> option(out, "__git_model_words >/dev/null", arg));
    return out.toString();
  }

  private static void option(StringBuilder out, String condition, Arg<?> arg) {
    if (!arg.isOption()) {
      return;
    }
    StringBuilder names = new StringBuilder();
    for (String name : arg.names()) {
      names.append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
      names.append(' ');
    }
    rule(
        out,
        condition,
        names + (arg.takesValue() ? "-r " : "") + "-d " + quoted(arg.description()));
  }

  private static void rule(StringBuilder out, String condition, String what) {
    for (String program : new String[] {"git-model", "git"}) {
      out.append("complete -c ").append(program).append(" -n ").append(quoted(condition));
      out.append(' ').append(what).append('\n');
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
