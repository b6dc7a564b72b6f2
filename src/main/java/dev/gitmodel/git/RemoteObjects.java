package dev.gitmodel.git;

import dev.gitmodel.lfs.DirectoryRemote;
import dev.gitmodel.lfs.HttpBlobs;
import dev.gitmodel.lfs.LfsAddress;
import dev.gitmodel.lfs.Network;
import dev.gitmodel.lfs.Patience;
import dev.gitmodel.lfs.RemoteBlobs;
import dev.gitmodel.lfs.TransferClient;
import dev.gitmodel.lfs.TransferOperation;
import dev.gitmodel.lfs.TransferSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Opens the LFS objects of a repository elsewhere, wherever the user's settings say that they are
 * and by whatever way leads there. Nothing is asked of the network before an object is.
 */
public final class RemoteObjects {
  private final GitSettings settings;
  private final PureSsh pureSsh;

  /** Speaks git-lfs's pure SSH protocol where the other side does. */
  @FunctionalInterface
  interface PureSsh {
    /** Nothing where the other side does not know {@code git-lfs-transfer}. */
    Optional<RemoteBlobs> open(SshProgram ssh, SshUrl url, TransferOperation operation);
  }

  public RemoteObjects(GitSettings settings) {
    this(settings, RemoteObjects::overSsh);
  }

  RemoteObjects(GitSettings settings, PureSsh pureSsh) {
    this.settings = settings;
    this.pureSsh = pureSsh;
  }

  /** Those of the repository at {@code gitUrl}: a URL, a path, or the name of a remote. */
  public RemoteBlobs open(String gitUrl, TransferOperation operation) {
    Endpoints endpoints = new Endpoints(settings, operation);
    LfsEndpoint endpoint = endpoints.of(gitUrl);
    if (endpoint instanceof LfsEndpoint.Http http) {
      String reached = endpoints.reached(endpoints.ofRemote(gitUrl).orElse(gitUrl));
      return http(LfsAddress.of(http.url().uri()), login(http.url(), WebUrl.parse(reached)));
    }
    return endpoint instanceof LfsEndpoint.Ssh ssh
        ? ssh(ssh.url(), operation)
        : new DirectoryRemote(((LfsEndpoint.Directory) endpoint).lfs());
  }

  /** Whose user and path the credentials are for: Git's own URL on the same server. */
  private static Optional<WebUrl> login(WebUrl lfs, Optional<WebUrl> repository) {
    return repository
        .filter(url -> url.sameServer(lfs.uri()))
        .filter(url -> lfs.user().isEmpty() || lfs.user().equals(url.user()))
        .or(() -> Optional.of(lfs));
  }

  private RemoteBlobs http(LfsAddress address, Optional<WebUrl> login) {
    TransferSettings transfers = transfers();
    String user = login.map(WebUrl::user).orElse("");
    UserRoutes routes = new UserRoutes(new HttpSettings(settings, user), transfers.dial());
    return new HttpBlobs(
        address,
        new Network(routes, new CredentialHelper(settings, login), Patience.REAL),
        transfers);
  }

  private RemoteBlobs ssh(SshUrl url, TransferOperation operation) {
    SshProgram ssh = new SshProgram(settings);
    String wanted =
        new UrlMatch(settings, "lfs").last(url.uri(), url.user(), "sshtransfer").orElse("");
    RemoteBlobs byHttp =
        http(
            new SshAuthenticate(ssh, url, operation, Patience.REAL::now),
            Optional.of(Endpoints.guessed(url)));
    return wanted.equals("never")
        ? byHttp
        : new SshBlobs(() -> pureSsh.open(ssh, url, operation), byHttp);
  }

  private static Optional<RemoteBlobs> overSsh(
      SshProgram ssh, SshUrl url, TransferOperation operation) {
    TransferClient client =
        new TransferClient(
            what ->
                new SshSession(
                    ssh.start(url, List.of("git-lfs-transfer", url.path(), what.text()))));
    if (client.answers(operation)) {
      return Optional.of(client);
    }
    client.close();
    return Optional.empty();
  }

  private TransferSettings transfers() {
    TransferSettings usual = TransferSettings.DEFAULT;
    return new TransferSettings(
        settings.number("lfs", "", "concurrenttransfers").orElse(usual.concurrent()),
        settings.number("lfs", "transfer", "batchsize").orElse(usual.batch()),
        settings.number("lfs", "transfer", "maxretries").orElse(usual.retries()),
        seconds("transfer", "maxretrydelay", usual.longestDelay()),
        settings.number("lfs", "transfer", "maxverifies").orElse(usual.verifies()),
        seconds("", "dialtimeout", usual.dial()),
        seconds("", "activitytimeout", usual.idle()));
  }

  /** Nought is git-lfs's word for no limit at all. */
  private Duration seconds(String subsection, String name, Duration usual) {
    return settings
        .number("lfs", subsection, name)
        .map(seconds -> seconds == 0 ? Duration.ofDays(365) : Duration.ofSeconds(seconds))
        .orElse(usual);
  }
}
