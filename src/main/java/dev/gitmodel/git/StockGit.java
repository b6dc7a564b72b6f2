package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The user's own git, which connects to hosts as it always does: with his ssh, his credential
 * helpers, his proxies and certificates. What it is told is an argument list, never a shell's line.
 */
final class StockGit {
  // Those of a repository that the user stands in are not of ours.
  private static final Set<String> FOREIGN =
      Set.of(
          "GIT_DIR",
          "GIT_WORK_TREE",
          "GIT_INDEX_FILE",
          "GIT_COMMON_DIR",
          "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_QUARANTINE_PATH",
          "GIT_NAMESPACE",
          "GIT_PREFIX",
          "GIT_SHALLOW_FILE",
          "GIT_GRAFT_FILE",
          "GIT_REPLACE_REF_BASE",
          "GIT_INTERNAL_SUPER_PREFIX");
  private static final int MOST_TALK = 64 * 1024;
  private static final int MOST_LINE = 64 * 1024;
  // A million refs of fifty letters and their ids.
  private static final long MOST_OUTPUT = 96L << 20;

  private final Map<String, String> environment;
  private final Path folder;
  private final ProcessBuilder.Redirect talk;

  /** {@code folder} is where the user stands: conditional settings depend on it. */
  StockGit(Map<String, String> environment, Path folder) {
    Map<String, String> kept = new HashMap<>(environment);
    kept.keySet().removeAll(FOREIGN);
    // What it says is read here; a translation is not.
    kept.put("LC_ALL", "C.UTF-8");
    kept.put("LANGUAGE", "");
    this.environment = kept;
    this.folder = folder;
    this.talk = ProcessBuilder.Redirect.PIPE;
  }

  private StockGit(StockGit quiet, ProcessBuilder.Redirect talk) {
    this.environment = quiet.environment;
    this.folder = quiet.folder;
    this.talk = talk;
  }

  /** The same, whose progress and messages go to the user's own standard error as they come. */
  StockGit aloud() {
    return new StockGit(this, ProcessBuilder.Redirect.INHERIT);
  }

  /** How it ended, and the end of what it said on standard error. */
  record Ended(int exit, String said) {
    boolean well() {
      return exit == 0;
    }
  }

  /**
   * Runs {@code git ARGUMENTS} to its end, each line of its output given out; INVALID where there
   * is no git, CORRUPT where it tells without end.
   */
  Ended run(List<String> arguments, Consumer<String> line) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(talk);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process git = start(builder);
    boolean ended = false;
    try (MemoryWatch watch = new MemoryWatch(git)) {
      git.getOutputStream().close();
      CompletableFuture<String> said =
          CompletableFuture.supplyAsync(() -> talk(git.getErrorStream()));
      read(git.getInputStream(), line);
      Ended how = new Ended(git.waitFor(), said.join());
      ended = true;
      if (watch.exceeded()) {
        throw endless();
      }
      return how;
    } catch (IOException e) {
      throw Durable.storage("can't read what git said", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(Problem.UNAVAILABLE, "interrupted", "");
    } finally {
      if (!ended) {
        git.descendants().forEach(ProcessHandle::destroy);
        git.destroyForcibly();
      }
    }
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new RegistryException(
          Problem.INVALID,
          "can't run git, which a registry on a Git host needs",
          "install it (apt-get install git) and put it on the PATH",
          e);
    }
  }

  private static void read(InputStream stream, Consumer<String> line) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      long left = MOST_OUTPUT;
      StringBuilder text = new StringBuilder();
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        if (--left < 0 || text.length() > MOST_LINE) {
          throw endless();
        }
        if (c == '\n') {
          line.accept(text.toString());
          text.setLength(0);
        } else {
          text.append((char) c);
        }
      }
    }
  }

  private static RegistryException endless() {
    return new RegistryException(
        Problem.CORRUPT,
        "the host answers without end; nothing was taken from it",
        "look at it with: git ls-remote");
  }

  /** The last of it, where it is much: the reason comes last. */
  private static String talk(InputStream stream) {
    StringBuilder end = new StringBuilder();
    byte[] some = new byte[8192];
    try (stream) {
      for (int n = stream.read(some); n >= 0; n = stream.read(some)) {
        end.append(new String(some, 0, n, StandardCharsets.UTF_8));
        if (end.length() > MOST_TALK) {
          end.delete(0, end.length() - MOST_TALK / 2);
        }
      }
    } catch (IOException gone) {
      end.append("\n(git's standard error broke off)");
    }
    return end.toString();
  }
}
