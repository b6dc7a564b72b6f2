package dev.gitmodel.lfs;

import java.util.Locale;

/** Which way objects go; the other side may have an address for each. */
public enum LfsOperation {
  DOWNLOAD,
  UPLOAD;

  /** As the protocols call it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
