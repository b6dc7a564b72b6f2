package dev.gitmodel.git;

import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** The certificates that the user's settings mean, for a client. */
final class TlsContext {
  private TlsContext() {}

  /** For a client that speaks no TLS, which then need not read the JDK's certificates. */
  static SSLContext none() {
    return context(new KeyManager[0], new TrustManager[0]);
  }

  static SSLContext of(HttpSettings.Tls tls) {
    TrustManager trust = tls.verify() ? TrustedBy.of(roots(tls)) : new TrustsAll();
    return context(own(tls), new TrustManager[] {trust});
  }

  private static SSLContext context(KeyManager[] own, TrustManager[] trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  private static List<X509Certificate> roots(HttpSettings.Tls tls) {
    List<X509Certificate> roots = new ArrayList<>();
    tls.caInfo().ifPresent(file -> roots.addAll(Pem.read(file).certificates()));
    tls.caPath().ifPresent(folder -> roots.addAll(below(folder)));
    return roots;
  }

  private static List<X509Certificate> below(Path folder) {
    List<X509Certificate> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (Files.isRegularFile(file)) {
          found.addAll(Pem.read(file).certificates());
        }
      }
      return found;
    } catch (IOException e) {
      throw RegistryException.invalid(
          "can't read " + folder + ", which Git is set to use for https",
          "git config --get-regexp ssl");
    }
  }

  private static KeyManager[] own(HttpSettings.Tls tls) {
    Optional<Path> cert = tls.cert();
    if (cert.isEmpty()) {
      return new KeyManager[0];
    }
    List<X509Certificate> chain = Pem.read(cert.get()).certificates();
    if (chain.isEmpty()) {
      throw RegistryException.invalid(
          cert.get() + " has no certificate", "git config --get-regexp ssl");
    }
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "own",
          Pem.read(tls.key().orElse(cert.get())).key(),
          new char[0],
          chain.toArray(Certificate[]::new));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, new char[0]);
      return factory.getKeyManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw RegistryException.invalid(
          "the certificate and key for https do not go together: " + cert.get(),
          "git config --get-regexp ssl");
    }
  }
}
