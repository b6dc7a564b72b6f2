package dev.gitmodel.lfs;

import static dev.gitmodel.lfs.TestLfsServer.Kind.BATCH;
import static dev.gitmodel.lfs.TestLfsServer.Kind.GET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server's word is read strictly: what is not in the contract is refused, and said. */
class BatchAnswerTest {
  private static final RemoteBlobs.Item ITEM = new RemoteBlobs.Item(Digest.of(new byte[] {1}), 1);
  private static final String OID = ITEM.digest().hex();

  private static List<Grant> read(String from, String document) {
    return new BatchAnswer(TransferOperation.DOWNLOAD, URI.create(from), Instant.EPOCH)
        .read(document.replace("OID", OID).getBytes(StandardCharsets.UTF_8), List.of(ITEM));
  }

  private static String at(String href, String more) {
    return "{\"objects\":[{\"oid\":\"OID\",\"size\":1,\"actions\":{\"download\":{\"href\":\""
        + href
        + "\""
        + more
        + "}}}]}";
  }

  private static Action action(String document) {
    return ((Grant.Go) read("https://h/x", document).get(0)).action();
  }

  @Test
  void theLeastThatAServerMaySayIsEnough() {
    Action action = action(at("https://h/OID?sig=1", ""));
    assertThat(action.href()).hasToString("https://h/" + OID + "?sig=1");
    assertThat(action.expires()).isEqualTo(Instant.MAX);
    assertThat(action.fields().all()).isEmpty();
  }

  @Test
  void anUnknownTransferIsBasicAndMoreThanIsKnownIsIgnored() {
    String document =
        "{\"transfer\":\"xet\",\"hash_algo\":\"sha256\",\"more\":1,\"objects\":["
            + "{\"oid\":\"OID\",\"size\":1,\"more\":[],\"actions\":{\"download\":{\"href\":\"http://h/\"}}}]}";
    assertThat(read("http://h/x", document)).hasSize(1).allMatch(g -> g instanceof Grant.Go);
  }

  @Test
  void theSecondsWinOverTheDateAndGosZeroTimeIsNone() {
    String both = ",\"expires_in\":60,\"expires_at\":\"2000-01-01T00:00:00Z\"";
    assertThat(action(at("https://h/", both)).expires()).isEqualTo(Instant.ofEpochSecond(60));
    assertThat(
            action(at("https://h/", ",\"expires_at\":\"2000-01-01T01:00:00.5+01:00\"")).expires())
        .isEqualTo(Instant.parse("2000-01-01T00:00:00.5Z"));
    assertThat(action(at("https://h/", ",\"expires_at\":\"0001-01-01T00:00:00Z\"")).expires())
        .isEqualTo(Instant.MAX);
    assertThat(action(at("https://h/", ",\"expires_in\":" + Long.MAX_VALUE)).expired(Instant.EPOCH))
        .isFalse();
  }

  @Test
  void aRefusedObjectHasItsCode() {
    assertThat(
            read(
                "https://h/x",
                "{\"objects\":[{\"oid\":\"OID\",\"error\":{\"code\":410,\"message\":\"gone\"}}]}"))
        .containsExactly(new Grant.No(ITEM, 410, "gone"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"objects\":{}}",
        "{\"objects\":[]}",
        "{\"objects\":[1]}",
        "{\"objects\":[{\"oid\":\"OID\",\"size\":1}]}",
        "{\"objects\":[{\"oid\":\"\\u001b[2J\",\"size\":1}]}",
        "{\"hash_algo\":\"sha512\",\"objects\":[]}",
        "{\"objects\":[{\"oid\":\"OID\",\"error\":{\"code\":404}},{\"oid\":\"OID\",\"error\":{\"code\":404}}]}",
        "{\"objects\":[{\"oid\":\"OID\",\"size\":2,\"actions\":{\"download\":{\"href\":\"https://h/\"}}}]}",
        "{\"objects\":[{\"oid\":\"OID\",\"actions\":{\"download\":{\"href\":\"/relative\"}}}]}",
        "{\"objects\":[{\"oid\":\"OID\",\"actions\":{\"download\":{\"href\":\"file:///etc/passwd\"}}}]}",
        "{\"objects\":[{\"oid\":\"OID\",\"actions\":{\"download\":{\"href\":\"https://u:p@h/\"}}}]}",
        "{\"objects\":[{\"oid\":\"OID\",\"actions\":{\"download\":{\"href\":\"https://h/ x\"}}}]}",
        "{\"objects\":[{\"oid\":\"OID\",\"actions\":{\"download\":{\"href\":\"http://h/\"}}}]}",
        "{\"objects\":[{\"oid\":\"OID\",\"actions\":{\"download\":{\"href\":\"https://h/\",\"expires_at\":\"soon\"}}}]}",
        "{\"objects\":[{\"oid\":\"OID\",\"actions\":{\"download\":{\"href\":\"https://h/\",\"header\":{\"A\":\"b\\r\\nC: d\"}}}}]}",
        "{\"objects\":[{\"oid\":\"OID\",\"actions\":{\"download\":{\"href\":\"https://h/\",\"header\":{\"A b\":\"c\"}}}}]}"
      })
  void whatIsNotInTheContractIsRefused(String document) {
    assertThatThrownBy(() -> read("https://h/x", document))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.UNAVAILABLE);
              assertThat(e.text()).contains("https://h/x").doesNotContain("\u001b", "u:p");
            });
  }

  @Test
  void aPageForPeopleIsNoAnswer(@TempDir Path folder) {
    try (RemoteDesk desk = new RemoteDesk(folder)) {
      desk.server.next(
          BATCH, Faults.says(200, "text/html", "<html>".getBytes(StandardCharsets.UTF_8)));
      assertThatThrownBy(() -> desk.download(ITEM))
          .isInstanceOfSatisfying(
              RegistryException.class,
              e -> {
                assertThat(e.problem()).isEqualTo(Problem.NOT_FOUND);
                assertThat(e.hint()).contains("lfs.url");
              });
    }
  }

  @Test
  void anEndlessAnswerIsNotReadToItsEnd(@TempDir Path folder) {
    try (RemoteDesk desk = new RemoteDesk(folder)) {
      desk.server.next(BATCH, Faults.says(200, "application/json", new byte[17 << 20]));
      assertThatThrownBy(() -> desk.download(ITEM)).hasMessageContaining("over 16 MiB");
    }
  }

  @Test
  void theRequestIsTheOneThatServersKnow(@TempDir Path folder) {
    try (RemoteDesk desk = new RemoteDesk(folder)) {
      RemoteBlobs.Item item = desk.server.add(new byte[] {1});
      desk.download(item);
      TestLfsServer.Seen batch = desk.server.seen(BATCH).get(0);
      assertThat(batch.path()).isEqualTo("/acme/iris.git/info/lfs/objects/batch");
      assertThat(batch.field("Accept")).isEqualTo("application/vnd.git-lfs+json");
      assertThat(batch.field("Content-Type")).isEqualTo("application/vnd.git-lfs+json");
      assertThat(batch.field("User-Agent")).isEqualTo("test");
      assertThat(desk.server.seen(GET).get(0).field("Accept-Encoding")).isEqualTo("identity");
    }
  }

  @Test
  void fieldsThatAreOursToWriteAreNotTakenFromAServer(@TempDir Path folder) {
    try (RemoteDesk desk = new RemoteDesk(folder)) {
      RemoteBlobs.Item item = desk.server.add(new byte[] {1});
      for (String name : List.of("Host", "Content-Length", "Connection", "Expect", "Upgrade")) {
        desk.server.answers(answer -> BatchAnswers.header(answer, name, "7"));
        desk.blobs.delete(item.digest());
        desk.download(item);
      }
      assertThat(desk.server.seen(GET)).hasSize(5).allMatch(s -> !s.field("Host").equals("7"));
    }
  }

  @Test
  void aMessageShowsNoPassword() {
    assertThat(new Login("ana", "secret")).asString().isEqualTo("Login[ana]");
    assertThat(HttpFields.of(Map.of("Authorization", "secret")))
        .asString()
        .doesNotContain("secret");
  }
}
