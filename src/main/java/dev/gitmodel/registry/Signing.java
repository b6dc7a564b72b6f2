package dev.gitmodel.registry;

/** Whether a version's tag gets a signature. */
public enum Signing {
  SIGNED,
  UNSIGNED
}
