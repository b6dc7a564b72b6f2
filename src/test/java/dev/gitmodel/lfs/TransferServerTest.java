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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TransferServerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);
  private static final byte[] WEIGHTS = Sources.bytes(700_000, 1);
  private static final Digest OID = Digest.of(WEIGHTS);
  private static final String GREETING = "version=1 locking";

  @TempDir Path repository;

  private DirectoryBlobs blobs() {
    return new DirectoryBlobs(repository.resolve("lfs"));
  }

  private List<String> serve(TransferOperation operation, String user, Wire said) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    new TransferServer(repository, new TransferServer.Visit(operation, user), CLOCK)
        .serve(said.stream(), answer);
    return Wire.messages(answer.toByteArray());
  }

  private List<String> upload(Wire said) {
    return serve(TransferOperation.UPLOAD, "ada", said);
  }

  private List<String> filesBelow() throws IOException {
    return Sources.filesBelow(repository);
  }

  @Test
  void anObjectIsAskedForSentVerifiedAndThere() throws IOException {
    String object = OID.hex() + " " + WEIGHTS.length;
    List<String> answers =
        upload(
            new Wire()
                .say("version 1")
                .lines("batch", "transfer=ssh", "hash-algo=sha256", "refname=refs/heads/main")
                .delimiter()
                .say(object)
                .put(WEIGHTS, 32768)
                .say("verify-object " + OID.hex(), "size=" + WEIGHTS.length)
                .lines("batch")
                .delimiter()
                .say(object)
                .say("quit"));

    assertThat(answers)
        .containsExactly(
            GREETING,
            "status 200",
            "status 200 | " + object + " upload",
            "status 200",
            "status 200",
            "status 200 | " + object + " noop",
            "status 200");
    assertThat(blobs().intact(OID, WEIGHTS.length, Progress.NONE)).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(blobs().location(OID))))
        .isEqualTo("r--r--r--");
    assertThat(filesBelow()).hasSize(1);
  }

  @Test
  void anObjectThatIsThereIsSentBack() {
    upload(new Wire().put(WEIGHTS, 65516));
    String object = OID.hex() + " " + WEIGHTS.length;
    byte[] small = {'a', 'b', 'c'};
    upload(new Wire().put(small, 2));

    List<String> answers =
        serve(
            TransferOperation.DOWNLOAD,
            "ada",
            new Wire()
                .lines("batch")
                .delimiter()
                .say(object, "f".repeat(64) + " 9")
                .say("get-object " + Digest.of(small).hex(), "size=3")
                .say("get-object " + "f".repeat(64)));

    assertThat(answers)
        .containsExactly(
            GREETING,
            "status 200 | " + object + " download " + "f".repeat(64) + " 9 noop",
            "status 200 size=3 | abc",
            "status 404 | the object " + "f".repeat(64) + " is not here");
  }

  @Test
  void anObjectWithAnotherHashIsRefusedAndNothingIsStored() throws IOException {
    byte[] forged = WEIGHTS.clone();
    forged[5]++;
    List<String> answers = upload(new Wire().put(OID.hex(), forged, 4096).say("quit"));

    assertThat(answers.get(1)).startsWith("status 400 | what came as " + OID.hex());
    assertThat(answers.get(2)).isEqualTo("status 200");
    assertThat(filesBelow()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {699_999, 700_001, 1, 200_000_000})
  void anObjectOfAnotherSizeIsRefusedAndNothingIsStored(int size) throws IOException {
    Wire put = new Wire().lines("put-object " + OID.hex(), "size=" + size).delimiter();
    for (int at = 0; at < WEIGHTS.length; at += 50_000) {
      put.packet(java.util.Arrays.copyOfRange(WEIGHTS, at, at + 50_000));
    }
    List<String> answers = upload(put.flush().say("quit"));

    assertThat(answers.get(1)).contains("status 400").contains("another size");
    assertThat(answers).hasSize(3);
    assertThat(filesBelow()).isEmpty();
  }

  @Test
  void anEmptyObjectIsAnObject() {
    assertThat(upload(new Wire().put(new byte[0], 1))).containsExactly(GREETING, "status 200");
    assertThat(blobs().has(Digest.of(new byte[0]), 0)).isTrue();
  }

  @Test
  void anObjectThatIsThereIsReadAndComparedAllTheSame() {
    upload(new Wire().put(WEIGHTS, 65516));
    byte[] forged = WEIGHTS.clone();
    forged[5]++;

    assertThat(upload(new Wire().put(WEIGHTS, 65516))).containsExactly(GREETING, "status 200");
    assertThat(upload(new Wire().put(OID.hex(), forged, 65516)).get(1)).startsWith("status 400");
    assertThat(blobs().intact(OID, WEIGHTS.length, Progress.NONE)).isTrue();
  }

  @Test
  void anObjectIsNotOverwrittenByOneSessionThatOnlyDownloads() throws IOException {
    List<String> answers =
        serve(TransferOperation.DOWNLOAD, "eve", new Wire().put(WEIGHTS, 65516).say("quit"));

    assertThat(answers)
        .containsExactly(GREETING, "status 403 | this session is for download only", "status 200");
    assertThat(filesBelow()).isEmpty();
  }

  @Test
  void whatIsNotThereOrOfAnotherSizeIsNotVerified() {
    upload(new Wire().put(WEIGHTS, 65516));

    assertThat(
            upload(
                new Wire()
                    .say("verify-object " + "a".repeat(64), "size=1")
                    .say("verify-object " + OID.hex(), "size=1")
                    .say("verify-object " + OID.hex() + " " + WEIGHTS.length)))
        .extracting(answer -> answer.substring(0, 10))
        .containsExactly("version=1 ", "status 404", "status 409", "status 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version 2",
        "dance",
        "",
        "put-object",
        "put-object ../../x",
        "verify-object " + "ABCDEF",
        "get-object x",
        "unlock ../../HEAD",
        "lock"
      })
  void badInputIsAnsweredAndTheSessionGoesOn(String command) throws IOException {
    List<String> answers =
        serve(
            TransferOperation.UPLOAD,
            "ada",
            new Wire().say(command).flush().lines("dance").delimiter().say("more").say("quit"));

    assertThat(answers).hasSize(5);
    assertThat(answers.subList(1, 4)).allMatch(answer -> answer.startsWith("status 4"));
    assertThat(answers.get(4)).isEqualTo("status 200");
    assertThat(filesBelow()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "x -1", "x 99999999999999999999", "short 1", "../../etc/passwd 3"})
  void aBatchWithAMalformedObjectIsRefused(String line) {
    String object = line.startsWith("x") ? "a".repeat(64) + line.substring(1) : line;

    assertThat(upload(new Wire().lines("batch").delimiter().say(object).say("quit")))
        .hasSize(3)
        .element(1)
        .asString()
        .startsWith("status 400");
  }

  @Test
  void anotherHashThanSha256IsRefused() {
    assertThat(
            upload(
                new Wire()
                    .lines("batch", "hash-algo=sha512")
                    .delimiter()
                    .say("a".repeat(128) + " 1")))
        .containsExactly(GREETING, "status 409 | objects are named by sha256 here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1", "0003", "ffff", "zzzz", "0010put-obje"})
  void garbageEndsTheSessionWithNothingStored(String bytes) throws IOException {
    assertThatThrownBy(() -> upload(new Wire().say("version 1").raw(bytes)))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INVALID));
    assertThat(filesBelow()).isEmpty();
  }

  @Test
  void aClientThatGoesAwayInTheMiddleLeavesNothing() throws IOException {
    Wire cut =
        new Wire()
            .lines("put-object " + OID.hex(), "size=" + WEIGHTS.length)
            .delimiter()
            .packet(Sources.bytes(60_000, 1));

    assertThatThrownBy(() -> upload(cut)).isInstanceOf(RegistryException.class);
    assertThat(filesBelow()).isEmpty();
  }

  @Test
  void aClientThatGoesAwayBetweenTwoCommandsIsNoFailure() {
    assertThat(upload(new Wire().say("version 1"))).containsExactly(GREETING, "status 200");
  }

  @Test
  void aBatchOfTooManyObjectsIsRefused() {
    Wire many = new Wire().lines("batch").delimiter();
    for (int i = 0; i < 10_001; i++) {
      many.lines("a".repeat(64) + " " + i);
    }

    assertThat(upload(many.flush().say("quit")))
        .containsExactly(
            GREETING, "status 413 | no more than 10000 objects in one batch", "status 200");
  }

  @Test
  void argumentsWithoutEndAreGarbage() {
    Wire many = new Wire().lines("batch");
    for (int i = 0; i < 65; i++) {
      many.lines("a" + i + "=b");
    }

    assertThatThrownBy(() -> upload(many.flush())).isInstanceOf(RegistryException.class);
  }
}
