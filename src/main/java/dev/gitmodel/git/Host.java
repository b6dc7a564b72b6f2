package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.Actor;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore.Authored;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A registry on a Git host, with a bare mirror of each model here. One {@code ls-remote} tells what
 * a model's refs are, and whether the mirror has them; nothing is fetched before it is asked for. A
 * write is one atomic push, and what the mirror is told of it can be had again.
 */
final class Host implements Upstream {
  private final Site site;
  private final Mirrors mirrors;
  private final HostCatalogue catalogue;
  private static final int MOST_FETCHES = 8;

  private final Map<ModelName, Told> asked = new ConcurrentHashMap<>();
  private final Set<ModelName> contended = ConcurrentHashMap.newKeySet();

  /** What the host said of a model, and when. */
  private record Told(RefTable refs, Instant at) {}

  /** Where the host is, who speaks to it by what, and how its large files are reached. */
  record Site(UrlTemplate template, StockGit git, Supplier<Actor> user, LargeFiles files) {
    HostAddress address(ModelName model) {
      return new HostAddress(template.of(model));
    }
  }

  /** Opens the way to the large files of the repository at an address. */
  @FunctionalInterface
  interface LargeFiles {
    Elsewhere of(HostAddress address);
  }

  Host(Site site, Mirrors mirrors, HostCatalogue catalogue) {
    this.site = site;
    this.mirrors = mirrors;
    this.catalogue = catalogue;
  }

  @Override
  public SortedSet<ModelName> models() {
    return catalogue.models();
  }

  @Override
  public boolean has(ModelName model) {
    if (!site.template().fits(model)) {
      return false;
    }
    try {
      refs(model, RefTable.Packed.NONE);
      return true;
    } catch (RegistryException e) {
      if (e.problem() == Problem.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public RegistryException absent(ModelName model) {
    return RegistryException.notFound(
        "there is no model " + model + " at " + site.address(model),
        "git model create " + model + " makes it; git model config shows the registry");
  }

  @Override
  public HostAddress address(ModelName model) {
    return site.address(model);
  }

  @Override
  public Optional<ModelName> at(String address) {
    return site.template().modelAt(address);
  }

  @Override
  public RefTable refs(ModelName model, RefTable.Packed known) {
    Told told = asked.get(model);
    if (told == null || !mirrors.isRecent(told.at())) {
      RefTable refs = mirrors.ask(mirrors.of(model), site.address(model));
      told = new Told(refs, mirrors.now());
      asked.put(model, told);
    }
    if (told.refs().refs().isEmpty()) {
      throw absent(model);
    }
    return told.refs();
  }

  @Override
  public void fetch(ModelName model) {
    Path mirror = mirrors.of(model);
    HostAddress address = site.address(model);
    RefTable wanted = refs(model, RefTable.Packed.NONE);
    mirrors.fetch(mirror, address, wanted);
    // Who lost a race fetches what the winner need not, and so loses the next one, and the next:
    // unless it begins only when there is nothing more to fetch.
    for (int i = 0; i < MOST_FETCHES && contended.contains(model); i++) {
      asked.remove(model);
      RefTable now = refs(model, RefTable.Packed.NONE);
      if (Mirrors.same(now, wanted)) {
        contended.remove(model);
      } else {
        mirrors.fetch(mirror, address, now);
        wanted = now;
      }
    }
  }

  @Override
  public void fetchAll() {
    mirrors.each(
        models(),
        model -> {
          try {
            fetch(model);
          } catch (RegistryException e) {
            // Who looks at it is told the same.
          }
        });
  }

  @Override
  public void fetchPolicy() {
    catalogue.fetch();
  }

  @Override
  public Optional<HostAddress> policyAddress() {
    return catalogue.own();
  }

  @Override
  public void create(ModelName model, Authored authored, AuditPen pen) {
    catalogue.prepare(model, authored);
    Path mirror = mirrors.laid(mirrors.of(model));
    try (RepositoryLock lock = mirrors.lock(mirror);
        LooseInserter inserter = new LooseInserter(mirror, () -> mirrors.repository(mirror))) {
      lock.requireHeld();
      RefMove first = pen.first(inserter, authored);
      inserter.flush();
      move(model, new Moves(mirror, List.of(first), inserter.newReader(), RefTable.Packed.NONE));
      catalogue.tellIfUnlisted(model);
    } catch (RegistryException e) {
      throw e.problem() == Problem.CONFLICT && has(model) ? Upstream.there(model) : e;
    } catch (IOException e) {
      throw Durable.storage("can't write objects to " + mirror, mirror, e);
    }
  }

  @Override
  public void move(ModelName model, Moves moves) {
    asked.remove(model);
    catalogue.requireKnown();
    try {
      new HostPush(site.git(), site.address(model), moves.folder()).move(moves.all());
    } catch (RegistryException e) {
      if (e.problem() == Problem.CONFLICT) {
        contended.add(model);
      }
      throw e;
    }
    try {
      moves.applyHere(mirrors::tell);
    } catch (RegistryException e) {
      // The host has them, which is what counts: the next who looks fetches them.
    }
  }

  @Override
  public String byHand(ModelName model, RefMove move) {
    return ByHand.there(mirrors.of(model), site.address(model), move);
  }

  @Override
  public List<Finding> rewritten(ModelName model) {
    fetch(model);
    return mirrors.rewritten(mirrors.of(model));
  }

  @Override
  public Optional<List<Finding>> rights(ModelName model) {
    HostAddress at = site.address(model);
    Path mirror = mirrors.laid(mirrors.of(model));
    try (LooseInserter objects = new LooseInserter(mirror, () -> mirrors.repository(mirror))) {
      HostPush push = new HostPush(site.git(), at, mirror);
      return Optional.of(new HostRights(push, at, site.user().get()).missing(objects));
    }
  }

  @Override
  public Optional<Elsewhere> elsewhere(ModelName model) {
    Elsewhere there = site.files().of(site.address(model));
    return Optional.of(
        operation -> {
          // Else objects that come before anything was fetched would lie where no mirror can be
          // made.
          mirrors.laid(mirrors.of(model));
          return there.open(operation);
        });
  }
}
