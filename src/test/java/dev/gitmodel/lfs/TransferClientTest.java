package dev.gitmodel.lfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TransferClientTest {
  private static final String OID = "a".repeat(64);

  @TempDir Path folder;
  private final List<Long> pauses = new ArrayList<>();
  private DirectoryBlobs here = new DirectoryBlobs(Path.of(""));
  private DirectoryBlobs there = here;

  @BeforeEach
  void twoMachines() {
    here = new DirectoryBlobs(folder.resolve("here/lfs"));
    there = new DirectoryBlobs(folder.resolve("there/lfs"));
  }

  private Loopback loopback() {
    return Loopback.to(folder.resolve("there"));
  }

  private TransferClient client(TransferClient.Opening opening) {
    return new TransferClient(opening, millis -> pauses.add(millis));
  }

  private RemoteBlobs.Item put(DirectoryBlobs blobs, int size, long seed) {
    try {
      Path file = Files.write(folder.resolve("source"), Sources.bytes(size, seed));
      return new RemoteBlobs.Item(blobs.put(Sources.source(file), Progress.NONE).digest(), size);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void intact(DirectoryBlobs blobs, List<RemoteBlobs.Item> items) {
    assertThat(items).allMatch(item -> blobs.intact(item.digest(), item.size(), Progress.NONE));
  }

  private static void fails(Problem problem, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).as(e.text()).isEqualTo(problem));
  }

  @Test
  void whatIsSentCanBeFetchedAgain() {
    List<RemoteBlobs.Item> items = new ArrayList<>();
    for (int size : new int[] {0, 1, 262_143, 262_144, 262_145, 65_516, Sources.BIG}) {
      items.add(put(here, size, size));
    }
    AtomicLong sent = new AtomicLong();
    long total = items.stream().mapToLong(RemoteBlobs.Item::size).sum();
    DirectoryBlobs third = new DirectoryBlobs(folder.resolve("third/lfs"));
    AtomicLong fetched = new AtomicLong();

    try (TransferClient client = client(loopback())) {
      assertThat(client.upload(items, here, sent::addAndGet)).isEqualTo(total);
      client.download(items, third, fetched::addAndGet);
    }

    intact(there, items);
    intact(third, items);
    assertThat(sent).hasValue(total);
    assertThat(fetched).hasValue(total);
    assertThat(pauses).isEmpty();
  }

  @Test
  void whatIsThereIsNotSentAgain() {
    RemoteBlobs.Item old = put(here, 5000, 1);
    RemoteBlobs.Item fresh = put(here, 6000, 2);
    try (TransferClient client = client(loopback())) {
      client.upload(List.of(old), here, Progress.NONE);

      assertThat(client.upload(List.of(old, fresh, fresh), here, Progress.NONE)).isEqualTo(6000);
      assertThat(client.upload(List.of(old, fresh), here, Progress.NONE)).isZero();
    }
  }

  @Test
  void manyObjectsGoOverSeveralSessions() {
    List<RemoteBlobs.Item> items = new ArrayList<>();
    for (int i = 0; i < 130; i++) {
      items.add(put(here, 100 + i, i));
    }
    Loopback loopback = loopback();
    try (TransferClient client = client(loopback)) {
      client.upload(items, here, Progress.NONE);
    }

    intact(there, items);
    assertThat(loopback.opened.get()).isBetween(2, 4);
  }

  @Test
  void aSessionThatBreaksIsBegunAgain() {
    List<RemoteBlobs.Item> items = List.of(put(here, Sources.BIG, 1), put(here, 9, 2));
    Loopback loopback = loopback().cutting(2, 1_000_000);
    try (TransferClient client = client(loopback)) {
      client.upload(items, here, Progress.NONE);
    }

    intact(there, items);
    assertThat(loopback.opened).hasValue(3);
    assertThat(pauses).hasSize(2);
  }

  @Test
  void sessionsThatBreakForEverAreGivenUp() throws IOException {
    RemoteBlobs.Item item = put(here, Sources.BIG, 1);
    Loopback loopback = loopback().cutting(100, 1_000_000);
    try (TransferClient client = client(loopback)) {
      fails(Problem.UNAVAILABLE, () -> client.upload(List.of(item), here, Progress.NONE));
    }

    assertThat(loopback.opened).hasValue(Tries.ALL);
    assertThat(pauses).hasSize(Tries.ALL - 1).isSorted();
    assertThat(there.all()).isEmpty();
  }

  @Test
  void anObjectThatNobodyHasIsNamed() {
    RemoteBlobs.Item missing = new RemoteBlobs.Item(Digest.ofHex(OID), 7);
    try (TransferClient client = client(loopback())) {
      fails(Problem.NOT_FOUND, () -> client.download(List.of(missing), here, Progress.NONE));
      fails(Problem.CORRUPT, () -> client.upload(List.of(missing), here, Progress.NONE));
      assertThat(client.upload(List.of(put(here, 10, 1)), here, Progress.NONE)).isEqualTo(10);
    }
  }

  @Test
  void damagedBytesAreNotTaken() throws IOException {
    RemoteBlobs.Item item = put(there, Sources.BIG, 1);
    Path object = there.location(item.digest());
    Files.delete(object);
    Files.write(object, Sources.bytes(Sources.BIG, 2));

    try (TransferClient client = client(loopback())) {
      fails(Problem.CORRUPT, () -> client.download(List.of(item), here, Progress.NONE));
    }
    assertThat(Sources.filesBelow(folder.resolve("here"))).isEmpty();
  }

  @Test
  void aHostWithoutTheProgramDoesNotAnswer() {
    try (TransferClient client = client(Loopback.complaining("git-lfs-transfer: not found\n"))) {
      assertThat(client.answers(TransferOperation.UPLOAD)).isFalse();
      assertThatThrownBy(() -> client.upload(List.of(put(here, 1, 1)), here, Progress.NONE))
          .hasMessageContaining("broke off: git-lfs-transfer: not found");
    }
    try (TransferClient client = client(loopback())) {
      assertThat(client.answers(TransferOperation.UPLOAD)).isTrue();
    }
  }

  private static Wire greeting() {
    return new Wire().say("version=1").say("status 200");
  }

  @Test
  void whatTheServerSaysOfAnObjectGoesWithItsCommands() {
    RemoteBlobs.Item item = put(here, 3, 1);
    String oid = item.digest().hex();
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    Wire answers =
        greeting()
            .lines("status 200", "hash-algo=sha256")
            .delimiter()
            .lines(oid + " 3 upload id=X7 token=secret expires-in=60")
            .say(oid + " 3 verify id=X7")
            .say("status 200")
            .say("status 200")
            .say("status 200");
    try (TransferClient client = client(Loopback.saying(answers, heard))) {
      client.upload(List.of(item), here, Progress.NONE);
    }

    List<String> said = Wire.messages(heard.toByteArray());
    assertThat(said.get(0)).isEqualTo("version 1");
    assertThat(said.get(1)).isEqualTo("batch transfer=ssh hash-algo=sha256 | " + oid + " 3");
    assertThat(said.get(2)).startsWith("put-object " + oid + " size=3 id=X7 token=secret | ");
    assertThat(said.get(3)).isEqualTo("verify-object " + oid + " size=3 id=X7 token=secret");
    assertThat(said.get(4)).isEqualTo("quit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ffff",
        "HTTP/1.1 400 Bad Request",
        "0013status 200 OK\n\n",
        "000fstatus 200\n0001",
        "000fstatus 200\n00010000"
      })
  void nonsenseInAnswerToABatchIsNoAnswer(String answer) {
    RemoteBlobs.Item item = put(here, 3, 1);
    Wire answers = greeting().raw(answer);
    try (TransferClient client = client(Loopback.saying(answers, new ByteArrayOutputStream()))) {
      fails(Problem.UNAVAILABLE, () -> client.upload(List.of(item), here, Progress.NONE));
    }
  }

  @Test
  void objectsThatNobodyAskedForAreNotTaken() {
    Wire answers = greeting().lines("status 200").delimiter().say("b".repeat(64) + " 3 download");
    try (TransferClient client = client(Loopback.saying(answers, new ByteArrayOutputStream()))) {
      assertThatThrownBy(
              () ->
                  client.download(
                      List.of(new RemoteBlobs.Item(Digest.ofHex(OID), 3)), here, Progress.NONE))
          .hasMessageContaining("an object that nobody asked for");
    }
  }

  @Test
  void aRefusalIsShownWithoutWhatATerminalWouldActOn() {
    RemoteBlobs.Item item = put(here, 3, 1);
    Wire answers = greeting().lines("status 401").delimiter().say("who\u001b[2J are you?");
    try (TransferClient client = client(Loopback.saying(answers, new ByteArrayOutputStream()))) {
      assertThatThrownBy(() -> client.upload(List.of(item), here, Progress.NONE))
          .hasMessageContaining("401, who<U+001B>[2J are you?")
          .isInstanceOfSatisfying(
              RegistryException.class,
              e -> assertThat(e.problem()).isEqualTo(Problem.UNAUTHENTICATED));
    }
    assertThat(pauses).isEmpty();
  }
}
