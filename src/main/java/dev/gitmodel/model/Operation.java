package dev.gitmodel.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can happen to a model, as the audit log names it. */
public enum Operation {
  MODEL_CREATE,
  VERSION_PUBLISH,
  VERSION_DELETE,
  ALIAS_SET,
  ALIAS_MOVE,
  ALIAS_REMOVE,
  METRICS_UPDATE,
  DESCRIPTION_UPDATE,
  EXPERIMENT_START,
  EXPERIMENT_PROMOTE,
  EXPERIMENT_DELETE,
  PUSH_OBSERVED;

  /** The text of the trailer, {@code alias.move}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /** The operation of that text. */
  public static Optional<Operation> ofText(String text) {
    return Arrays.stream(values()).filter(o -> o.text().equals(text)).findFirst();
  }
}
