package dev.gitmodel.lfs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A user's name and password for one host; never shows the password. */
public record Login(String user, String password) {
  /** The value of an {@code Authorization} field. */
  String basic() {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  @Override
  public String toString() {
    return "Login[" + user + "]";
  }
}
