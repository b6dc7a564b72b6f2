package dev.gitmodel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that something is refused, why, and in which words. */
public final class Refusals {
  private Refusals() {}

  public static void refused(Problem problem, ThrowingCallable call) {
    refused(problem, "", call);
  }

  /** {@code fragment} is part of the message or of the hint. */
  public static void refused(Problem problem, String fragment, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> {
              assertThat(e.problem()).as(e.text()).isEqualTo(problem);
              assertThat(e.text()).isNotBlank();
              assertThat(e.text() + "\n" + e.hint()).contains(fragment);
            });
  }
}
