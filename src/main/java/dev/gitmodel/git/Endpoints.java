package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.lfs.TransferOperation;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the LFS endpoint of a repository in git-lfs's order: {@code lfs.pushurl} for uploads,
 * {@code lfs.url}, {@code remote.<r>.lfspushurl} for uploads, {@code remote.<r>.lfsurl}, else what
 * follows from the repository's own URL. Only the user's settings count, never a file of a
 * repository.
 */
final class Endpoints {
  private final GitSettings settings;
  private final TransferOperation operation;

  Endpoints(GitSettings settings, TransferOperation operation) {
    this.settings = settings;
    this.operation = operation;
  }

  /** The endpoint for {@code gitUrl}, a URL, a path or the name of a remote. */
  LfsEndpoint of(String gitUrl) {
    String url = ofRemote(gitUrl).orElse(gitUrl);
    return configured(gitUrl, url)
        .map(configured -> endpoint(reached(configured), false))
        .orElseGet(() -> endpoint(reached(url), true));
  }

  /** Where Git itself goes. */
  String reached(String url) {
    return operation == TransferOperation.UPLOAD
        ? GitUrl.toPush(url, settings)
        : GitUrl.toFetch(url, settings);
  }

  /** The URL of the remote that is called so. */
  Optional<String> ofRemote(String name) {
    Optional<String> url = settings.get("remote", name, "url");
    return operation == TransferOperation.UPLOAD
        ? settings.get("remote", name, "pushurl").or(() -> url)
        : url;
  }

  private Optional<String> configured(String name, String url) {
    List<String> remotes =
        settings.get("remote", name, "url").isPresent()
            ? List.of(name)
            : GitUrl.remotes(url, settings);
    return Stream.concat(
            candidates("lfs", "", "pushurl", "url"),
            remotes.stream().flatMap(r -> candidates("remote", r, "lfspushurl", "lfsurl")))
        .findFirst();
  }

  private Stream<String> candidates(String section, String of, String push, String both) {
    Optional<String> forPush =
        operation == TransferOperation.UPLOAD ? settings.get(section, of, push) : Optional.empty();
    return Stream.of(forPush, settings.get(section, of, both))
        .flatMap(Optional::stream)
        .filter(value -> !value.isBlank());
  }

  /** {@code derive} where {@code text} is the repository's URL and not LFS's own. */
  private LfsEndpoint endpoint(String text, boolean derive) {
    String url = ofGitProtocol(text);
    Optional<WebUrl> web = WebUrl.parse(url);
    if (web.isPresent()) {
      return new LfsEndpoint.Http(derive ? derived(web.get()) : web.get());
    }
    if (url.toLowerCase(Locale.ROOT).startsWith("file://")) {
      return directory(
          URLDecoder.decode(url.substring(7).replace("+", "%2B"), StandardCharsets.UTF_8));
    }
    Optional<SshUrl> ssh = SshUrl.parse(url);
    if (ssh.isPresent()) {
      return new LfsEndpoint.Ssh(ssh.get());
    }
    if (url.contains("://")) {
      throw RegistryException.invalid(
          "nobody knows how LFS goes over '" + Printable.of(url.split("://", 2)[0]) + "'",
          "name the host's LFS server: git config --global lfs.url URL");
    }
    return directory(url);
  }

  /** {@code git://} serves no LFS, so git-lfs goes to the same path of a web server. */
  private String ofGitProtocol(String url) {
    return url.startsWith("git://")
        ? settings.get("lfs", "gitprotocol").orElse("https")
            + "://"
            + url.substring(6).replaceFirst(":9418/", "/")
        : url;
  }

  static WebUrl derived(WebUrl repository) {
    String path = Optional.ofNullable(repository.uri().getRawPath()).orElse("");
    String trimmed = path.replaceAll("/+$", "");
    return repository.at((trimmed.endsWith(".git") ? trimmed : trimmed + ".git") + "/info/lfs");
  }

  /** What git-lfs guesses where ssh names no server. */
  static WebUrl guessed(SshUrl url) {
    String host = url.host().indexOf(':') < 0 ? url.host() : "[" + url.host() + "]";
    String path = url.path().replaceAll("^/+", "");
    return derived(
        WebUrl.parse("https://" + host + "/" + path)
            .orElseThrow(() -> new IllegalStateException("it starts with https")));
  }

  private LfsEndpoint directory(String text) {
    try {
      return new LfsEndpoint.Directory(lfsFolder(settings.file(text)));
    } catch (InvalidPathException e) {
      throw RegistryException.invalid("'" + Printable.of(text) + "' is no path", "");
    }
  }

  /** As git finds the repository that a path means. */
  private static Path lfsFolder(Path path) {
    for (String suffix : List.of("/.git", "", ".git/.git", ".git")) {
      Path candidate = Path.of(path + suffix);
      if (Files.isRegularFile(candidate) && suffix.endsWith("/.git")) {
        candidate = linked(candidate);
      }
      if (Files.isDirectory(candidate.resolve("objects"))
          && Files.exists(candidate.resolve("HEAD"))) {
        return candidate.resolve("lfs");
      }
    }
    throw RegistryException.notFound(
        "there is no Git repository at " + Printable.of(path.toString()),
        "see where the remote is: git remote -v");
  }

  /** What the {@code .git} file of a worktree or submodule leads to. */
  private static Path linked(Path file) {
    try {
      String text = Files.readString(file).strip();
      Path own =
          file.resolveSibling(text.startsWith("gitdir: ") ? text.substring(8) : text).normalize();
      Path common = own.resolve("commondir");
      return Files.isRegularFile(common)
          ? own.resolve(Files.readString(common).strip()).normalize()
          : own;
    } catch (IOException e) {
      throw Durable.storage("can't read " + file, e);
    }
  }
}
