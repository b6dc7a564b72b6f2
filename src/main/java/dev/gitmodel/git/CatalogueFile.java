package dev.gitmodel.git;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.CRC32;

/**
 * One file of records of all models, each good while the model's refs are as they were when it was
 * made: one read answers for all, and each is checked by itself.
 */
final class CatalogueFile {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private static final int BATCH = 32;

  private final RecordFile file;

  CatalogueFile(Path path) {
    this.file = new RecordFile(path);
  }

  /** What reads a record; one that is not what was written is an exception. */
  interface Reading<T> {
    T of(ModelName model, Slice record);
  }

  /** The same of every model whose record is good, others left out. */
  <T> Map<ModelName, T> read(
      SortedSet<ModelName> models, Function<ModelName, String> repository, Reading<T> reading) {
    Map<String, Slice> records = new HashMap<>();
    file.all().forEach(record -> records.putIfAbsent(record.text(), record));
    if (records.isEmpty()) {
      return Map.of();
    }
    Map<ModelName, T> read = new ConcurrentHashMap<>(2 * models.size());
    Iterator<ModelName> left = models.iterator();
    Consumer<List<ModelName>> batch =
        some -> {
          for (ModelName model : some) {
            Slice record = records.get(model.toString());
            if (record != null) {
              read(model, repository.apply(model), record, reading)
                  .ifPresent(found -> read.put(model, found));
            }
          }
        };
    // The first ones alone: two threads at once would each link the code for themselves.
    batch.accept(next(left));
    // Most of it is to wait for what the disk says of the refs.
    Thread other = new Thread(() -> all(left, batch));
    other.start();
    all(left, batch);
    join(other);
    return read;
  }

  private static void all(Iterator<ModelName> left, Consumer<List<ModelName>> batch) {
    for (List<ModelName> next = next(left); !next.isEmpty(); next = next(left)) {
      batch.accept(next);
    }
  }

  private static List<ModelName> next(Iterator<ModelName> left) {
    List<ModelName> next = new ArrayList<>(BATCH);
    synchronized (left) {
      while (next.size() < BATCH && left.hasNext()) {
        next.add(left.next());
      }
    }
    return next;
  }

  private static void join(Thread other) {
    boolean interrupted = false;
    while (other.isAlive()) {
      try {
        other.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static <T> Optional<T> read(
      ModelName model, String repository, Slice record, Reading<T> reading) {
    try {
      return isThere(repository) && RefState.unchanged(repository, record.text())
          ? Optional.of(reading.of(model, record))
          : Optional.empty();
    } catch (RegistryException | IndexOutOfBoundsException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  private static boolean isThere(String repository) {
    return new File(repository, "HEAD").isFile();
  }

  /** Keeps what was read of the model when its refs were in that state. */
  void put(ModelName model, String state, byte[] record) {
    if (RefState.isSettled(state)) {
      String name = model.toString();
      file.put(key(name), new SliceWriter().text(name).text(state).bytes(record).done());
    }
  }

  void save() {
    file.save();
  }

  /** A name as an id of {@link RecordTable}; by hand, because a digest takes long to start. */
  static String key(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    long forward = OFFSET;
    long back = PRIME;
    for (int i = 0; i < bytes.length; i++) {
      forward = (forward ^ bytes[i]) * PRIME;
      back = (back ^ bytes[bytes.length - 1 - i]) * PRIME;
    }
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, bytes.length);
    SliceWriter key = new SliceWriter().i64(forward).i64(back).i32((int) sum.getValue());
    return new Slice(key.done()).hex(RecordTable.KEY);
  }
}
