package dev.gitmodel.git;

import dev.gitmodel.git.RecordTable.Damaged;
import dev.gitmodel.git.RecordTable.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cache of records by object id, and the state they are of. Two files, a large one and a small
 * one of what came since, so adding a record does not rewrite all; each is replaced by rename, and
 * the small one names the large one it goes with: so writers can lose each other's records but
 * never break or mix them. Never the only copy of anything: where a part is damaged, all is
 * forgotten.
 */
final class RecordFile {
  private static final int MERGE_AT = 16;
  private static final int ALWAYS_SMALL = 65_536;
  private static final byte[] GONE = new byte[0];

  private final Path base;
  private final Path recent;
  private final Map<String, byte[]> added = new HashMap<>();
  private RecordTable large = RecordTable.NONE;
  private RecordTable small = RecordTable.NONE;
  private String state = RecordTable.NO_STATE;
  private boolean loaded;
  private boolean changed;

  RecordFile(Path file) {
    this.base = file;
    this.recent = file.resolveSibling(file.getFileName() + ".recent");
  }

  private void load() {
    if (!loaded) {
      loaded = true;
      large = RecordTable.read(base);
      RecordTable later = RecordTable.read(recent);
      // Else another process has replaced the large file since the small one was written.
      small = later.label().pair().equals(large.label().pair()) ? later : RecordTable.NONE;
      state = (small == RecordTable.NONE ? large : small).label().state();
    }
  }

  /** The record with that id; empty where there is none, or it was found damaged. */
  Optional<Slice> get(String id) {
    return get(RecordTable.key(id));
  }

  /** As above, by the bytes of the id. */
  synchronized Optional<Slice> get(byte[] id) {
    load();
    if (!added.isEmpty()) {
      byte[] own = added.get(HexFormat.of().formatHex(id));
      if (own != null) {
        return present(new Slice(own));
      }
    }
    try {
      Optional<Slice> later = small.get(id);
      return later.isPresent() ? present(later.get()) : large.get(id).flatMap(RecordFile::present);
    } catch (Damaged e) {
      forget();
      return Optional.empty();
    }
  }

  /** Every record, one that was set later before the one it replaced; see {@link #get}. */
  synchronized List<Slice> all() {
    load();
    List<Slice> all = new ArrayList<>();
    added.values().forEach(record -> present(new Slice(record)).ifPresent(all::add));
    try {
      small.each(record -> present(record).ifPresent(all::add));
      large.each(record -> present(record).ifPresent(all::add));
      return all;
    } catch (Damaged e) {
      forget();
      return List.of();
    }
  }

  private static Optional<Slice> present(Slice record) {
    return record.isEmpty() ? Optional.empty() : Optional.of(record);
  }

  /** Sets a record, which is not empty; written by {@link #save}. */
  synchronized void put(String id, byte[] record) {
    load();
    added.put(id, record);
    changed = true;
  }

  /** Sets that there is no such record. */
  synchronized void remove(String id) {
    put(id, GONE);
  }

  /** What the records are of: an object id, or {@link RecordTable#NO_STATE}. */
  synchronized String state() {
    load();
    return state;
  }

  synchronized void state(String id) {
    load();
    state = id;
    changed = true;
  }

  /** About how many bytes the files have. */
  synchronized long size() {
    load();
    return large.size() + small.size();
  }

  /** Takes nothing more from the files. */
  synchronized void forget() {
    loaded = true;
    added.clear();
    large = RecordTable.NONE;
    small = RecordTable.NONE;
    state = RecordTable.NO_STATE;
    changed = true;
  }

  /** Removes the files. */
  synchronized void drop() {
    forget();
    changed = false;
    try {
      Files.deleteIfExists(base);
      Files.deleteIfExists(recent);
    } catch (IOException readOnly) {
      return;
    }
  }

  /** Writes what was put since; quietly does nothing where it can't. */
  synchronized void save() {
    if (!changed) {
      return;
    }
    try {
      Files.createDirectories(base.toAbsolutePath().getParent());
      long fresh = added.values().stream().mapToLong(record -> record.length).sum();
      boolean merge =
          large == RecordTable.NONE
              || small.size() + fresh > large.size() / MERGE_AT + ALWAYS_SMALL;
      SortedMap<String, byte[]> records = new TreeMap<>();
      if (merge) {
        take(large, records);
      }
      take(small, records);
      records.putAll(added);
      if (merge) {
        records.values().removeIf(record -> record.length == 0);
        RecordTable.write(base, new Label(state, RecordTable.freshPair()), records);
        Files.deleteIfExists(recent);
      } else {
        RecordTable.write(recent, new Label(state, large.label().pair()), records);
      }
      reload();
    } catch (Damaged e) {
      // What is left of it can't be told from what was lost: the next reader begins anew.
      drop();
    } catch (IOException readOnly) {
      return;
    }
  }

  private void reload() {
    added.clear();
    changed = false;
    loaded = false;
  }

  private static void take(RecordTable table, Map<String, byte[]> into) throws Damaged {
    table.all().forEach((id, record) -> into.put(id, record.rest()));
  }
}
