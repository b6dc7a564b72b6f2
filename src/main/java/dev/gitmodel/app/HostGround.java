package dev.gitmodel.app;

import dev.gitmodel.git.GitModelStore;
import dev.gitmodel.git.HookRepository;
import dev.gitmodel.git.StockGitLfs;
import dev.gitmodel.git.UserConfig;
import dev.gitmodel.hook.HookName;
import dev.gitmodel.hook.Hooks;
import dev.gitmodel.hook.Shims;
import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.notify.Notifier;
import dev.gitmodel.registry.CheckPush;
import dev.gitmodel.registry.Ledger;
import dev.gitmodel.registry.Pause;
import dev.gitmodel.registry.ReconcileAudit;
import dev.gitmodel.store.Incoming;
import dev.gitmodel.store.IncomingPolicy;
import dev.gitmodel.store.Staged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The repository that a hook runs in, and who pushes to it. */
final class HostGround implements Hooks.Ground, AutoCloseable {
  private static final String LOG = "refs/audit/log";

  private final Surroundings here;
  private final UserConfig user;
  private final Settings settings;
  private final HookRepository repository;
  private Optional<GitModelStore> store = Optional.empty();

  HostGround(Surroundings here, UserConfig user, Settings settings, HookRepository repository) {
    this.here = here;
    this.user = user;
    this.settings = settings;
    this.repository = repository;
  }

  /** The registry around the repository, whose configuration stays the host's. */
  private GitModelStore store() {
    GitModelStore opened =
        store.orElseGet(
            () ->
                new GitModelStore(
                    new GitModelStore.Place(
                        repository.hosted().registry(),
                        settings.cache(),
                        settings.patience().value(),
                        GitModelStore.Keeping.THE_HOSTS,
                        text -> {}),
                    user));
    store = Optional.of(opened);
    return opened;
  }

  @Override
  public Staged staged() {
    return repository.staged();
  }

  @Override
  public String text(String file) {
    Path path = here.folder().resolve(file);
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new RegistryException(Problem.STORAGE, "can't read " + path, "", e);
    }
  }

  @Override
  public Incoming outgoing(String remote, List<RefMove> moves) {
    return repository.outgoing(remote, moves);
  }

  @Override
  public Incoming received(List<RefMove> moves) {
    return repository.received(store(), moves);
  }

  @Override
  public boolean holdsPolicy() {
    return repository.holdsPolicy();
  }

  @Override
  public IncomingPolicy receivedPolicy(List<RefMove> moves) {
    return repository.receivedPolicy(moves);
  }

  @Override
  public boolean seesWholePushes() {
    Path hooks = repository.hooks().path();
    return Shims.look(hooks, List.of(HookName.PRE_RECEIVE)).get(0).state() == Shims.State.SAME;
  }

  /**
   * A host says who pushes by a name, and the policy knows people by their addresses: the one of
   * that name in it, or the name itself where it is one. Somebody on this very machine, without a
   * host between, is who Git says they are.
   */
  @Override
  public Actor operator(Policy policy) {
    if (witness() == CheckPush.Witness.NOBODY) {
      return user.actor();
    }
    String name = here.operator();
    if (name.contains("@")) {
      return new Actor(name, name);
    }
    List<String> addresses =
        policy.rolesByEmail().keySet().stream()
            .filter(address -> address.startsWith(name + "@"))
            .toList();
    return new Actor(name, addresses.size() == 1 ? addresses.get(0) : name + "@localhost");
  }

  @Override
  public CheckPush.Witness witness() {
    return Stream.of("GL_USER", "REMOTE_USER", "SSH_CONNECTION")
            .anyMatch(name -> here.variable(name).isPresent())
        ? CheckPush.Witness.HOST
        : CheckPush.Witness.NOBODY;
  }

  @Override
  public void requireSigning(Actor by) {
    var unused = store().signatureBy(by);
  }

  @Override
  public ModelName model() {
    return repository.hosted().model();
  }

  @Override
  public Policy policy() {
    return store().policy();
  }

  @Override
  public ReconcileAudit reconcileAudit() {
    return new ReconcileAudit(new Ledger(store(), Clock.systemUTC(), Pause.JITTERED));
  }

  @Override
  public Supplier<List<String>> telling(List<RefMove> moves) {
    if (store().policy().notifications().isEmpty()) {
      return List::of;
    }
    Path registry = repository.hosted().registry();
    Notifier notifier =
        new Notifier(
            store(),
            store().outbox(),
            SendingMeans.of(here, user, registry::toString),
            Clock.systemUTC());
    if (!notifier.tells(model())) {
      return List::of;
    }
    Revision before =
        moves.stream()
            .filter(move -> move.ref().equals(LOG))
            .map(RefMove::from)
            .findFirst()
            .orElseGet(this::lastEntry);
    return () -> new Herald(notifier).after(model(), before);
  }

  private Revision lastEntry() {
    try (Stream<AuditEntry> log = store().look(model()).log()) {
      return log.findFirst().map(AuditEntry::id).orElse(Revision.NONE);
    }
  }

  @Override
  public Hooks.GitLfs gitLfs(List<String> args, String stdin) {
    if (here.searchPath().stream().noneMatch(p -> Files.isExecutable(p.resolve("git-lfs")))) {
      return Hooks.GitLfs.ABSENT;
    }
    return StockGitLfs.prePush(here.folder(), args, stdin) == 0
        ? Hooks.GitLfs.DONE
        : Hooks.GitLfs.FAILED;
  }

  @Override
  public void close() {
    store.ifPresent(GitModelStore::close);
  }
}
