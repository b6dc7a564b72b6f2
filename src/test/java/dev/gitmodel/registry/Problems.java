package dev.gitmodel.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Says that something fails, why, and in which words. */
final class Problems {
  private Problems() {}

  static AbstractThrowableAssert<?, RegistryException> assertProblem(
      Problem problem, ThrowingCallable call) {
    return assertThatThrownBy(call)
        .asInstanceOf(InstanceOfAssertFactories.throwable(RegistryException.class))
        .satisfies(e -> assertThat(e.problem()).isEqualTo(problem));
  }
}
