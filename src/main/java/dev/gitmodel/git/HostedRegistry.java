package dev.gitmodel.git;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens a registry on a Git host: mirrors below the cache, git as the user has set it up. */
public record HostedRegistry(
    UrlTemplate template, Optional<String> catalogue, HostedRegistry.Caller caller) {
  /**
   * Who asks, from where, and when; {@code warning} is told what the user should know, once each.
   */
  public record Caller(
      Map<String, String> environment,
      Path folder,
      UserConfig user,
      Clock clock,
      Consumer<String> warning) {}

  private static final Duration RECENT = Duration.ofSeconds(3);

  /** The store; nothing is asked of the host yet. */
  public GitModelStore open(Path cache, Duration patience) {
    return open(cache, patience, RECENT);
  }

  GitModelStore open(Path cache, Duration patience, Duration recent) {
    StockGit git = new StockGit(caller.environment(), caller.folder());
    Consumer<String> once = new Notices(caller.warning());
    Path mirrors = cache.resolve("mirrors").resolve(RegistryDirectory.folderName(template.text()));
    return new GitModelStore(
        new GitModelStore.Place(mirrors, cache, patience, GitModelStore.Keeping.OURS, once),
        caller.user(),
        (directory, repositories, policy) -> {
          Mirrors kept =
              new Mirrors(
                  directory,
                  repositories,
                  git,
                  new Mirrors.Manner(patience, recent, caller.clock(), once));
          return new Host(
              new Host.Site(template, git, caller.user()::actor, this::files),
              kept,
              new HostCatalogue(template, catalogue, kept, policy));
        });
  }

  private Upstream.Elsewhere files(HostAddress address) {
    return operation ->
        new RemoteObjects(GitSettings.read(caller.environment(), caller.folder()))
            .open(address.url(), operation);
  }
}
