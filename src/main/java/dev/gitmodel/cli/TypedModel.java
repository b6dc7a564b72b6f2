package dev.gitmodel.cli;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import java.util.Optional;

/** A model as it is typed: by its name, or empty for {@code .}, that of the clone one stands in. */
record TypedModel(Optional<ModelName> name) {
  /** That of the clone. */
  static final TypedModel HERE = new TypedModel(Optional.empty());

  /** INVALID where it is neither a name nor {@code .}; a reference is told apart. */
  static TypedModel parse(String text) {
    int at = text.indexOf('@');
    if (at > 0) {
      throw RegistryException.invalid(
          "'" + Printable.of(text) + "' is a version, and a model is asked for",
          "leave out what begins with the @: " + Printable.of(text.substring(0, at)));
    }
    return text.equals(".") ? HERE : new TypedModel(Optional.of(ModelName.parse(text)));
  }
}
