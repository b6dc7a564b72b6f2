package dev.gitmodel.cli;

import dev.gitmodel.hook.Hooks;
import dev.gitmodel.model.Actor;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.notify.Notifier;
import dev.gitmodel.workspace.Folder;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What stands behind the door, made only when a command asks for it. */
public interface House {
  UseCases useCases();

  /** Who the user is; INVALID where Git does not know. */
  Actor actor();

  /** The namespace of names without one. */
  Optional<String> namespace();

  /** The model whose clone the user stands in; INVALID outside of one. */
  ModelName here();

  /** The model whose clone has its root at {@code directory}, where that is around the user. */
  Optional<ModelName> clonedAt(Path directory);

  /** Warns where the user stands in a clone of the model that lacks something of it. */
  void met(ModelName model);

  /** CONFLICT where files that Git tracks around the user differ from what is committed. */
  void requireClean();

  /** The folder the user stands in. */
  Path folder();

  /** A folder that holds a model; NOT_FOUND where there is none. */
  Folder open(Path directory);

  Instant now();

  /** Who tells of what happened. */
  Notifier notifier();

  /** Tells whom the policy names of what was written here, for a bounded time; never fails. */
  void tell();

  /** Every setting with where it came from. */
  List<Setting> settings();

  /** Where this program and the user's own files are. */
  Places places();

  /**
   * Makes {@code git diff} in the repository around {@code folder} show fields and tensors, and
   * {@code git fetch} there bring aliases, notes and the audit log; the names of the settings made,
   * or where only rehearsed of those to make. Empty outside of one.
   */
  List<String> repositorySettings(Path folder, Intent intent);

  /** The repository that Git calls hooks from. */
  Hooks.Ground hookGround();

  /** Where the hooks of the repository around {@code folder} are; NOT_FOUND outside of one. */
  HookPlace hookPlace(Path folder);

  /**
   * Where Git looks for hooks; how the repository is told where the program is; and a check that it
   * can hold a model that is pushed to, INVALID where it can't.
   */
  record HookPlace(Path hooks, Consumer<Path> remember, Runnable requireServable) {}

  /** Serves git-lfs's protocol over SSH to the client at the other end of the streams. */
  void transfer(Transfer asked);

  /** What was asked for on the command line, unread, and the streams to serve it on. */
  record Transfer(String path, String operation, InputStream in, OutputStream out) {}

  /** Whether to do a thing or only to say what would be done. */
  enum Intent {
    DO,
    REHEARSE
  }

  /** One effective setting: its name, its value (empty for none), and where that is set. */
  record Setting(String name, Optional<String> value, String source) {
    /** One that has a value. */
    public Setting(String name, String value, String source) {
      this(name, Optional.of(value), source);
    }
  }

  /**
   * {@code launcher} is the script that started this program, where one did; {@code searchPath} is
   * where programs are found.
   */
  record Places(Optional<Path> launcher, Path home, List<Path> searchPath) {}

  /** Opens the house for what was asked; {@code warning} is told what the user should know. */
  @FunctionalInterface
  interface Opening {
    House open(Asked asked, Consumer<String> warning);
  }
}
