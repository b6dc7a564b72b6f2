package dev.gitmodel.cli;

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
}
