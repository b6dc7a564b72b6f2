package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Draft;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.TinyWeights;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Versions to compare, and what is read to do so. */
final class DiffDesk {
  final Desk desk = new Desk();
  final AtomicLong read = new AtomicLong();

  static Draft draft(String manifest, SourceFile... files) {
    return new Draft(Desk.manifest(manifest), Map.of(), List.of(files));
  }

  /** As a file that was published by a program that keeps nothing of tensors. */
  static SourceFile unrecorded(SourceFile file) {
    return new SourceFile(file.path(), file.content(), false, true);
  }

  static SourceFile text(String path, String text) {
    return Desk.draft("", path, text).files().get(0);
  }

  VersionDiff diff(String from, String to) {
    return diff(desk.store, from, to);
  }

  VersionDiff diff(ModelStore store, String from, String to) {
    return new DiffVersions(store, new Headers())
        .apply(
            new DiffVersions.Request(
                Reference.parse("acme/iris@" + from), Reference.parse("acme/iris@" + to)),
            read::addAndGet);
  }

  VersionDiff tensors(TinyWeights before, TinyWeights after) {
    desk.push(draft("", before.source("w.safetensors")), "1.0.0");
    desk.push(draft("", after.source("w.safetensors")), "1.1.0");
    return diff("1.0.0", "1.1.0");
  }

  Artifact weights(String version) {
    return desk.version(version).files().stream().filter(Artifact::isLfs).findFirst().orElseThrow();
  }
}
