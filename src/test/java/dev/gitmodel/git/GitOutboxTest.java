package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Destination;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.Outbox;
import dev.gitmodel.store.Outbox.Failure;
import dev.gitmodel.store.Outbox.Mark;
import dev.gitmodel.store.Outbox.Telling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was told is known to whoever opens the registry next. */
final class GitOutboxTest {
  private static final ModelName IRIS = ModelName.parse("acme/iris");
  private static final Destination ADA = new Destination.Mail("ada@example.org");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Mark TOLD = new Mark(new Revision("ab".repeat(20)), NOW, Optional.empty());
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path root;
  private GitModelStore store;

  @BeforeEach
  void open() {
    store =
        new GitModelStore(
            new GitModelStore.Place(root, root.resolve("cache"), PATIENCE),
            UserConfig.read(Map.of(), root));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Outbox outbox() {
    return store.outbox();
  }

  private void keep(Mark mark) {
    try (Telling telling = outbox().begin(IRIS, PATIENCE)) {
      telling.keep(ADA, mark);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("acme/iris.git/git-model/notified"))) {
      return files.filter(f -> !f.endsWith("git-model.lock")).toList();
    }
  }

  @Test
  void whatIsKeptIsThereForTheNext() {
    assertThat(outbox().mark(IRIS, ADA)).isEmpty();
    keep(TOLD);
    assertThat(outbox().mark(IRIS, ADA)).contains(TOLD);
    Mark failed = TOLD.failed(new Failure(NOW, "no such host: x"));
    keep(failed);
    assertThat(outbox().mark(IRIS, ADA)).contains(failed);
    keep(TOLD);
    assertThat(outbox().mark(IRIS, ADA)).contains(TOLD);
  }

  @Test
  void eachDestinationHasItsOwnAndItsSecretMayMove() {
    keep(TOLD);
    assertThat(outbox().mark(IRIS, new Destination.Mail("bob@example.org"))).isEmpty();
    assertThat(outbox().mark(IRIS, new Destination.Webhook("ada@example.org", "x"))).isEmpty();
    try (Telling telling = outbox().begin(IRIS, PATIENCE)) {
      telling.keep(new Destination.Webhook("https://a.example/", "ONE"), TOLD);
    }
    assertThat(outbox().mark(IRIS, new Destination.Webhook("https://a.example/", "TWO")))
        .contains(TOLD);
  }

  @Test
  void foreignWordsStayOnTheirLine() throws IOException {
    keep(TOLD.failed(new Failure(NOW, "bad\ntold " + "00".repeat(20))));
    assertThat(outbox().mark(IRIS, ADA).orElseThrow().told()).isEqualTo(TOLD.told());
    assertThat(Files.readAllLines(files().get(0))).hasSize(5);
  }

  @Test
  void aDamagedFileIsAsNone() throws IOException {
    keep(TOLD);
    Files.writeString(files().get(0), "told " + "ab".repeat(20) + "\nat yesterday\n");
    assertThat(outbox().mark(IRIS, ADA)).isEmpty();
    Files.writeString(files().get(0), "told nothing\nat 2026-03-01T12:00:00Z\n");
    assertThat(outbox().mark(IRIS, ADA)).isEmpty();
  }

  @Test
  void twoNeverTellAtOnce() {
    try (Telling telling = outbox().begin(IRIS, PATIENCE)) {
      telling.keep(ADA, TOLD);
      CompletableFuture<Void> other =
          CompletableFuture.runAsync(() -> outbox().begin(IRIS, Duration.ofMillis(20)).close());
      assertThatThrownBy(other::join).hasCauseInstanceOf(RegistryException.class);
    }
    CompletableFuture.runAsync(() -> outbox().begin(IRIS, PATIENCE).close()).join();
  }

  @Test
  void whoIsLateUndoesNothing() {
    Telling over = outbox().begin(IRIS, PATIENCE);
    over.close();
    over.keep(ADA, TOLD);
    assertThat(outbox().mark(IRIS, ADA)).isEmpty();
  }

  @Test
  void aDestinationIsKnownSinceThen() {
    assertThat(outbox().known(ADA)).isEmpty();
    outbox().know(ADA, NOW);
    assertThat(outbox().known(ADA)).contains(NOW);
  }
}
