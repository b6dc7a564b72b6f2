package dev.gitmodel.git;

import dev.gitmodel.lfs.DirectoryBlobs;
import dev.gitmodel.lfs.DirectoryBlobs.Stored;
import dev.gitmodel.lfs.RemoteBlobs.Item;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.store.Care.Collecting;
import dev.gitmodel.store.Care.Copies;
import dev.gitmodel.store.Care.Garbage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The large files here that can go: those that nothing refers to, and in a mirror also those that
 * its host has, because they come again when they are asked for. What a host lacks always stays.
 */
final class LargeGarbage {
  private final GitModelStore store;
  private final ModelName model;
  private final Instant limit;
  private OptionalLong copies = OptionalLong.empty();

  /** Spares what is younger than {@code limit}. */
  LargeGarbage(GitModelStore store, ModelName model, Instant limit) {
    this.store = store;
    this.model = model;
    this.limit = limit;
  }

  List<Garbage> free(Collecting how) {
    DirectoryBlobs lfs = store.lfs(model);
    Set<Digest> held = store.holdings(model).held();
    List<Garbage> garbage = new ArrayList<>();
    List<Stored> used = new ArrayList<>();
    for (Stored object : lfs.all()) {
      if (held.contains(object.digest())) {
        used.add(object);
      } else if (object.modified().isBefore(limit)) {
        garbage.add(free(lfs, object, "", how));
      }
    }
    if (store.isHosted(model)) {
      garbage.addAll(freeCopies(lfs, used, how));
    }
    return garbage;
  }

  private List<Garbage> freeCopies(DirectoryBlobs lfs, List<Stored> used, Collecting how) {
    List<Stored> old = used.stream().filter(o -> o.modified().isBefore(limit)).toList();
    List<Stored> dropped = how.copies() == Copies.DROPPED ? thatTheHostHas(old) : List.of();
    long all = used.stream().mapToLong(Stored::size).sum();
    long gone = dropped.stream().mapToLong(Stored::size).sum();
    copies = OptionalLong.of(all - gone);
    return dropped.stream().map(o -> free(lfs, o, ", which the host has", how)).toList();
  }

  private List<Stored> thatTheHostHas(List<Stored> objects) {
    if (objects.isEmpty()) {
      return objects;
    }
    Set<Item> items = objects.stream().map(LargeGarbage::item).collect(Collectors.toSet());
    Set<Item> missing = store.missingThere(model, items).orElse(items);
    return objects.stream().filter(o -> !missing.contains(item(o))).toList();
  }

  private static Item item(Stored object) {
    return new Item(object.digest(), object.size());
  }

  private static Garbage free(DirectoryBlobs lfs, Stored object, String why, Collecting how) {
    if (!how.dryRun()) {
      lfs.delete(object.digest());
    }
    return new Garbage("LFS object " + object.digest().hex() + why, object.size());
  }

  /** What is left here of what a host keeps; empty where there is no host. */
  OptionalLong copies() {
    return copies;
  }
}
