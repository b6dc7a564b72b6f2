package dev.gitmodel.run;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Workbench.Place;
import dev.gitmodel.store.Workbench.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One temporary folder. Where the program is interrupted a shutdown hook ends the command with all
 * that it started and removes the folder, because the thread that is at work does not get to it.
 */
final class ShellPlace implements Place {
  private static final int MOST_OUTPUT = 1 << 20;
  private static final int MOST_ERROR = 1 << 13;
  private static final int UNTESTABLE = 125;

  private final Path folder;
  private final Map<String, String> environment;
  private final Thread hook = new Thread(this::abandon, "remove a temporary folder");
  private Optional<Process> running = Optional.empty();
  private boolean abandoned;

  private ShellPlace(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  static ShellPlace at(Path folder, Map<String, String> environment) {
    ShellPlace place = new ShellPlace(folder, environment);
    try {
      Runtime.getRuntime().addShutdownHook(place.hook);
    } catch (IllegalStateException interruptedAlready) {
      place.abandon();
      throw interrupted();
    }
    return place;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public Reading measure(String command, Path in, Map<String, String> more) {
    ProcessBuilder builder = new ProcessBuilder(List.of("sh", "-c", command));
    builder.directory(in.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().putAll(more);
    try {
      return read(start(builder));
    } catch (IOException e) {
      throw new RegistryException(Problem.INVALID, "can't run sh: " + e.getMessage(), "", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
  }

  /** The hook either sees the process or keeps it from being started. */
  private synchronized Process start(ProcessBuilder builder) throws IOException {
    if (abandoned) {
      throw interrupted();
    }
    Process process = builder.start();
    running = Optional.of(process);
    return process;
  }

  private Reading read(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close();
    CompletableFuture<String> err =
        CompletableFuture.supplyAsync(() -> new Tail(MOST_ERROR).of(process.getErrorStream()));
    String out = new Tail(MOST_OUTPUT).of(process.getInputStream());
    int exit = process.waitFor();
    synchronized (this) {
      running = Optional.empty();
      if (abandoned) {
        throw interrupted();
      }
    }
    if (exit == UNTESTABLE) {
      return new Reading.Untestable();
    }
    return exit == 0 ? Printed.of(out) : new Reading.Failed(exit, err.join());
  }

  private static RegistryException interrupted() {
    return new RegistryException(Problem.UNAVAILABLE, "interrupted", "");
  }

  private void abandon() {
    Optional<Process> at;
    synchronized (this) {
      abandoned = true;
      at = running;
    }
    at.ifPresent(
        process -> {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        });
    Folders.removeStubbornly(folder);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException theHookDoesIt) {
      return;
    }
    Folders.removeStubbornly(folder);
  }
}
