package dev.gitmodel.app;

import dev.gitmodel.cli.Asked;
import dev.gitmodel.cli.House;
import dev.gitmodel.cli.UseCases;
import dev.gitmodel.git.DiffDrivers;
import dev.gitmodel.git.GitLfsRules;
import dev.gitmodel.git.GitModelStore;
import dev.gitmodel.git.HookFolder;
import dev.gitmodel.git.HookRepository;
import dev.gitmodel.git.HostedRegistry;
import dev.gitmodel.git.UserConfig;
import dev.gitmodel.hook.Hooks;
import dev.gitmodel.lfs.TransferOperation;
import dev.gitmodel.lfs.TransferPlace;
import dev.gitmodel.lfs.TransferServer;
import dev.gitmodel.model.Actor;
import dev.gitmodel.run.ShellWorkbench;
import dev.gitmodel.workspace.Folder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The house over a registry; nothing of it is read or opened before it is asked for. */
final class RegistryHouse implements House, AutoCloseable {
  private final Surroundings here;
  private final Asked asked;
  private final Consumer<String> warning;
  private final Clock clock = Clock.systemUTC();
  private Optional<UserConfig> user = Optional.empty();
  private Optional<Settings> settings = Optional.empty();
  private Optional<GitModelStore> store = Optional.empty();
  private Optional<HostGround> ground = Optional.empty();

  RegistryHouse(Surroundings here, Asked asked, Consumer<String> warning) {
    this.here = here;
    this.asked = asked;
    this.warning = warning;
  }

  private UserConfig user() {
    UserConfig read = user.orElseGet(() -> UserConfig.read(here.environment(), here.folder()));
    user = Optional.of(read);
    return read;
  }

  private Settings effective() {
    Settings found =
        settings.orElseGet(
            () -> Settings.of(here, key -> user().get("model", key), asked.registry()));
    settings = Optional.of(found);
    return found;
  }

  private GitModelStore store() {
    GitModelStore opened = store.orElseGet(this::open);
    store = Optional.of(opened);
    return opened;
  }

  private GitModelStore open() {
    Settings set = effective();
    Settings.Where where = set.registry().value();
    if (where instanceof Settings.Where.OnHost host) {
      var caller =
          new HostedRegistry.Caller(here.environment(), here.folder(), user(), clock, warning);
      return new HostedRegistry(host.template(), set.catalogue().value(), caller)
          .open(set.cache(), set.patience().value());
    }
    Path folder = ((Settings.Where.Folder) where).path();
    return new GitModelStore(
        new GitModelStore.Place(folder, set.cache(), set.patience().value()), user());
  }

  @Override
  public UseCases useCases() {
    return new Wiring(
        new Wiring.Cellar(store(), store().care(), store().catalogue()),
        clock,
        effective().cache(),
        new ShellWorkbench(here.environment(), here.temporary()));
  }

  @Override
  public Actor actor() {
    return user().actor();
  }

  @Override
  public Optional<String> namespace() {
    return effective().namespace().value();
  }

  @Override
  public Path folder() {
    return here.folder();
  }

  @Override
  public Folder open(Path directory) {
    return new Folder(directory, GitLfsRules::lfs);
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public List<Setting> settings() {
    return effective().all();
  }

  @Override
  public List<String> diffDrivers(Path folder, Intent intent) {
    return DiffDrivers.around(folder)
        .map(drivers -> intent == Intent.DO ? drivers.install() : drivers.missing())
        .orElse(List.of());
  }

  @Override
  public Hooks.Ground hookGround() {
    HostGround opened =
        new HostGround(
            here, user(), effective(), HookRepository.around(here.environment(), here.folder()));
    ground = Optional.of(opened);
    return opened;
  }

  @Override
  public HookPlace hookPlace(Path at) {
    HookRepository repository = HookRepository.around(here.environment(), at);
    HookFolder hooks = repository.hooks();
    return new HookPlace(hooks.path(), hooks::remember, repository::requireServable);
  }

  @Override
  public void transfer(Transfer asked) {
    TransferOperation operation = TransferOperation.parse(asked.operation());
    Path repository =
        new TransferPlace(here.folder(), here.home(), effective().transferRoot())
            .repository(asked.path());
    new TransferServer(repository, new TransferServer.Visit(operation, here.operator()), clock)
        .serve(asked.in(), asked.out());
  }

  @Override
  public Places places() {
    return new Places(here.launcher(), here.home(), here.searchPath());
  }

  @Override
  public void close() {
    store.ifPresent(GitModelStore::close);
    ground.ifPresent(HostGround::close);
  }
}
