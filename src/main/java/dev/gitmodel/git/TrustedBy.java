package dev.gitmodel.git;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts what the user's own certificates vouch for, or the JDK's, or the system's, which stock git
 * would use; the host's name is checked by each of them.
 */
final class TrustedBy extends X509ExtendedTrustManager {
  private static final List<String> SYSTEM =
      List.of(
          "/etc/ssl/certs/ca-certificates.crt",
          "/etc/pki/tls/certs/ca-bundle.crt",
          "/etc/ssl/ca-bundle.pem",
          "/etc/ssl/cert.pem");

  private final List<X509ExtendedTrustManager> own;
  private Optional<X509ExtendedTrustManager> system = Optional.empty();
  private boolean systemRead;

  private TrustedBy(List<X509ExtendedTrustManager> own) {
    this.own = own;
  }

  static TrustedBy of(List<X509Certificate> roots) {
    X509ExtendedTrustManager jdk = manager(Optional.empty());
    return new TrustedBy(
        roots.isEmpty() ? List.of(jdk) : List.of(manager(Optional.of(roots)), jdk));
  }

  private static X509ExtendedTrustManager manager(Optional<List<X509Certificate>> roots) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(roots.isPresent() ? store(roots.get()) : null);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager found) {
          return found;
        }
      }
      throw new IllegalStateException("every JDK has a trust manager");
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("every JDK can hold certificates", e);
    }
  }

  private static KeyStore store(List<X509Certificate> roots)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (int i = 0; i < roots.size(); i++) {
      store.setCertificateEntry("root" + i, roots.get(i));
    }
    return store;
  }

  /** Read only where nobody else vouches for a server. */
  private synchronized Optional<X509ExtendedTrustManager> system() {
    if (!systemRead) {
      systemRead = true;
      system =
          SYSTEM.stream()
              .map(Path::of)
              .filter(Files::isReadable)
              .findFirst()
              .map(file -> manager(Optional.of(Pem.read(file).certificates())));
    }
    return system;
  }

  private interface Check {
    void by(X509ExtendedTrustManager manager) throws CertificateException;
  }

  private void check(Check check) throws CertificateException {
    CertificateException last = new CertificateException("nobody vouches for it");
    for (X509ExtendedTrustManager manager : own) {
      try {
        check.by(manager);
        return;
      } catch (CertificateException e) {
        last = e;
      }
    }
    Optional<X509ExtendedTrustManager> also = system();
    if (also.isEmpty()) {
      throw last;
    }
    check.by(also.get());
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(manager -> manager.checkServerTrusted(chain, type));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(manager -> manager.checkServerTrusted(chain, type, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(manager -> manager.checkServerTrusted(chain, type, engine));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("we serve nobody");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return own.stream()
        .flatMap(manager -> Stream.of(manager.getAcceptedIssuers()))
        .toArray(X509Certificate[]::new);
  }
}
