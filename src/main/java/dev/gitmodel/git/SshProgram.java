package dev.gitmodel.git;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The user's ssh, picked and called as stock git does: {@code GIT_SSH_COMMAND}, {@code
 * core.sshCommand}, {@code GIT_SSH}, else {@code ssh}; so keys, agents and jump hosts are theirs.
 */
public final class SshProgram {
  private static final Pattern SHELL = Pattern.compile("[|&;<>()$`\\\\\"' \t\n*?\\[#~=%]");
  // Hosts that split the command at blanks see the words that git-lfs sends.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./~@:+,=-]+");

  private enum Variant {
    SSH,
    SIMPLE,
    PLINK,
    TORTOISEPLINK
  }

  private final GitSettings settings;

  public SshProgram(GitSettings settings) {
    this.settings = settings;
  }

  /** Starts {@code remoteCommand} on the other machine, its three streams being pipes. */
  public Process start(SshUrl url, List<String> remoteCommand) {
    List<String> command = command(url, remoteCommand);
    try {
      return builder(command).start();
    } catch (IOException e) {
      throw new RegistryException(
          Problem.INVALID,
          "can't run ssh, which is not installed or no program",
          "install openssh-client, or see: git config core.sshCommand",
          e);
    }
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(settings.directory().toFile());
    builder.environment().clear();
    builder.environment().putAll(settings.environment());
    return builder;
  }

  /** The whole command line. */
  List<String> command(SshUrl url, List<String> remoteCommand) {
    List<String> words = new ArrayList<>();
    Variant variant = variant(url);
    if (variant == Variant.TORTOISEPLINK) {
      words.add("-batch");
    }
    if (url.port() > 0) {
      words.add(portOption(variant));
      words.add(Integer.toString(url.port()));
    }
    words.add(url.target());
    words.add(quoted(remoteCommand));
    return withProgram(words);
  }

  private static String portOption(Variant variant) {
    return switch (variant) {
      case SSH -> "-p";
      case PLINK, TORTOISEPLINK -> "-P";
      case SIMPLE ->
          throw RegistryException.invalid(
              "your ssh program takes no port",
              "if it is like OpenSSH: git config --global ssh.variant ssh");
    };
  }

  /** The words as one line of a shell. */
  static String quoted(List<String> words) {
    List<String> quoted = new ArrayList<>();
    for (String word : words) {
      String safe = word.replace("'", "'\\''").replace("!", "'\\!'");
      quoted.add(PLAIN.matcher(word).matches() ? word : "'" + safe + "'");
    }
    return String.join(" ", quoted);
  }

  /**
   * A command of the user's is one for the shell, as git has it; ours are never part of its text.
   */
  private List<String> withProgram(List<String> arguments) {
    List<String> command = new ArrayList<>();
    String theirs = shellCommand().orElse("");
    if (theirs.isEmpty()) {
      command.add(settings.variable("GIT_SSH").orElse("ssh"));
    } else if (SHELL.matcher(theirs).find()) {
      command.addAll(List.of("sh", "-c", theirs + " \"$@\"", theirs));
    } else {
      command.add(theirs);
    }
    command.addAll(arguments);
    return command;
  }

  private Optional<String> shellCommand() {
    return settings
        .variable("GIT_SSH_COMMAND")
        .or(() -> settings.get("core", "sshcommand").filter(value -> !value.isEmpty()));
  }

  private Variant variant(SshUrl url) {
    String named =
        settings
            .variable("GIT_SSH_VARIANT")
            .or(() -> settings.get("ssh", "variant"))
            .orElse("auto")
            .toLowerCase(Locale.ROOT);
    return switch (named) {
      case "auto" -> detected(url);
      case "plink", "putty" -> Variant.PLINK;
      case "tortoiseplink" -> Variant.TORTOISEPLINK;
      case "simple" -> Variant.SIMPLE;
      default -> Variant.SSH;
    };
  }

  private Variant detected(SshUrl url) {
    String program = shellCommand().map(SshProgram::firstWord).orElse("");
    if (program.isEmpty()) {
      program = settings.variable("GIT_SSH").orElse("ssh");
    }
    String name = program.substring(program.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return switch (name.endsWith(".exe") ? name.substring(0, name.length() - 4) : name) {
      case "ssh" -> Variant.SSH;
      case "plink" -> Variant.PLINK;
      case "tortoiseplink" -> Variant.TORTOISEPLINK;
      // Only a program that nobody knows, and only where it matters, is asked.
      default -> url.port() == 0 || knowsOptions(url) ? Variant.SSH : Variant.SIMPLE;
    };
  }

  private static String firstWord(String command) {
    String start = command.strip();
    for (char quote : new char[] {'\'', '"'}) {
      int end = start.indexOf(quote, 1);
      if (!start.isEmpty() && start.charAt(0) == quote && end > 0) {
        return start.substring(1, end);
      }
    }
    return start.split("\\s+", 2)[0];
  }

  /** True where the program prints its configuration with {@code -G}, as OpenSSH does. */
  private boolean knowsOptions(SshUrl url) {
    ProcessBuilder asking = builder(withProgram(List.of("-G", url.target())));
    asking.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    asking.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = asking.start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(10, TimeUnit.SECONDS);
      process.destroyForcibly();
      return ended && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(Problem.UNAVAILABLE, "interrupted", "");
    }
  }
}
