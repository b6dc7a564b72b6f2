package dev.gitmodel.app;

import dev.gitmodel.cli.House;
import dev.gitmodel.cli.UseCases;
import dev.gitmodel.git.UserConfig;
import dev.gitmodel.hook.Hooks;
import dev.gitmodel.model.Actor;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.notify.Notifier;
import dev.gitmodel.registry.ScanningCatalogue;
import dev.gitmodel.run.ShellWorkbench;
import dev.gitmodel.store.Care;
import dev.gitmodel.store.Clones;
import dev.gitmodel.store.LocalCommits;
import dev.gitmodel.store.Progress;
import dev.gitmodel.workspace.Folder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The house behind a {@link Desk}: the program's own wiring on the store in memory. */
record DeskHouse(Desk desk) implements House {
  @Override
  public UseCases useCases() {
    var cellar =
        new Wiring.Cellar(
            desk.store,
            new OneOfEverything(),
            new ScanningCatalogue(desk.store),
            new NoClones(),
            LocalCommits.NONE);
    return new Wiring(
        cellar,
        Clock.fixed(Desk.NOW, ZoneOffset.UTC),
        desk.folder().resolve("cache"),
        new ShellWorkbench(Map.of(), desk.folder()),
        (model, entry) -> {});
  }

  @Override
  public Notifier notifier() {
    return new Notifier(
        desk.store,
        desk.outbox,
        SendingMeans.of(
            new Surroundings(Map.of(), desk.folder(), "/", "", ""),
            UserConfig.read(Map.of(), desk.folder()),
            () -> "/models"),
        Clock.fixed(Desk.NOW, ZoneOffset.UTC));
  }

  @Override
  public void tell() {
    // Whoever is at a desk tells when a test says so.
  }

  @Override
  public Actor actor() {
    return Desk.ANA;
  }

  @Override
  public Optional<String> namespace() {
    return desk.namespace();
  }

  @Override
  public Path folder() {
    return desk.folder();
  }

  @Override
  public Folder open(Path directory) {
    return new Folder(directory, (gitattributes, path) -> false);
  }

  @Override
  public Instant now() {
    return Desk.NOW;
  }

  @Override
  public List<Setting> settings() {
    return List.of(new Setting("registry", "/models", "GIT_MODEL_REGISTRY"));
  }

  @Override
  public Optional<ModelName> clonedAt(Path directory) {
    return Optional.empty();
  }

  @Override
  public ModelName here() {
    throw RegistryException.invalid("the desk stands in no clone", "name a model");
  }

  @Override
  public void met(ModelName model) {
    // It stands in no clone.
  }

  @Override
  public void requireClean() {
    // It stands in no work tree.
  }

  @Override
  public List<String> repositorySettings(Path directory, Intent intent) {
    return List.of();
  }

  @Override
  public Hooks.Ground hookGround() {
    throw new UnsupportedOperationException("no Git calls a desk");
  }

  @Override
  public HookPlace hookPlace(Path directory) {
    return new HookPlace(directory.resolve(".git/hooks"), program -> {}, () -> {});
  }

  @Override
  public void transfer(Transfer asked) {
    throw new UnsupportedOperationException("a desk serves nobody");
  }

  @Override
  public Places places() {
    Path launcher = desk.folder().resolve("checkout/src/launcher/git-model");
    return new Places(Optional.of(launcher), desk.folder().resolve("home"), List.of());
  }

  /** What is in memory has no address. */
  private record NoClones() implements Clones {
    @Override
    public String address(ModelName model) {
      throw RegistryException.notFound(model + " has no address", "");
    }

    @Override
    public Cloned make(Wish wish) {
      throw RegistryException.notFound(wish.model() + " has no address", "");
    }
  }

  /** Memory needs no care, so this finds, frees and mends exactly one thing. */
  private record OneOfEverything() implements Care {
    @Override
    public Freed collect(ModelName model, Collecting how) {
      return new Freed(List.of(new Garbage("lfs object 12ab", 2_000_000)), OptionalLong.empty());
    }

    @Override
    public List<Finding> examine(ModelName model, Examination how, Progress progress) {
      return how == Examination.CONTENT
          ? List.of(new Finding("1.0.0", "weights.bin is damaged", "pull it from a copy"))
          : List.of();
    }

    @Override
    public List<Mend> mend(ModelName model, boolean dryRun) {
      return List.of(new Mend("a lock", "removed a stale lock", "remove a stale lock"));
    }
  }
}
