package dev.gitmodel.git;

import static dev.gitmodel.store.Bench.IRIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.lfs.DirectoryBlobs;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.VerifyAudit;
import dev.gitmodel.store.Bench;
import dev.gitmodel.store.Care;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on this machine of a registry on a host: told, freed, and held against what was. */
final class MirrorTest {
  private static final String ADDRESS = "https://models.example/";
  private static final String LOG = "refs/audit/log";

  @TempDir Path folder;
  private final List<String> told = new ArrayList<>();
  private final List<GitModelStore> opened = new ArrayList<>();
  private Path host;

  @BeforeEach
  void aFolderOfRepositories() throws IOException {
    host = Files.createDirectories(folder.resolve("host"));
  }

  @AfterEach
  void close() {
    opened.forEach(GitModelStore::close);
  }

  /** The host is that folder, and nobody can tell from its address that it is on this machine. */
  private GitModelStore remote(Optional<String> catalogue) {
    return open(ADDRESS + "{namespace}/{name}.git", catalogue);
  }

  private GitModelStore local() {
    return open("file://" + host + "/{namespace}/{name}.git", Optional.empty());
  }

  /** The same as somebody on another machine has it. */
  private GitModelStore others() {
    return open("file://" + host + "/{namespace}/{name}.git", Optional.empty(), "other");
  }

  private GitModelStore open(String template, Optional<String> catalogue) {
    return open(template, catalogue, "cache");
  }

  private GitModelStore open(String template, Optional<String> catalogue, String cache) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_CONFIG_COUNT", "1");
    environment.put("GIT_CONFIG_KEY_0", "url.file://" + host + "/.insteadOf");
    environment.put("GIT_CONFIG_VALUE_0", ADDRESS);
    UserConfig user = UserConfig.read(environment, folder);
    var caller = new HostedRegistry.Caller(environment, folder, user, Clock.systemUTC(), told::add);
    GitModelStore store =
        new HostedRegistry(new UrlTemplate(template), catalogue, caller)
            .open(folder.resolve(cache), Duration.ofSeconds(60), Duration.ZERO);
    opened.add(store);
    return store;
  }

  private String git(Path repository, String... words) {
    List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
    command.addAll(List.of("-c", "user.name=Eve", "-c", "user.email=eve@example.org"));
    command.addAll(List.of(words));
    Tool.Run run = Tool.run(command, new byte[0], "install it");
    assertThat(run.exit()).as(run.err()).isZero();
    return run.out().strip();
  }

  private Path iris() {
    return host.resolve("acme/iris.git");
  }

  @Test
  void aLogThatTheHostCutOffIsToldAndKeptUntilItIsPutBack() {
    GitModelStore store = local();
    Bench bench = new Bench(store, folder);
    bench.published("1.0.0");
    bench.look().versions();
    String was = git(iris(), "rev-parse", LOG);
    git(iris(), "update-ref", LOG, was + "~1");
    told.clear();

    try (var log = store.look(IRIS).audit()) {
      assertThat(log.count()).isEqualTo(1);
    }
    assertThat(told)
        .singleElement()
        .asString()
        .contains(LOG, "was rewritten on the host", was, "git model audit verify --against");
    assertThat(new VerifyAudit(store).apply(new VerifyAudit.Request(IRIS)).findings())
        .anySatisfy(finding -> assertThat(finding.matter()).contains("does not go on from " + was));
    Path kept = store.place(IRIS).resolve("git-model.lost");
    assertThat(git(kept, "log", "--format=%s", "refs/lost/" + was + "/audit/log"))
        .contains("version.publish");
    told.clear();
    assertThat(local().look(IRIS).versions()).isNotEmpty();
    assertThat(told).as("a later command").singleElement().asString().contains(was);

    git(iris(), "update-ref", LOG, was);
    assertThat(store.rewritten(IRIS)).isEmpty();
    assertThat(new VerifyAudit(store).apply(new VerifyAudit.Request(IRIS)).sound()).isTrue();
  }

  @Test
  void aLogThatGoesOnIsNoneOfThat() {
    Bench bench = new Bench(local(), folder);
    bench.published("1.0.0");
    GitModelStore other = others();
    try (var log = other.look(IRIS).audit()) {
      assertThat(log.count()).isEqualTo(2);
    }
    bench.published("1.1.0");

    try (var log = other.look(IRIS).audit()) {
      assertThat(log.count()).isEqualTo(3);
    }
    assertThat(told).isEmpty();
    assertThat(other.rewritten(IRIS)).isEmpty();
  }

  @Test
  void aVersionThatTheHostMovedIsTold() {
    GitModelStore store = local();
    new Bench(store, folder).published("1.0.0");
    String was = git(iris(), "rev-parse", "refs/tags/v1.0.0");
    git(iris(), "tag", "-a", "-f", "-m", "another", "v1.0.0", "v1.0.0^{}");
    told.clear();

    assertThat(store.look(IRIS).versions()).containsExactly(Version.parse("1.0.0"));
    assertThat(told)
        .singleElement()
        .asString()
        .contains("refs/tags/v1.0.0 of", "was moved on the host", was);
    assertThat(store.rewritten(IRIS)).hasSize(1);
    assertThat(git(store.place(IRIS).resolve("git-model.lost"), "cat-file", "-t", was))
        .isEqualTo("tag");
  }

  private static Care.Collecting now(Care.Copies copies, boolean dryRun) {
    return new Care.Collecting(Duration.ZERO, copies, dryRun);
  }

  /** A large file of a version, brought here. */
  private static Artifact fetched(Bench bench) {
    Artifact file =
        bench.published("1.0.0").files().stream().filter(Artifact::isLfs).findFirst().orElseThrow();
    bench.files().fetch(List.of(file), Progress.NONE);
    return file;
  }

  @Test
  void copiesOfWhatTheHostHasGoWhereThatIsWantedAndComeAgain() {
    GitModelStore store = local();
    Bench bench = new Bench(store, folder);
    Artifact file = fetched(bench);
    Path copy = store.lfs(IRIS).location(file.digest());

    Care.Freed kept = store.care().collect(IRIS, now(Care.Copies.KEPT, false));
    assertThat(kept.copies()).hasValue(file.size());
    assertThat(kept.garbage()).isEmpty();
    Care.Freed rehearsed = store.care().collect(IRIS, now(Care.Copies.DROPPED, true));
    assertThat(rehearsed.bytes()).isEqualTo(file.size());
    assertThat(copy).exists();

    Care.Freed freed = store.care().collect(IRIS, now(Care.Copies.DROPPED, false));
    assertThat(freed.garbage())
        .singleElement()
        .satisfies(g -> assertThat(g.what()).endsWith(", which the host has"));
    assertThat(freed.copies()).hasValue(0);
    assertThat(copy).doesNotExist();
    assertThat(bench.files().location(file)).hasValue(copy);
    assertThat(copy).exists();
  }

  @Test
  void whatOnlyTheHostHasIsNotMissingAndWhatItLostIs() throws IOException {
    GitModelStore store = local();
    Artifact file =
        new Bench(store, folder)
            .published("1.0.0").files().stream().filter(Artifact::isLfs).findFirst().orElseThrow();
    assertThat(store.lfs(IRIS).location(file.digest())).doesNotExist();
    assertThat(store.care().examine(IRIS, Care.Examination.PRESENCE)).isEmpty();

    Files.delete(new DirectoryBlobs(iris().resolve("lfs")).location(file.digest()));
    assertThat(store.care().examine(IRIS, Care.Examination.PRESENCE))
        .singleElement()
        .satisfies(f -> assertThat(f.matter()).startsWith("is missing, or not of its size: "));
  }

  @Test
  void aCopyOfWhatTheHostHasLostStays() throws IOException {
    GitModelStore store = local();
    Bench bench = new Bench(store, folder);
    Artifact file = fetched(bench);
    Files.delete(new DirectoryBlobs(iris().resolve("lfs")).location(file.digest()));

    assertThat(store.care().collect(IRIS, now(Care.Copies.DROPPED, false)).garbage()).isEmpty();
    assertThat(store.lfs(IRIS).location(file.digest())).exists();
  }

  @Test
  void whoMakesAModelIsToldTheLineThatListsIt() throws IOException {
    Files.createDirectories(host.resolve("acme"));
    git(host, "init", "-q", "--bare", iris().toString());
    Path policy = folder.resolve("policy");
    git(host, "init", "-q", "-b", "main", policy.toString());
    Files.writeString(policy.resolve("registry.yaml"), "models: [acme/other]\n");
    git(policy, "add", ".");
    git(policy, "commit", "-q", "-m", "List them");
    git(host, "clone", "-q", "--bare", policy.toString(), "policy.git");

    GitModelStore store = remote(Optional.of(ADDRESS + "policy.git"));
    new Bench(store, folder);

    assertThat(told)
        .singleElement()
        .asString()
        .contains("git model list shows acme/iris once registry.yaml of " + ADDRESS + "policy.git")
        .endsWith("as the line '  - acme/iris'");
  }

  @Test
  void aPolicyThatCanNotBeReachedIsNotCalledAbsent() {
    assertThat(remote(Optional.of("ssh://127.0.0.1:1/policy.git")).models()).isEmpty();
    assertThat(told)
        .singleElement()
        .asString()
        .contains("can't list the refs of ssh://127.0.0.1:1/policy.git")
        .doesNotContain("is not there")
        .contains("only models that were used from here are known");
    told.clear();

    assertThat(remote(Optional.of(ADDRESS + "policy.git")).models()).isEmpty();
    assertThat(told).singleElement().asString().contains(ADDRESS + "policy.git is not there");
  }
}
