package dev.gitmodel.lfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TransferLocksTest {
  private static final String AT = "2026-03-01T10:00:00Z";
  private static final Clock CLOCK = Clock.fixed(Instant.parse(AT), ZoneOffset.UTC);
  private static final String PATH = "weights/model.bin";
  private static final String ID = LockDirectory.idOf(PATH);
  private static final String ADAS =
      "id=" + ID + " path=" + PATH + " locked-at=" + AT + " ownername=ada";

  @TempDir Path repository;

  private List<String> serve(String user, Wire said) {
    return serve(TransferOperation.UPLOAD, user, said);
  }

  private List<String> serve(TransferOperation operation, String user, Wire said) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    new TransferServer(repository, new TransferServer.Visit(operation, user), CLOCK)
        .serve(said.stream(), answer);
    List<String> messages = Wire.messages(answer.toByteArray());
    return messages.subList(1, messages.size());
  }

  private static Wire lock(String path) {
    return new Wire().say("lock", "path=" + path, "refname=refs/heads/main");
  }

  @Test
  void aLockIsMadeOnceAndShownToWhoComesLater() {
    assertThat(serve("ada", lock(PATH))).containsExactly("status 201 " + ADAS);
    assertThat(serve("ben", lock(PATH)))
        .containsExactly("status 409 " + ADAS + " | " + PATH + " is locked by ada");
    assertThat(serve("ada", lock(PATH)).get(0)).startsWith("status 409 " + ADAS);
  }

  @Test
  void aListSaysWhoseTheLocksAre() {
    serve("ada", lock(PATH));
    String lines =
        " | lock %1$s path %1$s %2$s locked-at %1$s %3$s ownername %1$s ada owner %1$s "
            .formatted(ID, PATH, AT);

    assertThat(serve("ada", new Wire().say("list-lock")))
        .containsExactly("status 200" + lines + "ours");
    assertThat(serve("ben", new Wire().say("list-locks", "refname=refs/heads/main")))
        .containsExactly("status 200" + lines + "theirs");
    assertThat(
            serve(TransferOperation.DOWNLOAD, "ben", new Wire().say("list-lock", "path=" + PATH)))
        .containsExactly("status 200" + lines + "theirs");
    assertThat(serve("ben", new Wire().say("list-lock", "path=other")))
        .containsExactly("status 200");
    assertThat(serve("ben", new Wire().say("list-lock", "id=" + ID))).hasSize(1);
  }

  @Test
  void aLongListComesInPages() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      serve("ada", lock("file-" + i));
      all.add(LockDirectory.idOf("file-" + i));
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    do {
      String page = serve("ada", new Wire().say("list-lock", "limit=3", "cursor=" + cursor)).get(0);
      for (String id : all) {
        if (page.contains("lock " + id)) {
          seen.add(id);
        }
      }
      cursor = page.contains("next-cursor=") ? page.split("next-cursor=| \\|")[1] : "";
      pages++;
    } while (!cursor.isEmpty());

    assertThat(pages).isEqualTo(3);
    assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void anothersLockIsNotBrokenUnlessThatIsSaid() {
    serve("ada", lock(PATH));

    assertThat(serve("ben", new Wire().say("unlock " + ID, "refname=refs/heads/main")))
        .containsExactly("status 403 | " + PATH + " is locked by ada");
    assertThat(serve("ben", new Wire().say("unlock " + ID, "force=true")))
        .containsExactly("status 200 " + ADAS);
    assertThat(serve("ben", lock(PATH)).get(0)).startsWith("status 201");
  }

  @Test
  void onesOwnLockIsReleasedOnce() throws IOException {
    serve("ada", lock(PATH));

    assertThat(serve("ada", new Wire().say("unlock " + ID))).containsExactly("status 200 " + ADAS);
    assertThat(serve("ada", new Wire().say("unlock " + ID)))
        .containsExactly("status 404 | there is no lock " + ID);
    assertThat(Sources.filesBelow(repository)).isEmpty();
  }

  @Test
  void aSessionThatOnlyDownloadsNeitherLocksNorUnlocks() {
    serve("ada", lock(PATH));

    assertThat(serve(TransferOperation.DOWNLOAD, "ada", lock("other")).get(0))
        .startsWith("status 403");
    assertThat(serve(TransferOperation.DOWNLOAD, "ada", new Wire().say("unlock " + ID)).get(0))
        .startsWith("status 403");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/etc/passwd", "../x", "a/../../x", "a\tb", "..", "a\nowner eve"})
  void aPathOutsideOfTheRepositoryIsNotLocked(String path) throws IOException {
    assertThat(serve("ada", lock(path)).get(0)).startsWith("status 400");
    assertThat(Sources.filesBelow(repository)).isEmpty();
  }

  @Test
  void ofManyWhoLockAtOnceOneHasIt() throws Exception {
    ExecutorService many = Executors.newFixedThreadPool(8);
    try {
      List<Callable<String>> tries = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        String user = "user-" + i;
        tries.add(() -> serve(user, lock(PATH)).get(0));
      }
      Set<String> owners = new HashSet<>();
      int made = 0;
      for (var answer : many.invokeAll(tries)) {
        made += answer.get().startsWith("status 201") ? 1 : 0;
        owners.add(answer.get().replaceAll(".*ownername=(\\S+).*", "$1"));
      }

      assertThat(made).isEqualTo(1);
      assertThat(owners).hasSize(1);
    } finally {
      many.shutdownNow();
    }
  }

  @Test
  void aLockThatCannotBeReadIsNamed() throws IOException {
    Files.createDirectories(repository.resolve("lfs/locks"));
    Files.writeString(repository.resolve("lfs/locks").resolve(ID), "v1:1700000000:" + PATH);

    assertThat(serve("ada", lock(PATH)).get(0))
        .isEqualTo("status 500 | the lock " + ID + " can't be read");
  }
}
