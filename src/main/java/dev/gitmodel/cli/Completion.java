package dev.gitmodel.cli;

import dev.gitmodel.model.RegistryException;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Completion scripts for {@code git-model ...} and {@code git model ...}: bash's by picocli, zsh's
 * the same through bashcompinit, fish's by {@link FishCompletion}.
 */
final class Completion {
  private static final String BASH_GIT =
      """

      # Called by Git's own completion for "git model ...": the same, without the words before.
      _git_model() {
        local i=1
        while [ "$i" -lt "$COMP_CWORD" ] && [ "${COMP_WORDS[i]}" != model ]; do
          i=$((i + 1))
        done
        local -a shifted=(git-model "${COMP_WORDS[@]:i+1}")
        local -a COMP_WORDS=("${shifted[@]}")
        local COMP_CWORD=$((COMP_CWORD - i))
        _complete_git-model
      }
      """;

  private static final String ZSH_HEAD =
      """
      #compdef git-model
      autoload -U +X bashcompinit && bashcompinit
      """;

  private static final String ZSH_GIT =
      """

      # Called by zsh's own completion for "git model ...".
      _git-model() {
        words[1]=git-model
        _bash_complete -o default -F _complete_git-model
      }
      if [ "${funcstack[1]}" = _git-model ]; then
        _git-model
      fi
      """;

  private Completion() {}

  /** The script for {@code bash}, {@code zsh} or {@code fish}. */
  static String script(String shell, Verbs verbs) {
    return switch (shell) {
      case "bash" -> bash(verbs) + BASH_GIT;
      case "zsh" -> ZSH_HEAD + bash(verbs) + ZSH_GIT;
      case "fish" -> FishCompletion.script(verbs);
      default ->
          throw RegistryException.invalid(
              "there is no completion for '" + shell + "'",
              "git model completion bash, zsh or fish");
    };
  }

  private static String bash(Verbs verbs) {
    return AutoComplete.bash("git-model", tree(verbs));
  }

  /** All verbs under one root, the way picocli wants them. */
  private static CommandLine tree(Verbs verbs) {
    CommandLine root = verbs.command("").syntax().parser(new Globals());
    root.getCommandSpec().name("git-model");
    for (String verb : Chapter.verbsOfAll()) {
      String[] words = verb.split(" ", -1);
      CommandLine parser = verbs.command(verb).syntax().parser(new Globals());
      CommandLine parent = words.length == 1 ? root : group(root, words[0]);
      parent.addSubcommand(words[words.length - 1], parser);
    }
    return root;
  }

  private static CommandLine group(CommandLine root, String name) {
    CommandLine found = root.getSubcommands().get(name);
    if (found != null) {
      return found;
    }
    CommandLine made = new CommandLine(CommandSpec.create().name(name));
    root.addSubcommand(name, made);
    return made;
  }
}
