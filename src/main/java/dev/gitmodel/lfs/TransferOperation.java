package dev.gitmodel.lfs;

import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import java.util.Locale;

/** What a session of git-lfs's protocol over SSH is for; said when it is opened. */
public enum TransferOperation {
  UPLOAD,
  DOWNLOAD,
  LOCK;

  /** The operation as it stands on the command line. */
  public static TransferOperation parse(String text) {
    return switch (text) {
      case "upload" -> UPLOAD;
      case "download" -> DOWNLOAD;
      case "lock" -> LOCK;
      default ->
          throw RegistryException.invalid(
              "'" + Printable.of(text) + "' is no operation of git-lfs-transfer",
              "git-lfs-transfer PATH upload or download");
    };
  }

  /** As {@link #parse} reads it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
