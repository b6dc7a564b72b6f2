package dev.gitmodel.notify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said on the wire, and that no answer is believed or waited for too long. */
final class HttpCallTest {
  private static final byte[] BODY = "{}".getBytes(UTF_8);

  /** Answers one call, and gives what it was asked. */
  private static CompletableFuture<String> answering(ServerSocket server, String answer) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (Socket call = server.accept()) {
            String asked = asked(call.getInputStream());
            OutputStream out = call.getOutputStream();
            out.write(answer.getBytes(ISO_8859_1));
            out.flush();
            call.shutdownOutput();
            return asked;
          } catch (IOException e) {
            return e.toString();
          }
        });
  }

  private static String asked(InputStream in) throws IOException {
    StringBuilder asked = new StringBuilder();
    while (!asked.toString().endsWith("\r\n\r\n{}")) {
      asked.append((char) in.read());
    }
    return asked.toString();
  }

  private static ServerSocket server() throws IOException {
    return new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
  }

  /** By a name that no name server knows: only the address that is given counts. */
  private static int call(ServerSocket server, Duration limit) {
    URI url = URI.create("http://nowhere.invalid:" + server.getLocalPort() + "/a?b=c");
    return new HttpCall(
            url,
            List.of(InetAddress.getLoopbackAddress()),
            () -> (SSLSocketFactory) SSLSocketFactory.getDefault())
        .post(Map.of("webhook-id", "1"), BODY, Deadline.in(limit));
  }

  @Test
  void itGoesToTheAddressThatWasCheckedInTheNameOfTheHost() throws Exception {
    try (ServerSocket server = server()) {
      CompletableFuture<String> asked = answering(server, "HTTP/1.1 204 No Content\r\n\r\n");
      assertThat(call(server, Duration.ofSeconds(10))).isEqualTo(204);
      assertThat(asked.get())
          .startsWith("POST /a?b=c HTTP/1.1\r\nHost: nowhere.invalid:" + server.getLocalPort())
          .contains("\r\nContent-Length: 2\r\n", "\r\nwebhook-id: 1\r\n", "Connection: close");
    }
  }

  @Test
  void whatIsSaidInBetweenIsNotTheAnswer() throws IOException {
    try (ServerSocket server = server()) {
      answering(server, "HTTP/1.1 102 Processing\r\nA: b\r\n\r\nHTTP/1.1 500 Oh\r\n\r\n");
      assertThat(call(server, Duration.ofSeconds(10))).isEqualTo(500);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SSH-2.0-x\r\n", "HTTP/1.1 2000 x\r\n", "HTTP/1.1 20\r\n", "long"})
  void whatIsNoAnswerIsAFailure(String answer) throws IOException {
    try (ServerSocket server = server()) {
      answering(server, answer.equals("long") ? "x".repeat(10_000) : answer);
      assertThatThrownBy(() -> call(server, Duration.ofSeconds(10)))
          .isInstanceOf(RegistryException.class)
          .hasMessageStartingWith("can't reach nowhere.invalid: ");
    }
  }

  @Test
  void whoNeverComesToAnEndGetsNoMoreTime() throws IOException {
    try (ServerSocket server = server()) {
      CompletableFuture<Void> drops =
          CompletableFuture.runAsync(
              () -> {
                try (Socket call = server.accept()) {
                  // Faster than it is read, and without an end.
                  while (!server.isClosed()) {
                    call.getOutputStream().write("HTTP/1.1 100 x\r\n\r\n".getBytes(ISO_8859_1));
                  }
                } catch (IOException hungUp) {
                  // As it should.
                }
              });
      assertThatThrownBy(() -> call(server, Duration.ofMillis(300)))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("in time");
      drops.join();
    }
  }
}
