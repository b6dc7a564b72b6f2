package dev.gitmodel.notify;

import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * A server that takes mail from {@code from}; {@code domain} is what this machine calls itself
 * there.
 */
public record MailServer(
    String host,
    int port,
    Encryption encryption,
    String from,
    Optional<String> domain,
    Optional<Supplier<Login>> login,
    Supplier<SSLSocketFactory> tls) {

  /** How the connection is kept private. */
  public enum Encryption {
    /** Not at all. */
    NONE,
    /** STARTTLS, or nothing is sent. */
    STARTTLS,
    /** TLS from the first byte. */
    TLS
  }

  /** Who sends; {@code answer} hears whether the server took it. */
  public record Login(String user, String password, Answer answer) {
    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }

  /** Hears whether a login was good. */
  @FunctionalInterface
  public interface Answer {
    void isGood(boolean good);
  }
}
