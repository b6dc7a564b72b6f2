package dev.gitmodel.git;

import dev.gitmodel.lfs.Login;
import dev.gitmodel.lfs.Logins;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The user's logins as {@code git credential} knows them. Nothing of one is kept, shown, or given
 * to a program in any other way than on its standard input.
 */
final class CredentialHelper implements Logins {
  private final GitSettings settings;
  private final Optional<WebUrl> repository;

  /** {@code repository} is where Git itself goes, whose path and user count on the same server. */
  CredentialHelper(GitSettings settings, Optional<WebUrl> repository) {
    this.settings = settings;
    this.repository = repository;
  }

  @Override
  public Optional<Login> given(URI url) {
    return sameServer(url).flatMap(WebUrl::login);
  }

  @Override
  public Login ask(URI url) {
    return fill(url, described(url));
  }

  /** As above, of one user. */
  Login ask(URI url, String user) {
    Map<String, String> described = described(url);
    described.put("username", user);
    return fill(url, described);
  }

  private Login fill(URI url, Map<String, String> described) {
    Tool.Run run = run("fill", described);
    Map<String, String> answer =
        run.out()
            .lines()
            .filter(line -> line.indexOf('=') > 0)
            .map(line -> line.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> b));
    String password = answer.getOrDefault("password", "");
    if (run.exit() != 0 || password.isEmpty()) {
      throw new RegistryException(
          Problem.UNAUTHENTICATED,
          "no login for " + url.getScheme() + "://" + host(url) + why(run),
          "teach Git one: git help credentials");
    }
    return new Login(answer.getOrDefault("username", ""), password);
  }

  /** What git itself said; a helper's own words might be secret. */
  private static String why(Tool.Run run) {
    return run.err()
        .lines()
        .filter(line -> line.startsWith("fatal: "))
        .findFirst()
        .map(line -> ": " + Printable.of(line.substring("fatal: ".length())))
        .orElse("");
  }

  @Override
  public void approve(URI url, Login login) {
    tell("approve", url, login);
  }

  @Override
  public void reject(URI url, Login login) {
    tell("reject", url, login);
  }

  private void tell(String action, URI url, Login login) {
    Map<String, String> described = described(url);
    described.put("username", login.user());
    described.put("password", login.password());
    run(action, described);
  }

  private Map<String, String> described(URI url) {
    Map<String, String> described = new LinkedHashMap<>();
    described.put("protocol", url.getScheme());
    described.put("host", host(url));
    // Git drops it unless credential.useHttpPath is set.
    URI meant = sameServer(url).map(WebUrl::uri).orElse(url);
    String path = Optional.ofNullable(meant.getPath()).orElse("").replaceAll("^/+", "");
    if (!path.isEmpty()) {
      described.put("path", path);
    }
    sameServer(url)
        .map(WebUrl::user)
        .filter(user -> !user.isEmpty())
        .ifPresent(user -> described.put("username", user));
    return described;
  }

  private static String host(URI url) {
    return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
  }

  private Optional<WebUrl> sameServer(URI url) {
    return repository.filter(known -> known.sameServer(url));
  }

  private Tool.Run run(String action, Map<String, String> described) {
    StringBuilder text = new StringBuilder();
    described.forEach(
        (key, value) -> {
          if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0 || value.indexOf('\0') >= 0) {
            throw RegistryException.invalid(
                "the " + key + " of a login has a line break", "take it out of the URL");
          }
          text.append(key).append('=').append(value).append('\n');
        });
    ProcessBuilder git = new ProcessBuilder(List.of("git", "credential", action));
    git.directory(settings.directory().toFile());
    git.environment().clear();
    git.environment().putAll(settings.environment());
    return Tool.run(
        git, text.append('\n').toString().getBytes(StandardCharsets.UTF_8), "install git");
  }
}
