package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;

/**
 * The refs of a model that a plain clone does not fetch, as refspecs for one that does.
 *
 * <p>Aliases are the registry's to move, so they follow it ({@code +}). A note, run or entry of the
 * log that is here and not there is never overwritten: {@code git fetch} then refuses that ref and
 * says so. Notes are named one by one, because {@code refs/notes/*} would hand a user's own notes
 * to {@code fetch --prune}; the stars let a ref be absent.
 */
public final class FetchedRefs {
  static final List<String> SPECS =
      List.of(
          "+" + both(Refs.ALIASES),
          both(Refs.METRICS),
          both(Refs.DESCRIPTION),
          both(Refs.EVALUATIONS),
          both(Refs.TENSORS),
          both(Refs.RUNS),
          both("refs/audit/"));

  private static final String REMOTE = "remote";
  private static final String FETCH = "fetch";

  private final Path config;

  /** {@code common} is the folder that all work trees of the repository share. */
  FetchedRefs(Path common) {
    this.config = common.resolve("config");
  }

  /** Those of the repository whose work tree {@code folder} is in, if it is in one. */
  public static Optional<FetchedRefs> around(Path folder) {
    return WorkTree.around(folder).map(tree -> new FetchedRefs(tree.common()));
  }

  private static String both(String refs) {
    return refs + "*:" + refs + "*";
  }

  /** The settings that are not made yet, by their names; none where there is no remote. */
  public List<String> missing() {
    FileBasedConfig now = read();
    return remote(now)
        .filter(name -> !absent(now, name).isEmpty())
        .map(name -> List.of(REMOTE + "." + name + "." + FETCH))
        .orElse(List.of());
  }

  /** Makes the missing settings; their names. What the user has set stays. */
  public List<String> install() {
    List<String> missing = missing();
    if (!missing.isEmpty()) {
      FileBasedConfig now = read();
      String remote = remote(now).orElseThrow();
      List<String> specs = new ArrayList<>(List.of(now.getStringList(REMOTE, remote, FETCH)));
      specs.addAll(absent(now, remote));
      now.setStringList(REMOTE, remote, FETCH, specs);
      try {
        now.save();
      } catch (IOException e) {
        throw Durable.storage("can't write " + config, e);
      }
    }
    return missing;
  }

  private static List<String> absent(FileBasedConfig config, String remote) {
    List<String> absent = new ArrayList<>(SPECS);
    absent.removeAll(List.of(config.getStringList(REMOTE, remote, FETCH)));
    return absent;
  }

  /** {@code origin}, else the only one. */
  private static Optional<String> remote(FileBasedConfig config) {
    Set<String> all = config.getSubsections(REMOTE);
    return all.contains("origin") || all.size() != 1
        ? Optional.of("origin").filter(all::contains)
        : Optional.of(all.iterator().next());
  }

  private FileBasedConfig read() {
    FileBasedConfig read = new FileBasedConfig(config.toFile(), FS.DETECTED);
    try {
      read.load();
    } catch (IOException | ConfigInvalidException e) {
      throw Durable.storage("can't read " + config, new IOException(e));
    }
    return read;
  }
}
