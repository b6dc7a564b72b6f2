package dev.gitmodel.git;

import dev.gitmodel.lfs.Login;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * What the user's own Git has for sending things: its certificates, as they are set for a URL or
 * for mail, and its passwords.
 */
public final class Sending {
  private final GitSettings settings;

  private Sending(GitSettings settings) {
    this.settings = settings;
  }

  /** As Git is set up around {@code folder}. */
  public static Sending around(Map<String, String> environment, Path folder) {
    return new Sending(GitSettings.read(environment, folder));
  }

  /** For https, as {@code http.*} says. */
  public SSLSocketFactory web(URI url) {
    return TlsContext.of(new HttpSettings(settings, "").tls(url)).getSocketFactory();
  }

  /** For mail, as {@code sendemail.smtpSSLCertPath} says: a file or folder, or empty for none. */
  public SSLSocketFactory mail() {
    Optional<String> said = settings.get("sendemail", "smtpsslcertpath");
    Optional<Path> path = said.filter(text -> !text.isEmpty()).map(settings::file);
    return TlsContext.of(
            new HttpSettings.Tls(
                said.isEmpty() || path.isPresent(),
                path.filter(p -> !Files.isDirectory(p)),
                path.filter(Files::isDirectory),
                Optional.empty(),
                Optional.empty()))
        .getSocketFactory();
  }

  /** The last value of a setting, by its key as it is typed. */
  public Optional<String> setting(String key) {
    GitSettings.Setting asked = GitSettings.Setting.of(key, "");
    return settings.get(asked.section(), asked.subsection(), asked.name());
  }

  /** As {@code git credential fill} gives it; UNAUTHENTICATED where there is none. */
  public Login login(URI server, String user) {
    return helper().ask(server, user);
  }

  /** Tells Git whether a login was good, so that it keeps it or forgets it. */
  public void answer(URI server, Login login, boolean good) {
    if (good) {
      helper().approve(server, login);
    } else {
      helper().reject(server, login);
    }
  }

  private CredentialHelper helper() {
    return new CredentialHelper(settings, Optional.empty());
  }
}
