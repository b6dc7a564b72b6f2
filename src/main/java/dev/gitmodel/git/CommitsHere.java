package dev.gitmodel.git;

import dev.gitmodel.codec.MetricsCodec;
import dev.gitmodel.codec.TensorsCodec;
import dev.gitmodel.lfs.DirectoryBlobs;
import dev.gitmodel.lfs.HashCache;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.TensorRecord;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.LocalCommits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** The commits of the work tree that a folder is in; names mean what they mean to stock git. */
public final class CommitsHere implements LocalCommits, AutoCloseable {
  private static final String UNRELEASED = "0.0.0-unreleased";
  private static final ModelName ANY = ModelName.parse("model");
  // Of weights that did not change since, the note is on an earlier commit.
  private static final int FURTHEST = 1000;

  private final StockGit git;
  private final Path common;
  private final Repositories open = new Repositories();

  private CommitsHere(StockGit git, Path common) {
    this.git = git;
    this.common = common;
  }

  /** Those around {@code folder}; {@link LocalCommits#NONE} outside of a work tree. */
  public static LocalCommits around(Map<String, String> environment, Path folder) {
    return WorkTree.around(folder)
        .<LocalCommits>map(
            tree -> new CommitsHere(new StockGit(environment, folder), tree.common()))
        .orElse(NONE);
  }

  /** Files that Git tracks around {@code folder} and that differ from what is committed. */
  public static List<String> changed(Map<String, String> environment, Path folder) {
    List<String> said = new ArrayList<>();
    List<String> ask =
        List.of("status", "--porcelain", "--untracked-files=no", "--ignore-submodules=none");
    new StockGit(environment, folder).run(ask, line -> said.add(Printable.of(line.substring(3))));
    return said;
  }

  @Override
  public Optional<Revision> find(String name) {
    if (name.isEmpty() || name.startsWith("-")) {
      return Optional.empty();
    }
    List<String> said = new ArrayList<>();
    List<String> ask = List.of("rev-parse", "--verify", "--quiet", name + "^{commit}");
    return git.run(ask, said::add).well() && said.size() == 1
        ? Optional.of(new Revision(said.get(0)))
        : Optional.empty();
  }

  @Override
  public byte[] manifest(Revision commit) {
    return new VersionReader(open.at(common), ANY).manifestBytes(commit);
  }

  @Override
  public Local read(ModelName model, Revision commit) {
    Repository repository = open.at(common);
    VersionReader reader = new VersionReader(repository, model);
    RefTable refs = RefTable.read(common);
    return new Local(
        version(repository, reader, model, commit),
        reader.manifest(commit),
        tensors(refs, reader, commit),
        refs.get(Refs.METRICS)
            .flatMap(tip -> reader.note(tip, commit))
            .map(note -> MetricsCodec.read(note.getBytes(StandardCharsets.UTF_8)))
            .orElse(MetricSet.EMPTY),
        new GitFileStore(
            () -> repository,
            new DirectoryBlobs(common.resolve("lfs")),
            HashCache.NONE,
            none -> 0L));
  }

  private static ModelVersion version(
      Repository repository, VersionReader reader, ModelName model, Revision commit) {
    List<Artifact> files = reader.files(commit);
    Manifest manifest = reader.manifest(commit).manifest();
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit parsed = walk.parseCommit(Ids.of(commit));
      PersonIdent by = parsed.getAuthorIdent();
      return new ModelVersion(
          model,
          manifest.version().orElseGet(() -> Version.parse(UNRELEASED)),
          commit,
          Revision.NONE,
          Digest.ofListing(files),
          manifest,
          files,
          Arrays.stream(parsed.getParents()).map(Ids::of).toList(),
          Ids.actor(by),
          by.getWhenAsInstant(),
          false);
    } catch (IOException e) {
      throw Damage.missing("the commit " + commit.abbreviated(), e);
    }
  }

  /** Each file is found by its digest, so what was noted of an earlier commit is as good. */
  private static List<TensorRecord> tensors(RefTable refs, VersionReader reader, Revision commit) {
    Optional<Revision> notes = refs.get(Refs.TENSORS);
    Optional<Revision> at = notes.map(tip -> commit);
    for (int i = 0; i < FURTHEST && at.isPresent(); i++) {
      Optional<String> note = reader.note(notes.orElseThrow(), at.get());
      if (note.isPresent()) {
        return TensorsCodec.read(note.get());
      }
      at = reader.parent(at.get());
    }
    return List.of();
  }

  @Override
  public void close() {
    open.close();
  }
}
