package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.git.GitModelStore;
import dev.gitmodel.git.UserConfig;
import dev.gitmodel.lfs.DirectoryBlobs;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.registry.Headers;
import dev.gitmodel.registry.VerifyAudit;
import dev.gitmodel.registry.VerifyModel;
import dev.gitmodel.store.Care;
import dev.gitmodel.store.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A registry as a second reader sees it: opened in this process, with no cache to believe. */
record Registry(GitSandbox sandbox, Path directory, String model) {
  static Registry of(GitSandbox sandbox, String model) {
    return new Registry(sandbox, sandbox.registry(), model);
  }

  private ModelName name() {
    return ModelName.parse(model);
  }

  private <T> T opened(Function<GitModelStore, T> question) {
    GitModelStore.Place place =
        new GitModelStore.Place(
            directory, sandbox.root().resolve("no-cache"), Duration.ofSeconds(10));
    UserConfig user = UserConfig.read(sandbox.environment(), sandbox.folder());
    // Not closed, because closing keeps what was read for the next.
    return question.apply(new GitModelStore(place, user));
  }

  State state() {
    return opened(store -> store.exists(name()) ? State.of(store.look(name())) : State.NOTHING);
  }

  /** The LFS objects that are there. */
  Set<String> objects() {
    return new DirectoryBlobs(repository().resolve("lfs"))
        .all().stream().map(object -> object.digest().hex()).collect(Collectors.toSet());
  }

  /** All of it, content included, by our own means and by stock git's. */
  void verifies() {
    boolean there = opened(store -> store.exists(name()));
    if (!there) {
      assertThat(repository()).as("a model that is not there").doesNotExist();
      return;
    }
    VerifyModel.Report model =
        opened(
            store ->
                new VerifyModel(store, store.care(), new Headers())
                    .apply(
                        new VerifyModel.Request(
                            name(), Optional.empty(), VerifyModel.Depth.CONTENT),
                        total -> Progress.NONE));
    assertThat(model.findings()).as("verify --deep").isEmpty();
    VerifyAudit.Report audit =
        opened(store -> new VerifyAudit(store).apply(new VerifyAudit.Request(name())));
    assertThat(audit.findings()).as("audit verify").isEmpty();
    Run fsck =
        sandbox.tool("git", "-C", repository().toString(), "fsck", "--full", "--strict").exits(0);
    assertThat(fsck.err()).as("git fsck").doesNotContain("error", "missing");
  }

  /** Nothing is left over that would be in anybody's way, says doctor. */
  void isTidy() {
    List<Care.Finding> findings =
        opened(store -> store.care().examine(name(), Care.Examination.PRESENCE));
    assertThat(findings).as("doctor").isEmpty();
  }

  Path repository() {
    return directory.resolve(model + ".git");
  }
}
