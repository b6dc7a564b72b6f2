package dev.gitmodel.app;

import dev.gitmodel.cli.Asked;
import dev.gitmodel.cli.House;
import dev.gitmodel.cli.UseCases;
import dev.gitmodel.git.CommitsHere;
import dev.gitmodel.git.DiffDrivers;
import dev.gitmodel.git.FetchedRefs;
import dev.gitmodel.git.GitClones;
import dev.gitmodel.git.GitLfsRules;
import dev.gitmodel.git.GitModelStore;
import dev.gitmodel.git.HookFolder;
import dev.gitmodel.git.HookRepository;
import dev.gitmodel.git.HostedRegistry;
import dev.gitmodel.git.Notices;
import dev.gitmodel.git.UserConfig;
import dev.gitmodel.hook.Hooks;
import dev.gitmodel.lfs.TransferOperation;
import dev.gitmodel.lfs.TransferPlace;
import dev.gitmodel.lfs.TransferServer;
import dev.gitmodel.model.Actor;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.notify.Notifier;
import dev.gitmodel.registry.Ledger;
import dev.gitmodel.run.ShellWorkbench;
import dev.gitmodel.store.LocalCommits;
import dev.gitmodel.workspace.Folder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private Optional<Standing> standing = Optional.empty();
  private Optional<LocalCommits> commits = Optional.empty();
  private Optional<HostGround> ground = Optional.empty();
  private final Written written;

  RegistryHouse(Surroundings here, Asked asked, Consumer<String> warning) {
    this.here = here;
    this.asked = asked;
    this.warning = warning;
    this.written = new Written(warning);
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
        new GitModelStore.Place(
            folder,
            set.cache(),
            set.patience().value(),
            GitModelStore.Keeping.OURS,
            new Notices(warning)),
        user());
  }

  @Override
  public UseCases useCases() {
    return new Wiring(
        new Wiring.Cellar(store(), store().care(), store().catalogue(), clones(), commits()),
        clock,
        effective().cache(),
        new ShellWorkbench(here.environment(), here.temporary()),
        written);
  }

  @Override
  public Notifier notifier() {
    return new Notifier(
        store(),
        store().outbox(),
        SendingMeans.of(here, user(), () -> effective().registry().value().toString()),
        clock);
  }

  @Override
  public void tell() {
    // What was pushed to a host is told there, or by whoever calls notify for all.
    if (!written.first.isEmpty()
        && effective().registry().value() instanceof Settings.Where.Folder
        && !store().policy().notifications().isEmpty()) {
      Herald herald = new Herald(notifier());
      written.first.forEach((model, entry) -> herald.from(model, entry).forEach(warning));
    }
  }

  private LocalCommits commits() {
    LocalCommits found =
        commits.orElseGet(() -> CommitsHere.around(here.environment(), here.folder()));
    commits = Optional.of(found);
    return found;
  }

  private GitClones clones() {
    boolean shown = asked.progress() && here.traits().errLive();
    return new GitClones(
        store(),
        new GitClones.Manner(
            here.environment(),
            here.folder(),
            effective().registry().value().toString(),
            shown ? GitClones.Talk.SHOWN : GitClones.Talk.QUIET));
  }

  private Standing standing() {
    Standing found =
        standing.orElseGet(() -> new Standing(here.folder(), user(), this::namespace, this::store));
    standing = Optional.of(found);
    return found;
  }

  @Override
  public ModelName here() {
    return standing().model();
  }

  @Override
  public Optional<ModelName> clonedAt(Path directory) {
    return standing().at(directory);
  }

  @Override
  public void met(ModelName model) {
    String registry = effective().registry().value().toString();
    // Another registry's model of that name is another model.
    if (user().get("model", "registry").filter(registry::equals).isPresent()) {
      standing().lack(model).ifPresent(warning);
    }
  }

  @Override
  public void requireClean() {
    List<String> changed = CommitsHere.changed(here.environment(), here.folder());
    if (!changed.isEmpty()) {
      throw new RegistryException(
          Problem.CONFLICT,
          "not committed: " + String.join(", ", changed),
          "commit or stash it first: git status");
    }
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
  public List<String> repositorySettings(Path folder, Intent intent) {
    List<String> names = new ArrayList<>();
    DiffDrivers.around(folder)
        .map(drivers -> intent == Intent.DO ? drivers.install() : drivers.missing())
        .ifPresent(names::addAll);
    FetchedRefs.around(folder)
        .map(refs -> intent == Intent.DO ? refs.install() : refs.missing())
        .ifPresent(names::addAll);
    return names;
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
        new TransferPlace(here.folder(), here.home(), effective().transferRoot().value())
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

  /** Of each model the first entry that was written; a class, which every start pays less for. */
  private static final class Written implements Ledger.Listener {
    final Map<ModelName, Revision> first = new LinkedHashMap<>();
    private final Consumer<String> warning;

    Written(Consumer<String> warning) {
      this.warning = warning;
    }

    @Override
    public void wrote(ModelName model, Revision entry) {
      first.putIfAbsent(model, entry);
    }

    @Override
    public void begun(ModelName model) {
      warning.accept(
          model
              + " has versions and no audit log; a new one begins with this entry; what it does"
              + " not explain is named by: git model audit verify "
              + model);
    }
  }
}
