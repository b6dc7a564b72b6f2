package dev.gitmodel.hook;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The scripts in a hooks folder that call git-model; no other hook is ever written over. */
public final class Shims {
  private static final String FOLDER = "/hooks/";
  private static final String MARK = "# git-model's own hook,";
  // All that git-lfs puts there, which our pre-push runs itself.
  private static final Pattern OF_GIT_LFS =
      Pattern.compile(
          "(?:#.*|\\s*|command -v git-lfs .*|git lfs pre-push \"\\$@\")", Pattern.UNICODE_CASE);

  private Shims() {}

  /** What is there under a hook's name. */
  public enum State {
    /** Nothing. */
    ABSENT,
    /** This very script. */
    SAME,
    /** An earlier one of ours. */
    OLDER,
    /** What {@code git lfs install} puts there, and ours does too. */
    GIT_LFS,
    /** Somebody else's hook. */
    FOREIGN
  }

  /** One hook's place. */
  public record Shim(HookName name, Path file, State state) {
    /** True where it is to be written. */
    public boolean isToWrite() {
      return state == State.ABSENT || state == State.OLDER || state == State.GIT_LFS;
    }
  }

  /** What is there of the hooks in {@code folder}, which need not be there itself. */
  public static List<Shim> look(Path folder, List<HookName> names) {
    List<Shim> shims = new ArrayList<>();
    for (HookName name : names) {
      Path file = folder.resolve(name.text());
      shims.add(new Shim(name, file, state(name, file)));
    }
    return shims;
  }

  private static State state(HookName name, Path file) {
    try {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return State.ABSENT;
      }
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      if (text.equals(text(name))) {
        return Files.isExecutable(file) ? State.SAME : State.OLDER;
      }
      if (text.contains(MARK) && !Files.isSymbolicLink(file)) {
        return State.OLDER;
      }
      boolean gitLfs =
          name == HookName.PRE_PUSH
              && text.contains("git lfs pre-push")
              && text.lines().allMatch(line -> OF_GIT_LFS.matcher(line).matches());
      return gitLfs ? State.GIT_LFS : State.FOREIGN;
    } catch (NoSuchFileException danglingLink) {
      return State.FOREIGN;
    } catch (IOException e) {
      throw failed("can't read " + file, e);
    }
  }

  /** Writes those that are to be written. */
  public static void write(List<Shim> shims) {
    for (Shim shim : shims) {
      if (shim.isToWrite()) {
        write(shim);
      }
    }
  }

  private static void write(Shim shim) {
    try {
      Files.createDirectories(shim.file().resolveSibling(""));
      Path fresh = shim.file().resolveSibling(shim.name().text() + ".git-model-new");
      Files.writeString(fresh, text(shim.name()), StandardCharsets.ISO_8859_1);
      if (!fresh.toFile().setExecutable(true, false)) {
        throw new IOException("it can't be made executable");
      }
      Files.move(fresh, shim.file(), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failed("can't write " + shim.file(), e);
    }
  }

  /** The script, as it lies in the project's folder {@code hooks}. */
  static String text(HookName name) {
    try (InputStream in = Shims.class.getResourceAsStream(FOLDER + name.text())) {
      if (in == null) {
        throw new IllegalStateException("the hook " + name.text() + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw failed("can't read the hook " + name.text(), e);
    }
  }

  /** The line by which another's hook can call ours, and keep what Git tells it. */
  public static String chainLine(HookName name) {
    String call = "git-model hook " + name.text() + " \"$@\" || exit 1";
    return switch (name) {
      case PRE_COMMIT, COMMIT_MSG, UPDATE -> call;
      case PRE_PUSH, PRE_RECEIVE, POST_RECEIVE ->
          "input=$(cat); printf '%s\\n' \"$input\" | " + call;
    };
  }

  private static RegistryException failed(String what, IOException e) {
    return new RegistryException(Problem.STORAGE, what + ": " + e.getMessage(), "", e);
  }
}
