package dev.gitmodel.model;

/** Why something could not be done: the one vocabulary of failure, mapped once per door. */
public enum Problem {
  /** The answer is no: a gate failed, versions differ, a verification found something. */
  REFUSED,
  /** Malformed input or wrong usage. */
  INVALID,
  /** No such model, version, alias or file. */
  NOT_FOUND,
  /** Already there with other content. */
  EXISTS,
  /** Moved meanwhile: what the request expected no longer holds. */
  CONFLICT,
  /** Nobody knows who is asking. */
  UNAUTHENTICATED,
  /** Known, and not allowed. */
  FORBIDDEN,
  /** A digest, a chain or an object is broken or missing. */
  CORRUPT,
  /** A network or remote failed: trying again may help. */
  UNAVAILABLE,
  /** Disk full, read-only or an I/O error; never a conflict. */
  STORAGE
}
