package dev.gitmodel.model;

/** Which part of a version goes up. */
public enum Bump {
  MAJOR,
  MINOR,
  PATCH,
  /** The next pre-release. */
  PRE
}
