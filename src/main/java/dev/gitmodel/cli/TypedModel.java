package dev.gitmodel.cli;

import dev.gitmodel.model.ModelName;
import java.util.Optional;

/** A model as it is typed: by its name, or empty for {@code .}, that of the clone one stands in. */
record TypedModel(Optional<ModelName> name) {
  /** That of the clone. */
  static final TypedModel HERE = new TypedModel(Optional.empty());

  /** INVALID where it is neither a name nor {@code .}. */
  static TypedModel parse(String text) {
    return text.equals(".") ? HERE : new TypedModel(Optional.of(ModelName.parse(text)));
  }
}
