package dev.gitmodel.git;

import dev.gitmodel.codec.ManifestCodec;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * What must hold whoever asks: checked where changes become objects, so no use case can forget it.
 */
final class Invariants {
  private final Snapshot now;
  private final ObjectReader reader;
  private final Set<Version> gone = new HashSet<>();

  Invariants(Snapshot now, ObjectReader reader) {
    this.now = now;
    this.reader = reader;
  }

  /** Refuses a change that would leave the model in a state storage.md rules out. */
  void check(Change change, RefDraft refs) throws IOException {
    if (change instanceof Change.Publish c) {
      publish(c, refs);
    } else if (change instanceof Change.Release c) {
      release(c, refs);
    } else if (change instanceof Change.StartBranch c) {
      free(c.branch(), refs);
      commit(c.at());
    } else if (change instanceof Change.DeleteBranch c && c.branch().equals(BranchName.MAIN)) {
      throw RegistryException.invalid("main is the baseline and stays", "delete its versions");
    } else if (change instanceof Change.DeleteVersion c) {
      delete(c, refs);
    }
  }

  private void publish(Change.Publish c, RefDraft refs) throws IOException {
    unused(c.version(), refs);
    tree(c);
    manifest(c.version(), c.files());
    if (!refs.has(Refs.of(c.branch()))) {
      free(c.branch(), refs);
    }
    for (Revision parent : c.start().stream().toList()) {
      commit(parent);
    }
    for (Revision parent : c.merged().stream().toList()) {
      commit(parent);
    }
  }

  private void release(Change.Release c, RefDraft refs) throws IOException {
    unused(c.version(), refs);
    manifest(c.version(), c.files());
    commit(c.commit());
    if (now.versionAt(c.commit()).isPresent()) {
      throw new RegistryException(
          Problem.EXISTS,
          "the commit is " + now.versionAt(c.commit()).get() + " already",
          "one commit carries one version");
    }
  }

  private void unused(Version version, RefDraft refs) {
    if (refs.has(Refs.of(version)) || gone.contains(version)) {
      throw new RegistryException(
          Problem.EXISTS,
          version + " is already published",
          "publish the next one with: git model push . --bump minor");
    }
    if (now.tombstone(version).isPresent()) {
      Tombstone t = now.tombstone(version).get();
      throw new RegistryException(
          Problem.EXISTS,
          version + " was deleted by " + t.by().name() + "; a number is never used again",
          "publish the next one with: git model push . --bump minor");
    }
  }

  private static void tree(Change.Publish c) {
    Set<FilePath> paths = new HashSet<>();
    for (Artifact file : c.files()) {
      if (!paths.add(file.path())) {
        throw RegistryException.invalid(file.path() + " is there twice", "");
      }
    }
    for (FilePath path : paths) {
      String text = path.text();
      for (int i = text.indexOf('/'); i > 0; i = text.indexOf('/', i + 1)) {
        if (paths.contains(new FilePath(text.substring(0, i)))) {
          throw RegistryException.invalid(text.substring(0, i) + " is a file and a folder", "");
        }
      }
    }
  }

  private void manifest(Version version, List<Artifact> files) throws IOException {
    Artifact file =
        files.stream()
            .filter(f -> f.path().equals(Manifest.FILE) && !f.isLfs())
            .findFirst()
            .orElseThrow(() -> RegistryException.invalid("a version needs a " + Manifest.FILE, ""));
    byte[] bytes = reader.open(Ids.of(file.blob().orElseThrow())).getBytes();
    Manifest manifest = ManifestCodec.stored(bytes).manifest();
    if (!manifest.text("version").equals(Optional.of(version.toString()))) {
      throw RegistryException.invalid(
          "the tag says "
              + version
              + " and model.yaml "
              + manifest.text("version").orElse("nothing"),
          "one commit carries one version");
    }
  }

  /** Git keeps refs like files, so no branch can be a folder of another. */
  private static void free(BranchName branch, RefDraft refs) {
    String ref = Refs.of(branch);
    for (String other : refs.below(Refs.HEADS)) {
      if (other.equals(ref) || other.startsWith(ref + "/") || ref.startsWith(other + "/")) {
        throw new RegistryException(
            Problem.EXISTS,
            "branch " + other.substring(Refs.HEADS.length()) + " is already there",
            "choose another name, or go on with it: git model push --branch");
      }
    }
  }

  private void commit(Revision id) throws IOException {
    try (RevWalk walk = new RevWalk(reader)) {
      if (reader.has(Ids.of(id)) && walk.parseAny(Ids.of(id)) instanceof RevCommit) {
        return;
      }
    }
    throw RegistryException.notFound("there is no commit " + id, "git model versions NAME");
  }

  private void delete(Change.DeleteVersion c, RefDraft refs) {
    Revision tag =
        refs.get(Refs.of(c.version()))
            .orElseThrow(
                () ->
                    RegistryException.notFound(
                        "there is no version " + c.version(), "git model versions " + now.model()));
    Set<AliasName> on = new HashSet<>();
    for (String ref : refs.below(Refs.ALIASES)) {
      String name = ref.substring(Refs.ALIASES.length());
      if (refs.get(ref).equals(Optional.of(tag)) && AliasName.isAlias(name)) {
        on.add(new AliasName(name));
      }
    }
    if (!on.equals(c.aliases())) {
      throw new RegistryException(
          Problem.CONFLICT, "the aliases on " + c.version() + " changed meanwhile", "look again");
    }
    gone.add(c.version());
  }
}
