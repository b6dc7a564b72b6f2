package dev.gitmodel.lfs;

import dev.gitmodel.model.Digest;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A client of a {@link TestLfsServer} whose time, logins and settings the test decides. */
final class RemoteDesk implements Patience, Logins, AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  final TestLfsServer server;
  final Path lfs;
  final DirectoryBlobs blobs;
  final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
  final Deque<Login> logins = new ArrayDeque<>();
  final List<String> told = new ArrayList<>();
  final AtomicLong progress = new AtomicLong();
  private final Path folder;
  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .proxy(HttpClient.Builder.NO_PROXY)
          .build();
  private TransferSettings settings = TransferSettings.DEFAULT;
  private HttpFields extra = HttpFields.of("User-Agent", "test");
  private boolean redirects = true;

  RemoteDesk(Path folder) {
    this.folder = made(folder);
    server = TestLfsServer.start(folder.resolve("served"));
    lfs = folder.resolve("m.git/lfs");
    blobs = new DirectoryBlobs(lfs);
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RemoteDesk with(TransferSettings other) {
    settings = other;
    return this;
  }

  /** Fields that the user has set for the server's own URL. */
  RemoteDesk with(HttpFields fields) {
    extra = fields;
    return this;
  }

  RemoteDesk withoutRedirects() {
    redirects = false;
    return this;
  }

  HttpBlobs remote() {
    return remote(LfsAddress.of(server.base()));
  }

  HttpBlobs remote(LfsAddress address) {
    return new HttpBlobs(address, new Network(this::route, this, this), settings);
  }

  private HttpRoute route(URI url) {
    boolean own = Urls.sameOrigin(url, server.base());
    return new HttpRoute(client, own ? extra : HttpFields.NONE, redirects);
  }

  /** An object of ours. */
  RemoteBlobs.Item own(int size, long seed) {
    try {
      Path file = Files.write(folder.resolve("own" + seed), Sources.bytes(size, seed));
      return new RemoteBlobs.Item(blobs.put(Sources.source(file), Progress.NONE).digest(), size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long upload(RemoteBlobs.Item... items) {
    return remote().upload(List.of(items), blobs, progress::addAndGet);
  }

  void download(RemoteBlobs.Item... items) {
    remote().download(List.of(items), blobs, progress::addAndGet);
  }

  Path part(RemoteBlobs.Item item) {
    return lfs.resolve("incomplete/" + item.digest().hex() + ".part");
  }

  void arrived(RemoteBlobs.Item item, byte[] bytes) throws IOException {
    Files.createDirectories(part(item).getParent());
    Files.write(part(item), bytes);
  }

  byte[] content(RemoteBlobs.Item item) throws IOException {
    return Files.readAllBytes(blobs.location(item.digest()));
  }

  static RemoteBlobs.Item item(byte[] content) {
    return new RemoteBlobs.Item(Digest.of(content), content.length);
  }

  @Override
  public Instant now() {
    return NOW;
  }

  @Override
  public void pause(Duration length) {
    pauses.add(length);
  }

  @Override
  public double spread() {
    return 1;
  }

  @Override
  public Optional<Login> given(URI url) {
    return Optional.empty();
  }

  @Override
  public Login ask(URI url) {
    told.add("ask");
    return logins.remove();
  }

  @Override
  public void approve(URI url, Login login) {
    told.add("approve " + login.user());
  }

  @Override
  public void reject(URI url, Login login) {
    told.add("reject " + login.user());
  }

  @Override
  public void close() {
    server.close();
  }
}
