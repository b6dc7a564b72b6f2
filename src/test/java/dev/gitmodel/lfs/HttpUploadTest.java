package dev.gitmodel.lfs;

import static dev.gitmodel.lfs.TestLfsServer.Kind.BATCH;
import static dev.gitmodel.lfs.TestLfsServer.Kind.PUT;
import static dev.gitmodel.lfs.TestLfsServer.Kind.VERIFY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sending objects over HTTP: streamed, hashed, verified, tried again where that may help. */
class HttpUploadTest {
  @TempDir Path folder;
  private RemoteDesk desk;

  @BeforeEach
  void open() {
    desk = new RemoteDesk(folder);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private void refused(Problem problem, RemoteBlobs.Item... items) {
    assertThatThrownBy(() -> desk.upload(items))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).isEqualTo(problem));
  }

  @Test
  void whatIsSentArrivesAndIsVerified() throws IOException {
    RemoteBlobs.Item small = desk.own(10, 1);
    RemoteBlobs.Item large = desk.own(5_000_000, 2);

    assertThat(desk.upload(small, large)).isEqualTo(5_000_010);

    assertThat(desk.server.objects().file(large.digest().hex()))
        .hasBinaryContent(desk.content(large));
    assertThat(desk.server.seen(VERIFY)).hasSize(2);
    assertThat(desk.server.seen(PUT).get(0).field("Content-Length")).isIn("10", "5000000");
    assertThat(desk.server.seen(PUT).get(0).field("Expect")).isEmpty();
    assertThat(desk.progress).hasValue(5_000_010);
  }

  @Test
  void whatTheServerHasIsNotSentAgain() {
    RemoteBlobs.Item item = desk.own(1000, 1);
    desk.upload(item);
    assertThat(desk.upload(item)).isZero();
    assertThat(desk.server.seen(PUT)).hasSize(1);
  }

  @Test
  void nothingIsAskedForNothing() {
    assertThat(desk.upload()).isZero();
    assertThat(desk.server.seen(BATCH)).isEmpty();
  }

  @Test
  void noBatchIsOfMoreThanAHundredObjectsAndTheLargestGoFirst() {
    List<RemoteBlobs.Item> items = new ArrayList<>();
    for (int i = 1; i <= 101; i++) {
      items.add(desk.own(i, i));
    }
    desk.upload(items.toArray(RemoteBlobs.Item[]::new));
    assertThat(desk.server.seen(BATCH)).hasSize(2);
    assertThat(desk.server.seen(PUT)).hasSize(101);
    assertThat(desk.server.seen(PUT).get(100).field("Content-Length")).isEqualTo("1");
  }

  @Test
  void aBrokenObjectNeverArrivesWhole() throws IOException {
    RemoteBlobs.Item item = desk.own(3_000_000, 1);
    Path object = desk.blobs.location(item.digest());
    byte[] bytes = Files.readAllBytes(object);
    bytes[2_999_999] ^= 1;
    assertThat(object.toFile().setWritable(true)).isTrue();
    Files.write(object, bytes);

    refused(Problem.CORRUPT, item);
    assertThat(desk.server.objects().has(item.digest().hex())).isFalse();
    assertThat(desk.server.seen(VERIFY)).isEmpty();
  }

  @Test
  void aMissingObjectIsCorruptAndNothingIsSent() throws IOException {
    RemoteBlobs.Item item = desk.own(3000, 1);
    Files.delete(desk.blobs.location(item.digest()));
    refused(Problem.CORRUPT, item);
  }

  @Test
  void aBusyServerIsLeftAloneForAsLongAsItSays() {
    RemoteBlobs.Item item = desk.own(3_000_000, 1);
    desk.server.next(BATCH, Faults.status(429, "Retry-After", "7"));
    desk.server.next(PUT, Faults.status(429, "Retry-After", "Sat, 21 Nov 2026 12:00:09 GMT"));
    desk.upload(item);
    assertThat(desk.pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(9));
    assertThat(desk.progress).hasValue(3_000_000);
  }

  @Test
  void aServerThatSaysNotHowLongIsLeftAloneLongerEachTime() {
    for (int i = 0; i < 3; i++) {
      desk.server.next(BATCH, Faults.status(429));
    }
    desk.upload(desk.own(10, 1));
    assertThat(desk.pauses)
        .containsExactly(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofMillis(1000));
  }

  @Test
  void aServerThatStaysBrokenIsUnavailableInTheEnd() {
    desk.server.always(BATCH, Faults.status(503));
    refused(Problem.UNAVAILABLE, desk.own(10, 1));
    assertThat(desk.server.seen(BATCH)).hasSize(1 + TransferSettings.DEFAULT.retries());
    assertThat(desk.pauses).last().isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aServerThatWantsPeaceForAnHourIsNotWaitedFor() {
    desk.server.next(BATCH, Faults.status(429, "Retry-After", "3600"));
    refused(Problem.UNAVAILABLE, desk.own(10, 1));
    assertThat(desk.pauses).isEmpty();
  }

  @Test
  void anUploadThatBreaksOffIsDoneAgainWithAFreshPermission() {
    desk.server.next(PUT, Faults.hangUp());
    desk.server.next(PUT, Faults.status(500));
    desk.upload(desk.own(3_000_000, 1));
    assertThat(desk.server.seen(BATCH)).hasSize(3);
    assertThat(desk.server.seen(PUT)).hasSize(3);
  }

  @Test
  void aServerThatAnswersBeforeItHasReadAllIsUnderstoodOrAskedAgain() {
    RemoteBlobs.Item item = desk.own(20_000_000, 1);
    desk.server.next(
        PUT,
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "3");
          exchange.sendResponseHeaders(429, -1);
          return true;
        });
    desk.upload(item);
    assertThat(desk.server.objects().has(item.digest().hex())).isTrue();
  }

  @Test
  void aServerThatTakesNothingIsGivenUp() {
    CountDownLatch release = new CountDownLatch(1);
    TransferSettings usual = TransferSettings.DEFAULT;
    desk.with(
        new TransferSettings(
            1, 100, 0, usual.longestDelay(), 3, Duration.ofMillis(200), Duration.ofMillis(200)));
    desk.server.always(PUT, Faults.silence(release));
    try {
      refused(Problem.UNAVAILABLE, desk.own(40_000_000, 1));
    } finally {
      release.countDown();
    }
  }

  @Test
  void aVerificationIsTriedThreeTimes() {
    desk.server.next(VERIFY, Faults.status(404)).next(VERIFY, Faults.status(500));
    desk.upload(desk.own(10, 1));
    assertThat(desk.server.seen(VERIFY)).hasSize(3);

    desk.server.always(VERIFY, Faults.status(404));
    refused(Problem.NOT_FOUND, desk.own(11, 2));
    assertThat(desk.server.seen(VERIFY)).hasSize(6);
  }

  @Test
  void aPermissionThatIsAboutToRunOutIsNotUsed() {
    desk.server.answers(answer -> BatchAnswers.expiring(answer, "expires_in", 4L));
    desk.with(retries(3));
    refused(Problem.UNAVAILABLE, desk.own(10, 1));
    assertThat(desk.server.seen(BATCH)).hasSize(4);
    assertThat(desk.server.seen(PUT)).isEmpty();
  }

  @Test
  void aPermissionIsReadByItsDateToo() {
    desk.server.answers(
        answer -> BatchAnswers.expiring(answer, "expires_at", "2026-11-21T12:00:06Z"));
    desk.upload(desk.own(10, 1));
    assertThat(desk.server.seen(PUT)).hasSize(1);
  }

  private static TransferSettings retries(int count) {
    TransferSettings usual = TransferSettings.DEFAULT;
    return new TransferSettings(8, 100, count, usual.longestDelay(), 3, usual.dial(), usual.idle());
  }

  @Test
  void aStoreThatRefusesThePermissionIsAskedTwiceMoreAndNotForEver() {
    desk.server.always(PUT, Faults.status(403));
    refused(Problem.FORBIDDEN, desk.own(10, 1));
    assertThat(desk.server.seen(PUT)).hasSize(3);
  }

  @Test
  void aServerThatWantsPiecesGetsThem() {
    desk.server.answers(answer -> BatchAnswers.header(answer, "Transfer-Encoding", "chunked"));
    RemoteBlobs.Item item = desk.own(3_000_000, 1);
    desk.upload(item);
    assertThat(desk.server.seen(PUT).get(0).field("Transfer-Encoding")).isEqualTo("chunked");
    assertThat(desk.server.objects().has(item.digest().hex())).isTrue();
  }

  @Test
  void everyRefusedObjectIsNamedWithItsReasonAndNoneIsSent() {
    RemoteBlobs.Item one = desk.own(10, 1);
    RemoteBlobs.Item two = desk.own(11, 2);
    desk.server.answers(answer -> BatchAnswers.refusing(answer, 507, "full\u001b[31m"));
    assertThatThrownBy(() -> desk.upload(one, two))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.STORAGE);
              assertThat(e.text())
                  .contains(one.digest().hex(), two.digest().hex(), "(507)", "full<U+001B>[31m");
            });
    assertThat(desk.server.seen(PUT)).isEmpty();
  }
}
