package dev.gitmodel.git;

import dev.gitmodel.codec.Json;
import dev.gitmodel.lfs.LfsAddress;
import dev.gitmodel.lfs.TransferOperation;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The LFS server that an ssh host names with {@code git-lfs-authenticate PATH OPERATION}, asked
 * again shortly before its answer expires. A host without that command is asked over https.
 */
final class SshAuthenticate implements LfsAddress {
  private static final int MOST_BYTES = 64 * 1024;
  private static final int NO_SUCH_COMMAND = 127;
  private static final int SSH_FAILED = 255;
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final SshProgram ssh;
  private final SshUrl url;
  private final TransferOperation operation;
  private final Supplier<Instant> clock;
  private @Nullable Known known;

  SshAuthenticate(
      SshProgram ssh, SshUrl url, TransferOperation operation, Supplier<Instant> clock) {
    this.ssh = ssh;
    this.url = url;
    this.operation = operation;
    this.clock = clock;
  }

  private record Known(Place place, Instant expires) {}

  private record Said(int exit, String out, String err) {}

  @Override
  public synchronized Place place() {
    Known last = known;
    if (last == null || clock.get().plus(MARGIN).isAfter(last.expires())) {
      last = ask();
      known = last;
    }
    return last.place();
  }

  @Override
  public synchronized boolean renew(Place refused) {
    Known last = known;
    boolean bySsh = !refused.fields().all().isEmpty();
    if (bySsh && last != null && last.place().equals(refused)) {
      known = null;
    }
    return bySsh;
  }

  private Known ask() {
    Said said = run();
    if (said.out().length() > MOST_BYTES) {
      throw wrong();
    }
    if (said.exit() == NO_SUCH_COMMAND) {
      return new Known(place("", Map.of()), Instant.MAX);
    }
    if (said.exit() != 0) {
      throw failed(said);
    }
    return known(said.out());
  }

  private Known known(String out) {
    Object tree;
    try {
      tree = Json.read(out.getBytes(StandardCharsets.UTF_8));
    } catch (RegistryException e) {
      throw wrong();
    }
    if (!(tree instanceof Map<?, ?> map)) {
      throw wrong();
    }
    Map<String, String> fields = new LinkedHashMap<>();
    if (map.get("header") instanceof Map<?, ?> header) {
      header.forEach((key, value) -> fields.put(String.valueOf(key), String.valueOf(value)));
    }
    String href = map.get("href") instanceof String text ? text : "";
    return new Known(place(href, fields), expires(map));
  }

  private Place place(String href, Map<String, String> fields) {
    return Place.of(href.isEmpty() ? Endpoints.guessed(url).uri().toString() : href, fields);
  }

  private Instant expires(Map<?, ?> answer) {
    if (answer.get("expires_in") instanceof Long seconds && seconds > 0) {
      return clock.get().plusSeconds(Math.min(seconds, Integer.MAX_VALUE));
    }
    try {
      Instant then =
          answer.get("expires_at") instanceof String text
              ? OffsetDateTime.parse(text).toInstant()
              : Instant.EPOCH;
      return then.isAfter(Instant.EPOCH) ? then : Instant.MAX;
    } catch (DateTimeException e) {
      throw wrong();
    }
  }

  private Said run() {
    Process process = ssh.start(url, List.of("git-lfs-authenticate", url.path(), operation.text()));
    try {
      process.getOutputStream().close();
      CompletableFuture<String> err =
          CompletableFuture.supplyAsync(() -> bounded(process, process.getErrorStream()));
      String out = bounded(process, process.getInputStream());
      return new Said(process.waitFor(), out, err.join());
    } catch (IOException e) {
      throw wrong();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(Problem.UNAVAILABLE, "interrupted", "");
    } finally {
      process.destroy();
    }
  }

  /** All of it; who says more than anybody needs is cut off. */
  private static String bounded(Process process, InputStream stream) {
    try (stream) {
      byte[] all = stream.readNBytes(MOST_BYTES + 1);
      if (all.length > MOST_BYTES) {
        process.destroy();
      }
      return new String(all, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private RegistryException failed(Said said) {
    String last = said.err().strip().lines().reduce((a, b) -> b).orElse("");
    String shown = Printable.of(last.substring(0, Math.min(400, last.length())));
    boolean network = said.exit() == SSH_FAILED;
    return new RegistryException(
        network ? Problem.UNAVAILABLE : Problem.FORBIDDEN,
        (network ? "ssh can't reach " : "no LFS at ")
            + url
            + (shown.isEmpty() ? " (exit " + said.exit() + ")" : ": " + shown),
        network
            ? "try it by hand: ssh " + Printable.of(url.target())
            : "if the host keeps LFS objects elsewhere: git config --global lfs.url URL");
  }

  private RegistryException wrong() {
    return new RegistryException(
        Problem.UNAVAILABLE,
        "what git-lfs-authenticate says at " + url + " can't be understood",
        "tell whoever runs the host");
  }
}
