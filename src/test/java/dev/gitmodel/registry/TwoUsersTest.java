package dev.gitmodel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.git.GitModelStore;
import dev.gitmodel.git.HostedRegistry;
import dev.gitmodel.git.UrlTemplate;
import dev.gitmodel.git.UserConfig;
import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Progress;
import dev.gitmodel.store.Snapshot;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two users of one host, each with mirrors of their own, write at the same time. */
final class TwoUsersTest {
  private static final int ROUNDS = 34;
  private static final List<String> KINDS = List.of("publish", "promote", "annotate");

  @TempDir Path host;
  @TempDir Path homes;

  /** One who works from mirrors of their own. */
  private record User(Actor who, GitModelStore store, Ledger ledger) implements AutoCloseable {
    void publish(int round) {
      Desk.Push push = Desk.push(Desk.draft("", "config.json", who.name() + " " + round)).by(who);
      new PushVersion(ledger).apply(push.request(), Progress.NONE);
    }

    void promote(int round) {
      Version to = store.look(Desk.IRIS).versions().last();
      new MoveAlias(ledger)
          .apply(
              new MoveAlias.Request(
                  who,
                  Desk.IRIS,
                  new AliasName(who.name().toLowerCase(java.util.Locale.ROOT) + "-" + round),
                  Selector.parse(to.toString()),
                  new Expected.Anywhere(),
                  Optional.empty()));
    }

    void annotate(int round) {
      new UpdateMetrics(ledger)
          .apply(
              new UpdateMetrics.Request(
                  who,
                  Desk.IRIS,
                  Selector.parse("1.0.0"),
                  Desk.metrics(who.name() + "_" + round, "0." + (round + 1)),
                  Set.of()));
    }

    @Override
    public void close() {
      store.close();
    }
  }

  private User user(Actor who) {
    Path home = homes.resolve(who.name());
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    var caller =
        new HostedRegistry.Caller(
            environment, host, UserConfig.read(environment, host), Clock.systemUTC(), w -> {});
    GitModelStore store =
        new HostedRegistry(
                new UrlTemplate("file://" + host + "/{namespace}/{name}.git"),
                Optional.empty(),
                caller)
            .open(home, Duration.ofSeconds(60));
    return new User(who, store, new Ledger(store, Clock.systemUTC(), Pause.JITTERED));
  }

  @Test
  void twoHundredOperationsLoseNothing() throws Exception {
    try (User ann = user(Desk.ANN);
        User bob = user(Desk.BOB)) {
      Desk.Push first = Desk.push(Desk.draft("version: 1.0.0", "config.json", "first"));
      new PushVersion(ann.ledger()).apply(first.request(), Progress.NONE);
      ExecutorService both = Executors.newFixedThreadPool(2);
      try {
        List<Future<?>> work = List.of(both.submit(() -> work(ann)), both.submit(() -> work(bob)));
        for (Future<?> done : work) {
          done.get();
        }
      } finally {
        both.shutdownNow();
      }
      everythingIsThere(user(new Actor("Eve", "eve@example.org")));
    }
  }

  private static void work(User user) {
    for (int round = 0; round < ROUNDS; round++) {
      user.publish(round);
      user.promote(round);
      user.annotate(round);
    }
  }

  private static void everythingIsThere(User witness) {
    try (witness) {
      int each = 2 * ROUNDS;
      assertThat(KINDS.size() * each).isGreaterThanOrEqualTo(200);
      Snapshot now = witness.store().look(Desk.IRIS);
      assertThat(now.versions()).hasSize(1 + each);
      assertThat(now.aliases()).hasSize(each);
      assertThat(now.metrics(Version.parse("1.0.0")).values()).hasSize(each);
      try (Stream<AuditEntry> log = now.audit()) {
        assertThat(log).hasSize(2 + KINDS.size() * each);
      }
      VerifyAudit.Report report =
          new VerifyAudit(witness.store()).apply(new VerifyAudit.Request(Desk.IRIS));
      assertThat(report.findings()).isEmpty();
      assertThat(report.entries()).isEqualTo(2 + KINDS.size() * each);
    }
  }
}
