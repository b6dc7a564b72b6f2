package dev.gitmodel.model;

/** What is known of a version's signature. */
public sealed interface Signature {
  /** There is none. */
  record Absent() implements Signature {}

  /** It is good, and the key is {@code signer}'s. */
  record Good(String signer) implements Signature {}

  /** It is there, and bad or by nobody known; {@code reason} says which. */
  record Bad(String reason) implements Signature {}
}
