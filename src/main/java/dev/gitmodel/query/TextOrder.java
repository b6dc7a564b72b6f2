package dev.gitmodel.query;

/** A field that is asked to be less or greater than a text that is no number. */
public record TextOrder(String path, String text) {
  /** Whether the value is a number, which is neither less nor greater than a text. */
  public boolean neverFits(Object value) {
    return Judgement.number(value).isPresent();
  }
}
