package dev.gitmodel.lfs;

import static dev.gitmodel.lfs.TestLfsServer.Kind.BATCH;
import static dev.gitmodel.lfs.TestLfsServer.Kind.GET;
import static dev.gitmodel.lfs.TestLfsServer.Kind.PUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets to see a login: the server that it is for, when it asks, and nobody else. */
class HttpLoginTest {
  private static final String BASIC = "Basic YW5hOnNlY3JldA==";

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

  private RegistryException refused(Problem problem) {
    RemoteBlobs.Item item = desk.own(10, 1);
    assertThatThrownBy(() -> desk.upload(item))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(problem);
              assertThat(e.text() + e.hint()).doesNotContain("secret", "YW5h");
            });
    return (RegistryException) catchThrowable(() -> desk.upload(item));
  }

  @Test
  void aLoginIsGivenOnlyWhenAskedForAndKeptOnlyWhenTaken() {
    desk.server.requires("ana", "secret");
    desk.logins.add(new Login("ana", "secret"));
    desk.upload(desk.own(10, 1));
    assertThat(desk.server.seen(BATCH)).hasSize(2);
    assertThat(desk.server.seen(BATCH).get(0).field("Authorization")).isEmpty();
    assertThat(desk.server.seen(BATCH).get(1).field("Authorization")).isEqualTo(BASIC);
    assertThat(desk.told).containsExactly("ask", "approve ana");
    assertThat(desk.server.seen(PUT).get(0).field("Authorization")).startsWith("Bearer");
  }

  @Test
  void aWrongLoginIsForgottenAndAnotherOneTried() {
    desk.server.requires("ana", "secret");
    desk.logins.add(new Login("ana", "old"));
    desk.logins.add(new Login("ana", "secret"));
    desk.upload(desk.own(10, 1));
    assertThat(desk.told).containsExactly("ask", "reject ana", "ask", "approve ana");
  }

  @Test
  void threeWrongLoginsAreTheEnd() {
    desk.server.requires("ana", "secret");
    for (int i = 0; i < 9; i++) {
      desk.logins.add(new Login("ana", "wrong-secret"));
    }
    refused(Problem.UNAUTHENTICATED);
    assertThat(desk.told.stream().filter(word -> word.startsWith("reject"))).hasSize(6);
  }

  @Test
  void aServerThatWantsAnotherKindOfLoginGetsNone() {
    desk.server.always(BATCH, Faults.status(401, "WWW-Authenticate", "Negotiate"));
    refused(Problem.UNAUTHENTICATED);
    assertThat(desk.told).isEmpty();
  }

  @Test
  void aServerThatSaysNotWhichKindGetsNameAndPassword() {
    desk.server.next(BATCH, Faults.status(401));
    desk.logins.add(new Login("ana", "secret"));
    desk.upload(desk.own(10, 1));
    assertThat(desk.told).containsExactly("ask", "approve ana");
  }

  @Test
  void aForbiddenUploadIsSaidOnceAndShowsNoEscapes() {
    desk.server.always(BATCH, Faults.status(403));
    assertThat(refused(Problem.FORBIDDEN).text()).contains("<U+001B>[31m403");
    assertThat(desk.server.seen(BATCH)).hasSize(2);
  }

  @Test
  void aRepositoryThatIsNotThereIsNotFoundWithAHint() {
    desk.server.always(BATCH, Faults.status(404));
    assertThat(refused(Problem.NOT_FOUND).hint()).contains("lfs.url");
  }

  @Test
  void objectsOnTheSameServerThatBringNothingAreSentWithTheLoginAtOnce() {
    desk.server.requires("ana", "secret").withoutActionFields().withoutVerify();
    desk.logins.add(new Login("ana", "secret"));
    desk.upload(desk.own(10, 1));
    assertThat(desk.server.seen(PUT)).hasSize(1);
    assertThat(desk.server.seen(PUT).get(0).field("Authorization")).isEqualTo(BASIC);
  }

  @Test
  void aServerElsewhereGetsNeitherLoginNorTheFieldsOfTheFirst() {
    try (TestLfsServer store = TestLfsServer.start(folder.resolve("store"))) {
      desk.with(HttpFields.of("X-Secret", "of-the-first"));
      desk.server.requires("ana", "secret").withoutActionFields().withoutVerify();
      desk.server.transfersAt(store);
      store.withoutActionFields();
      desk.logins.add(new Login("ana", "secret"));
      desk.upload(desk.own(10, 1));
      assertThat(store.seen(PUT)).hasSize(1);
      assertThat(store.seen(PUT).get(0).field("Authorization")).isEmpty();
      assertThat(store.seen(PUT).get(0).field("X-Secret")).isEmpty();
      assertThat(desk.server.seen(BATCH).get(0).field("X-Secret")).isEqualTo("of-the-first");
    }
  }

  @Test
  void aServerElsewhereThatAsksForALoginGetsNone() {
    try (TestLfsServer store = TestLfsServer.start(folder.resolve("store"))) {
      desk.server.requires("ana", "secret").withoutActionFields().transfersAt(store);
      store.requires("ana", "secret").withoutActionFields();
      for (int i = 0; i < 4; i++) {
        desk.logins.add(new Login("ana", "secret"));
      }
      refused(Problem.UNAUTHENTICATED);
      assertThat(store.seen(PUT)).isNotEmpty().allMatch(s -> s.field("Authorization").isEmpty());
    }
  }

  @Test
  void aRedirectIsFollowedWithMethodAndBody() {
    RemoteBlobs.Item item = desk.own(3_000_000, 1);
    for (int status : new int[] {301, 303}) {
      desk.server.next(BATCH, Faults.redirect(status, desk.server.base() + "/objects/batch"));
    }
    desk.server.next(PUT, Faults.redirect(307, "/objects/" + item.digest().hex() + "?again"));
    desk.upload(item);
    assertThat(desk.server.seen(BATCH)).hasSize(3).allMatch(s -> s.method().equals("POST"));
    assertThat(desk.server.seen(PUT).get(1).field("Authorization")).startsWith("Bearer");
    assertThat(desk.server.objects().has(item.digest().hex())).isTrue();
  }

  @Test
  void aThirdRedirectIsOneTooMany() {
    desk.server.always(BATCH, Faults.redirect(307, desk.server.base() + "/objects/batch"));
    refused(Problem.UNAVAILABLE);
    assertThat(desk.server.seen(BATCH)).hasSize(6);
  }

  @Test
  void aRedirectToAnotherServerTakesNoSecretAlong() {
    try (TestLfsServer other = TestLfsServer.start(folder.resolve("store"))) {
      RemoteBlobs.Item item = desk.server.add(new byte[1000]);
      other.add(new byte[1000]);
      other.withoutActionFields();
      desk.server.answers(answer -> BatchAnswers.header(answer, "X-Auth-Token", "secret"));
      String target =
          URI.create(other.repository()).resolve("/objects/" + item.digest().hex()).toString();
      desk.server.next(GET, Faults.redirect(302, target));
      desk.download(item);
      assertThat(desk.server.seen(GET).get(0).field("X-Auth-Token")).isEqualTo("secret");
      assertThat(other.seen(GET).get(0).field("X-Auth-Token")).isEmpty();
      assertThat(other.seen(GET).get(0).field("Authorization")).isEmpty();
    }
  }

  @Test
  void aRedirectedBatchAsksForNoLoginElsewhere() {
    try (TestLfsServer other = TestLfsServer.start(folder.resolve("store"))) {
      other.requires("ana", "secret");
      desk.server.always(BATCH, Faults.redirect(307, other.base() + "/objects/batch"));
      refused(Problem.UNAUTHENTICATED);
      assertThat(desk.told).isEmpty();
    }
  }

  @Test
  void aRedirectToWhatIsNoWebServerIsRefused() {
    for (String target :
        List.of(
            "file:///etc/passwd", "ftp://localhost/x", "", "http://", "http://u:p@localhost/")) {
      desk.server
          .next(BATCH, Faults.redirect(307, target))
          .next(BATCH, Faults.redirect(307, target));
      refused(Problem.UNAVAILABLE);
    }
  }

  @Test
  void aUserWhoseGitFollowsNoRedirectIsToldSo() {
    desk.withoutRedirects();
    desk.server.always(BATCH, Faults.redirect(307, desk.server.base() + "/objects/batch"));
    assertThat(refused(Problem.UNAVAILABLE).hint()).contains("http.followRedirects");
  }

  @Test
  void whatAnSshServerHandsOutIsSentAndAskedForAnewWhenRefused() {
    desk.server.requires("ana", "secret");
    Deque<String> tokens = new ArrayDeque<>(List.of("Basic b2xk", BASIC));
    desk.remote(
            new LfsAddress() {
              @Override
              public Place place() {
                return Place.of(
                    desk.server.base().toString(), Map.of("Authorization", tokens.getFirst()));
              }

              @Override
              public boolean renew(Place refused) {
                tokens.removeFirst();
                return true;
              }
            })
        .upload(List.of(desk.own(10, 1)), desk.blobs, bytes -> {});
    assertThat(desk.told).isEmpty();
    assertThat(desk.server.seen(BATCH)).hasSize(2);
  }
}
