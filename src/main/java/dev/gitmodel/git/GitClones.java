package dev.gitmodel.git;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Clones;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;

/** Clones by the user's own git and, where it is there, git-lfs. */
public final class GitClones implements Clones {
  private static final List<String> LATER_WEIGHTS =
      List.of(
          "-c",
          "filter.lfs.process=git-lfs filter-process --skip",
          "-c",
          "filter.lfs.smudge=git-lfs smudge --skip -- %f");
  private static final List<String> NO_WEIGHTS =
      List.of(
          "-c",
          "filter.lfs.process=",
          "-c",
          "filter.lfs.smudge=",
          "-c",
          "filter.lfs.clean=",
          "-c",
          "filter.lfs.required=false");

  private final GitModelStore store;
  private final StockGit quiet;
  private final StockGit shown;
  private final String registry;

  /** What git is to see, where it starts, what its clones call the registry, and whom it tells. */
  public record Manner(Map<String, String> environment, Path folder, String registry, Talk talk) {}

  /** Whether git shows its progress to the user. */
  public enum Talk {
    SHOWN,
    QUIET
  }

  public GitClones(GitModelStore store, Manner manner) {
    this.store = store;
    this.quiet = new StockGit(manner.environment(), manner.folder());
    this.shown = manner.talk() == Talk.SHOWN ? quiet.aloud() : quiet;
    this.registry = manner.registry();
  }

  @Override
  public String address(ModelName model) {
    return store.address(model).shown();
  }

  @Override
  public Cloned make(Wish wish) {
    HostAddress from = store.address(wish.model());
    StockGit.Ended ended = shown.run(cloning(wish, from), line -> {});
    if (!ended.well()) {
      throw failed(wish, from, ended);
    }
    Path clone = wish.into();
    DiffDrivers.around(clone).ifPresent(DiffDrivers::install);
    Optional<Revision> head = head(clone).or(() -> onMain(clone));
    if (head.isEmpty()) {
      return new Cloned(head, Weights.WHOLE);
    }
    boolean lfs = in(quiet, clone, List.of("lfs", "version")).well();
    if (lfs && !in(quiet, clone, List.of("config", "--get", "filter.lfs.process")).well()) {
      in(quiet, clone, List.of("lfs", "install", "--local"));
    }
    checkOut(clone, lfs);
    if (lfs) {
      fetchWeights(clone, from);
      return new Cloned(head, Weights.WHOLE);
    }
    return new Cloned(head, hasWeights(wish, head.get()) ? Weights.POINTERS : Weights.WHOLE);
  }

  private static RegistryException failed(Wish wish, HostAddress from, StockGit.Ended ended) {
    if (wish.branch().isPresent() && ended.said().contains("Remote branch")) {
      return RegistryException.notFound(
          wish.model() + " has no branch or tag " + wish.branch().get(),
          "git model versions " + wish.model() + "; the tag of 1.2.0 is v1.2.0");
    }
    return HostTrouble.of("clone", from, ended.said());
  }

  /** Nothing is checked out yet: how depends on what is set up in the clone first. */
  private List<String> cloning(Wish wish, HostAddress from) {
    List<String> words =
        new ArrayList<>(List.of("clone", "--no-checkout", "--no-local", "--origin", "origin"));
    words.add(shown == quiet ? "--quiet" : "--progress");
    setting(words, "model.registry", registry);
    setting(words, "model.name", wish.model().toString());
    FetchedRefs.SPECS.forEach(spec -> setting(words, "remote.origin.fetch", spec));
    wish.branch().ifPresent(branch -> words.addAll(List.of("--branch", branch)));
    wish.depth().ifPresent(depth -> words.addAll(List.of("--depth", String.valueOf(depth))));
    words.addAll(List.of("--", from.url(), wish.into().toString()));
    return words;
  }

  private static void setting(List<String> words, String name, String value) {
    words.add("--config");
    words.add(name + "=" + value);
  }

  private Optional<Revision> head(Path clone) {
    List<String> said = new ArrayList<>();
    List<String> ask = List.of("-C", clone.toString(), "rev-parse", "--verify", "--quiet", "HEAD");
    return quiet.run(ask, said::add).well() && !said.isEmpty()
        ? Optional.of(new Revision(said.get(0)))
        : Optional.empty();
  }

  /** Where the host says to begin with a branch that is not there, as one set up by hand may. */
  private Optional<Revision> onMain(Path clone) {
    boolean there =
        in(quiet, clone, List.of("branch", "--quiet", "--track", "main", "origin/main")).well();
    return there && in(quiet, clone, List.of("symbolic-ref", "HEAD", "refs/heads/main")).well()
        ? head(clone)
        : Optional.empty();
  }

  private static StockGit.Ended in(StockGit git, Path clone, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of("-C", clone.toString()));
    words.addAll(arguments);
    return git.run(words, line -> {});
  }

  /** Pointers first: they are right whatever becomes of the weights. */
  private void checkOut(Path clone, boolean lfs) {
    List<String> words = new ArrayList<>(lfs ? LATER_WEIGHTS : NO_WEIGHTS);
    words.addAll(List.of("checkout", "--quiet"));
    StockGit.Ended ended = in(quiet, clone, words);
    if (!ended.well()) {
      throw new RegistryException(
          Problem.STORAGE,
          "cloned to " + clone + ", but not checked out: " + reason(clone, ended),
          "when that is mended: git -C " + clone + " checkout -f HEAD");
    }
  }

  private void fetchWeights(Path clone, HostAddress from) {
    StockGit.Ended ended = in(shown, clone, List.of("lfs", "pull"));
    if (!ended.well()) {
      throw new RegistryException(
          Problem.UNAVAILABLE,
          "cloned to "
              + clone
              + ", but not all large files could be had: "
              + HostTrouble.reason(from, ended.said()),
          "try again with: git -C " + clone + " lfs pull");
    }
  }

  private static String reason(Path clone, StockGit.Ended ended) {
    return HostTrouble.reason(new HostAddress(clone.toString()), ended.said());
  }

  private static boolean hasWeights(Wish wish, Revision head) {
    Path git = WorkTree.around(wish.into()).map(WorkTree::common).orElse(wish.into());
    try (Repositories open = new Repositories()) {
      Repository clone = open.at(git);
      return new VersionReader(clone, wish.model()).files(head).stream().anyMatch(Artifact::isLfs);
    }
  }
}
