package dev.gitmodel.lfs;

import static dev.gitmodel.lfs.TestLfsServer.Kind.BATCH;
import static dev.gitmodel.lfs.TestLfsServer.Kind.GET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching objects over HTTP: every byte hashed, what broke off continued. */
class HttpDownloadTest {
  private static final int SIZE = 3_000_000;
  private static final byte[] CONTENT = Sources.bytes(SIZE, 7);

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
    assertThatThrownBy(() -> desk.download(items))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).isEqualTo(problem));
  }

  private static TransferSettings impatient(int retries) {
    return new TransferSettings(
        2, 100, retries, Duration.ofSeconds(10), 3, Duration.ofMillis(300), Duration.ofMillis(300));
  }

  @Test
  void whatIsFetchedIsAnObjectWhichNobodyCanWriteTo() throws IOException {
    RemoteBlobs.Item item = desk.server.add(CONTENT);
    RemoteBlobs.Item one = desk.server.add(new byte[] {1});

    desk.download(item, one, item);

    assertThat(desk.content(item)).isEqualTo(CONTENT);
    assertThat(desk.content(one)).containsExactly(1);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(desk.blobs.location(item.digest()))))
        .isEqualTo("r--r--r--");
    assertThat(desk.progress).hasValue(SIZE + 1);
    assertThat(Sources.filesBelow(desk.lfs))
        .hasSize(3)
        .anyMatch(name -> name.equals("incomplete/lock"));
    assertThat(desk.server.seen(GET).get(0).field("Range")).isEmpty();
  }

  @Test
  void whatIsThereIsNotAskedFor() {
    RemoteBlobs.Item item = desk.own(100, 1);
    desk.download(item);
    assertThat(desk.server.seen(BATCH)).isEmpty();
  }

  @Test
  void whatTheServerLacksIsNotFoundAfterOneQuestionWithoutATry() {
    RemoteBlobs.Item there = desk.server.add(CONTENT);
    RemoteBlobs.Item missing = RemoteDesk.item(new byte[] {1});
    assertThatThrownBy(() -> desk.download(there, missing))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.NOT_FOUND);
              assertThat(e.text())
                  .contains(missing.digest().hex(), "no object")
                  .doesNotContain(there.digest().hex());
            });
    assertThat(desk.server.seen(BATCH)).hasSize(1);
    assertThat(desk.server.seen(GET)).isEmpty();
  }

  @Test
  void whatBrokeOffGoesOnWhereItEnded() throws IOException {
    RemoteBlobs.Item item = desk.server.add(CONTENT);
    desk.server.next(GET, Faults.cut(CONTENT, 1_800_000, desk.part(item)));

    desk.download(item);

    assertThat(desk.content(item)).isEqualTo(CONTENT);
    assertThat(desk.server.seen(GET)).hasSize(2);
    assertThat(desk.server.seen(GET).get(1).field("Range"))
        .isEqualTo("bytes=1800000-" + (SIZE - 1));
    assertThat(desk.progress).hasValue(SIZE);
    assertThat(desk.pauses).containsExactly(Duration.ofMillis(250));
  }

  @Test
  void theNextCallGoesOnWhereTheLastOneGaveUp() throws IOException {
    RemoteBlobs.Item item = desk.server.add(CONTENT);
    desk.with(impatient(0));
    desk.server.next(GET, Faults.cut(CONTENT, 1_000_000, desk.part(item)));
    refused(Problem.UNAVAILABLE, item);
    assertThat(desk.part(item)).hasSize(1_000_000);

    desk.download(item);
    assertThat(desk.content(item)).isEqualTo(CONTENT);
    assertThat(desk.server.seen(GET).get(1).field("Range")).startsWith("bytes=1000000-");
    assertThat(desk.part(item)).doesNotExist();
  }

  @Test
  void aServerWithoutRangesSendsAllOfItAnew() throws IOException {
    RemoteBlobs.Item item = desk.server.add(CONTENT);
    desk.arrived(item, Arrays.copyOf(CONTENT, 1000));
    desk.server.next(GET, Faults.says(200, "application/octet-stream", CONTENT));
    desk.download(item);
    assertThat(desk.content(item)).isEqualTo(CONTENT);
    assertThat(desk.server.seen(GET)).hasSize(1);
  }

  @Test
  void anAnswerForAnotherPartIsNotTaken() throws IOException {
    RemoteBlobs.Item item = desk.server.add(CONTENT);
    desk.arrived(item, Arrays.copyOf(CONTENT, 1000));
    desk.server.next(GET, Faults.status(206, "Content-Range", "bytes 999-2999999/3000000"));
    desk.download(item);
    assertThat(desk.content(item)).isEqualTo(CONTENT);
    assertThat(desk.server.seen(GET).get(1).field("Range")).isEmpty();
  }

  @Test
  void aPartThatTheServerCanNotGoOnWithIsForgotten() throws IOException {
    RemoteBlobs.Item item = desk.server.add(CONTENT);
    desk.arrived(item, Arrays.copyOf(CONTENT, 1000));
    desk.server.next(GET, Faults.status(416));
    desk.download(item);
    assertThat(desk.content(item)).isEqualTo(CONTENT);
    assertThat(desk.pauses).isEmpty();
  }

  @Test
  void aPartThatIsAllOfItNeedsNoRequest() throws IOException {
    RemoteBlobs.Item item = desk.server.add(CONTENT);
    desk.arrived(item, CONTENT);
    assertThat(desk.part(item).toFile().setWritable(false)).isTrue();
    desk.download(item);
    assertThat(desk.content(item)).isEqualTo(CONTENT);
    assertThat(desk.server.seen(GET)).isEmpty();
  }

  @Test
  void aPartOfGarbageIsFoundOutAndFetchedAnew() throws IOException {
    for (int size : new int[] {1000, SIZE, SIZE + 10}) {
      byte[] content = Sources.bytes(SIZE, size);
      RemoteBlobs.Item item = desk.server.add(content);
      desk.arrived(item, new byte[size]);
      desk.download(item);
      assertThat(desk.content(item)).isEqualTo(content);
    }
  }

  @Test
  void otherBytesAreNeverAnObject() {
    RemoteBlobs.Item item = desk.server.add(CONTENT);
    desk.server.always(GET, Faults.says(200, "x/y", Sources.bytes(SIZE, 8)));
    refused(Problem.CORRUPT, item);
    assertThat(desk.blobs.location(item.digest())).doesNotExist();
    assertThat(desk.part(item)).hasSize(0);
  }

  @Test
  void moreBytesThanThereAreAreNotWritten() {
    RemoteBlobs.Item item = desk.server.add(CONTENT);
    desk.server.always(GET, Faults.says(200, "x/y", Arrays.copyOf(CONTENT, 2 * SIZE)));
    refused(Problem.CORRUPT, item);
    assertThat(desk.part(item)).hasSize(0);
  }

  @Test
  void fewerBytesThanThereAreAreAnEndTooSoon() {
    RemoteBlobs.Item item = desk.server.add(CONTENT);
    desk.with(impatient(0));
    desk.server.always(GET, Faults.says(200, "x/y", Arrays.copyOf(CONTENT, 1000)));
    refused(Problem.UNAVAILABLE, item);
    assertThat(desk.part(item)).hasSize(1000);
  }

  @Test
  void aServerThatFallsSilentIsGivenUpAndWhatCameIsKept() {
    CountDownLatch release = new CountDownLatch(1);
    RemoteBlobs.Item item = desk.server.add(CONTENT);
    desk.with(impatient(0));
    desk.server.next(GET, Faults.stall(CONTENT, 1_000_000, release));
    try {
      refused(Problem.UNAVAILABLE, item);
    } finally {
      release.countDown();
    }
    assertThat(desk.part(item)).hasSize(1_000_000);
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() {
    CountDownLatch release = new CountDownLatch(1);
    desk.with(impatient(0));
    desk.server.always(BATCH, Faults.silence(release));
    try {
      refused(Problem.UNAVAILABLE, desk.server.add(CONTENT));
    } finally {
      release.countDown();
    }
  }

  @Test
  void aFailureIsTriedAgainWithAFreshPermissionAndAFileThatIsGoneIsNot() throws IOException {
    RemoteBlobs.Item item = desk.server.add(CONTENT);
    desk.server.next(GET, Faults.status(500)).next(GET, Faults.status(429, "Retry-After", "3"));
    desk.download(item);
    assertThat(desk.content(item)).isEqualTo(CONTENT);
    assertThat(desk.server.seen(BATCH)).hasSize(3);
    assertThat(desk.pauses).containsExactly(Duration.ofMillis(250), Duration.ofSeconds(3));

    desk.server.next(GET, Faults.status(404));
    refused(Problem.NOT_FOUND, desk.server.add(new byte[] {1}));
    assertThat(desk.server.seen(GET)).hasSize(4);
  }

  @Test
  void twoDownloadsOfOneObjectDoNotMeet() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    RemoteBlobs.Item item = desk.server.add(CONTENT);
    desk.server.next(
        GET,
        exchange -> {
          begun.countDown();
          return Faults.stall(CONTENT, 1000, release).in(exchange);
        });
    Thread first = new Thread(() -> desk.download(item));
    first.start();
    begun.await();

    desk.download(item);

    assertThat(desk.content(item)).isEqualTo(CONTENT);
    release.countDown();
    first.join();
    assertThat(desk.content(item)).isEqualTo(CONTENT);
    assertThat(Sources.filesBelow(desk.lfs)).noneMatch(name -> name.startsWith("tmp/"));
  }

  @Test
  void aNameThatNobodyKnowsIsNotTriedForLong() {
    desk.server.close();
    refused(Problem.UNAVAILABLE, RemoteDesk.item(CONTENT));
    assertThat(desk.pauses).hasSize(2);
  }
}
