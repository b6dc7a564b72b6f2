package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

/** What a process left: its exit code, and what it wrote. */
record Run(int exit, String out, String err) {
  /** Itself, having succeeded. */
  Run ok() {
    return exits(0);
  }

  /** Itself, having ended with {@code code}. */
  Run exits(int code) {
    assertThat(exit).as("exit code of%n%s", this).isEqualTo(code);
    return this;
  }

  @Override
  public String toString() {
    return "exit " + exit + "\n--- out\n" + out + "--- err\n" + err;
  }
}
