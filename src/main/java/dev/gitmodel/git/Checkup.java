package dev.gitmodel.git;

import dev.gitmodel.lfs.DirectoryBlobs;
import dev.gitmodel.lfs.RemoteBlobs.Item;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Examination;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Progress;
import dev.gitmodel.store.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/** What is wrong with a repository below the level of versions: settings, leftovers, objects. */
final class Checkup {
  private static final String DOCTOR = "git model doctor --fix ";
  private static final String AGAIN = "where no git is at work, look again in a minute: ";
  private static final String RESTORE =
      "restore it from a clone or a backup; what refers to it can't be pulled meanwhile";
  private static final String AFRESH =
      "; then push the same version again from the original files, or pull it from where it is"
          + " hosted";

  private final GitModelStore store;
  private final ModelName model;
  private final List<Finding> findings = new ArrayList<>();

  Checkup(GitModelStore store, ModelName model) {
    this.store = store;
    this.model = model;
  }

  List<Finding> examine(Examination how, Progress progress) {
    Path path = store.path(model);
    Repository repository = store.repository(model);
    RepositorySettings.wrong(repository.getConfig())
        .forEach(s -> add("config " + s.key(), "is not " + s.value(), DOCTOR + model));
    if (how != Examination.REFS) {
      packs(path);
      locks(path);
      meaning(store.look(model));
    }
    RefTable refs = RefTable.look(path, RefTable.Packed.NONE);
    refs.refs().forEach((ref, entry) -> present(repository, ref, entry.id().hex()));
    if (!refs.broken().isEmpty()) {
      // What they lead to is not known before they are put back.
      return findings;
    }
    if (how == Examination.CONTENT && findings.isEmpty()) {
      gitContent(repository, refs);
    }
    if (how != Examination.REFS) {
      largeObjects();
    }
    if (how == Examination.CONTENT) {
      largeContent(progress);
    }
    return findings;
  }

  /** What a finding about a part of the model's repository is about. */
  static String subject(ModelName model, String part) {
    return model + ": " + part;
  }

  private void add(String subject, String matter, String hint) {
    findings.add(new Finding(subject, matter, hint).of(model));
  }

  /** Whoever writes next takes left-over ones away: none is damage. */
  private void locks(Path path) {
    StaleLocks locks = new StaleLocks(path);
    for (Path lock : locks.all()) {
      String name = path.relativize(lock).toString();
      if (locks.isOld(lock)) {
        add(name, "a lock is left over", DOCTOR + model);
      } else {
        add(name, "a lock is held, or left over", AGAIN + DOCTOR + model);
      }
    }
  }

  /** That refs and notes are what their names say. */
  private void meaning(Snapshot now) {
    SortedMap<String, Finding> unsound = now.unsoundRefs();
    Stream.of(
            now.strays().values().stream(),
            now.versions().stream().flatMap(version -> now.stray(version).stream()),
            unsound.values().stream())
        .flatMap(strays -> strays)
        .forEach(stray -> findings.add(stray.of(model)));
    if (!unsound.containsKey(Refs.METRICS)) {
      metrics(now);
    }
  }

  /** What is known of versions may be well without them, and no object of theirs be read. */
  private void packs(Path repository) {
    for (Packs.Damaged damaged : new Packs(repository).damaged()) {
      String all = damaged.pack().toString().replaceFirst("pack$", "");
      String aside = repository.resolve("damaged").toString();
      add(
          repository.relativize(damaged.pack()).toString(),
          damaged.matter(),
          "restore it from a clone or a backup; from a CLONE with: "
              + SshProgram.quoted(List.of("mkdir", "-p", aside))
              + " && "
              + SshProgram.quoted(List.of("mv", all))
              + "* "
              + SshProgram.quoted(List.of(aside))
              + " && git -C CLONE pack-objects --all --stdout </dev/null | "
              + SshProgram.quoted(
                  List.of("git", "--git-dir", repository.toString(), "index-pack", "--stdin")));
    }
  }

  /** Damage of the notes' own is told once, and not of each version. */
  private void metrics(Snapshot now) {
    Set<String> told = new HashSet<>();
    for (Version version : now.versions()) {
      try {
        now.metrics(version);
      } catch (RegistryException e) {
        if (told.add(e.text())) {
          add(Refs.METRICS, e.text(), e.hint());
        }
      }
    }
  }

  /** That the LFS objects of versions and branch tips are there, in their size; reads none. */
  private void largeObjects() {
    DirectoryBlobs here = store.lfs(model);
    Set<Digest> looked = new HashSet<>();
    Map<Item, String> absent = new LinkedHashMap<>();
    store
        .holdings(model)
        .holders()
        .forEach(
            (holder, files) -> {
              try {
                files.get().stream()
                    .filter(file -> file.isLfs() && looked.add(file.digest()))
                    .filter(file -> !here.has(file.digest(), file.size()))
                    .forEach(
                        file ->
                            absent.put(
                                new Item(file.digest(), file.size()),
                                file.path() + " of " + holder));
              } catch (RegistryException e) {
                add(holder, e.text(), RESTORE);
              }
            });
    if (!absent.isEmpty()) {
      missing(absent);
    }
  }

  /** In a mirror is only what somebody asked for: the rest is the host's to have. */
  private void missing(Map<Item, String> absent) {
    try {
      store
          .missingThere(model, absent.keySet())
          .orElse(absent.keySet())
          .forEach(
              item ->
                  add(
                      "LFS object " + item.digest().hex(),
                      "is missing, or not of its size: " + absent.get(item),
                      "push the same version again from the original files, or restore it from a"
                          + " clone"));
    } catch (RegistryException e) {
      add(absent.size() + " LFS objects", "can't be asked for: " + e.text(), e.hint());
    }
  }

  private void present(Repository repository, String ref, String hex) {
    try (ObjectReader reader = repository.newObjectReader()) {
      if (!reader.has(ObjectId.fromString(hex))) {
        add(ref, "points to " + hex + ", which is not there", RESTORE);
      }
    } catch (IOException e) {
      add(ref, "points to " + hex + ", which can't be read: " + e.getMessage(), RESTORE);
    }
  }

  /** Reads every object that a ref reaches, and hashes it again. */
  private void gitContent(Repository repository, RefTable refs) {
    try (ObjectReader reader = repository.newObjectReader();
        ObjectInserter.Formatter ids = new ObjectInserter.Formatter()) {
      for (ObjectId id : UnreachableObjects.reached(repository, refs)) {
        ObjectLoader object = reader.open(id);
        if (!ids.idFor(object.getType(), object.getBytes()).equals(id)) {
          add("Git object " + id.name(), "has other content than its id says", RESTORE);
        }
      }
    } catch (IOException e) {
      add("Git objects", "can't all be read: " + e.getMessage(), RESTORE);
    }
  }

  private void largeContent(Progress progress) {
    DirectoryBlobs lfs = store.lfs(model);
    List<DirectoryBlobs.Stored> all = List.copyOf(lfs.all());
    long bytes = all.stream().mapToLong(DirectoryBlobs.Stored::size).sum();
    Progress reading = progress.next("reading", bytes);
    for (DirectoryBlobs.Stored object : all) {
      String subject = "LFS object " + object.digest().hex();
      try {
        if (!lfs.intact(object.digest(), object.size(), reading)) {
          String rm =
              SshProgram.quoted(List.of("rm", "-f", lfs.location(object.digest()).toString()));
          add(subject, "has other content than its name says", "remove it with: " + rm + AFRESH);
        }
      } catch (RegistryException e) {
        add(subject, e.text(), RESTORE);
      }
    }
  }
}
