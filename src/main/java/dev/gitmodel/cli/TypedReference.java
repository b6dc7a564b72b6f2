package dev.gitmodel.cli;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;

/**
 * A reference as it is typed: {@code MODEL[@SELECTOR]}, where in a clone {@code .} or nothing
 * stands for its model ({@code .}, {@code .@champion}, {@code @1.2.0}).
 */
record TypedReference(TypedModel model, Selector selector) {
  /** INVALID where it is no reference. */
  static TypedReference parse(String text) {
    int at = text.indexOf('@');
    if (at < 0) {
      return new TypedReference(TypedModel.parse(text), new Selector.Latest());
    }
    TypedModel model = at == 0 ? TypedModel.HERE : TypedModel.parse(text.substring(0, at));
    return new TypedReference(model, Selector.parse(text.substring(at + 1)));
  }

  /**
   * What is selected of {@code model}, by the selector alone or by a whole reference to the same
   * model; INVALID where it is to another.
   */
  static Selector within(Caller caller, ModelName model, String text) {
    int at = text.indexOf('@');
    if (at < 0) {
      return Selector.parse(text);
    }
    TypedReference typed = parse(text);
    if (at > 0 && !caller.model(typed.model()).equals(model)) {
      throw RegistryException.invalid(
          "'" + text + "' is of another model than " + model, "name a version of " + model);
    }
    return typed.selector();
  }
}
