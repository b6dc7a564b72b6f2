package dev.gitmodel.codec;

import org.jspecify.annotations.Nullable;

/**
 * The way from a document's root to a node, written out only for an error: a text a node would make
 * reading cost the square of the file's size.
 */
record Trail(@Nullable Trail parent, String step) {
  static final Trail ROOT = new Trail(null, "");

  Trail key(String key) {
    return new Trail(this, parent == null ? key : "." + key);
  }

  Trail index(int index) {
    return new Trail(this, "[" + index + "]");
  }

  @Override
  public String toString() {
    return parent == null ? step : parent + step;
  }
}
