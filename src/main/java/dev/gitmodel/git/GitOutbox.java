package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.Destination;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Outbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Small files in the folder {@code git-model/notified} of each repository, one a destination: a
 * line {@code key value} for each thing kept.
 */
final class GitOutbox implements Outbox {
  private static final String FOLDER = "git-model/notified";
  private static final int LONGEST_REASON = 500;

  private final GitModelStore store;

  GitOutbox(GitModelStore store) {
    this.store = store;
  }

  @Override
  public Telling begin(ModelName model, Duration patience) {
    Path folder = store.place(model).resolve(FOLDER);
    Durable.createDirectories(folder);
    RepositoryLock lock = RepositoryLock.take(folder, patience);
    return new Telling() {
      private boolean open = true;

      @Override
      public synchronized void keep(Destination to, Mark mark) {
        // Who comes too late has told somebody twice, and must not undo what others told since.
        if (open) {
          Durable.write(folder.resolve(name(to)), text(to, mark));
        }
      }

      @Override
      public synchronized void close() {
        open = false;
        lock.close();
      }
    };
  }

  @Override
  public Optional<Mark> mark(ModelName model, Destination to) {
    Map<String, String> kept = read(store.place(model).resolve(FOLDER).resolve(name(to)));
    try {
      return kept.containsKey("told") && kept.containsKey("at")
          ? Optional.of(mark(kept))
          : Optional.empty();
    } catch (DateTimeException | RegistryException damaged) {
      return Optional.empty();
    }
  }

  private static Mark mark(Map<String, String> kept) {
    Optional<Failure> failure =
        Optional.ofNullable(kept.get("failed"))
            .map(at -> new Failure(Instant.parse(at), kept.getOrDefault("why", "")));
    return new Mark(
        new Revision(kept.getOrDefault("told", "")),
        Instant.parse(kept.getOrDefault("at", "")),
        failure);
  }

  @Override
  public Optional<Instant> known(Destination to) {
    return Optional.ofNullable(read(store.own().resolve(FOLDER).resolve(name(to))).get("since"))
        .map(Instant::parse);
  }

  @Override
  public void know(Destination to, Instant since) {
    Path folder = store.own().resolve(FOLDER);
    Durable.createDirectories(folder);
    Durable.write(
        folder.resolve(name(to)),
        bytes("to " + Printable.of(to.address()) + "\nsince " + since + "\n"));
  }

  /** The kind counts too; the rest of what the policy says of it may change. */
  private static String name(Destination to) {
    return Digest.of(bytes(to.getClass().getSimpleName() + " " + to.address()))
        .hex()
        .substring(0, 32);
  }

  private static byte[] text(Destination to, Mark mark) {
    StringBuilder text = new StringBuilder();
    text.append("to ").append(Printable.of(to.address())).append('\n');
    text.append("told ").append(mark.told().hex()).append('\n');
    text.append("at ").append(mark.at()).append('\n');
    mark.failure()
        .ifPresent(
            failure -> {
              String why = Printable.of(failure.why());
              text.append("failed ").append(failure.at()).append('\n');
              text.append("why ")
                  .append(why, 0, Math.min(why.length(), LONGEST_REASON))
                  .append('\n');
            });
    return bytes(text.toString());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> read(Path file) {
    Map<String, String> kept = new HashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        int blank = line.indexOf(' ');
        if (blank > 0) {
          kept.put(line.substring(0, blank), line.substring(blank + 1));
        }
      }
      return kept;
    } catch (NoSuchFileException none) {
      return kept;
    } catch (IOException e) {
      throw Durable.storage("can't read " + file, e);
    }
  }
}
