package dev.gitmodel.git;

import dev.gitmodel.model.RegistryException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PEM file: its certificates, or its private key; INVALID, with the file's name, where it is
 * none.
 */
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
  private static final byte[] RSA = {
    0x02,
    0x01,
    0x00,
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  private final Path file;
  private final String text;

  private Pem(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  static Pem read(Path file) {
    try {
      return new Pem(file, Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw RegistryException.invalid(
          "can't read " + file + ", which Git is set to use for https",
          "git config --get-regexp ssl");
    }
  }

  List<X509Certificate> certificates() {
    List<X509Certificate> certificates = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      while (block.find()) {
        if (block.group(1).endsWith("CERTIFICATE")) {
          byte[] der = Base64.getMimeDecoder().decode(block.group(2));
          certificates.add(
              (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
        }
      }
      return certificates;
    } catch (CertificateException | IllegalArgumentException e) {
      throw RegistryException.invalid(
          file + " has a broken certificate", "openssl x509 -in " + file);
    }
  }

  PrivateKey key() {
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      String kind = block.group(1);
      if (kind.equals("ENCRYPTED PRIVATE KEY") || block.group(2).contains("ENCRYPTED")) {
        throw unreadable("is encrypted");
      } else if (kind.equals("PRIVATE KEY")) {
        return key(Base64.getMimeDecoder().decode(block.group(2)));
      } else if (kind.equals("RSA PRIVATE KEY")) {
        return key(wrapped(Base64.getMimeDecoder().decode(block.group(2))));
      } else if (kind.endsWith("PRIVATE KEY")) {
        throw unreadable("is of a kind that can't be read here");
      }
    }
    throw unreadable("has no private key");
  }

  private PrivateKey key(byte[] pkcs8) {
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (GeneralSecurityException another) {
        // It says itself which kind it is, but only to whoever knows that kind.
      }
    }
    throw unreadable("is of a kind that can't be read here");
  }

  /** PKCS#1 in the envelope of PKCS#8. */
  private static byte[] wrapped(byte[] pkcs1) {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.writeBytes(RSA);
    inner.writeBytes(der(0x04, pkcs1));
    return der(0x30, inner.toByteArray());
  }

  private static byte[] der(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.length;
    if (length < 0x80) {
      out.write(length);
    } else if (length < 0x100) {
      out.writeBytes(new byte[] {(byte) 0x81, (byte) length});
    } else {
      out.writeBytes(new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length});
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private RegistryException unreadable(String why) {
    return RegistryException.invalid(
        file + ", which Git is set to use as the key for https, " + why,
        "openssl pkcs8 -topk8 -nocrypt -in " + file + " -out KEY && git config http.sslKey KEY");
  }
}
