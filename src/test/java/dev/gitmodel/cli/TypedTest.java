package dev.gitmodel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models and references as they are typed. */
class TypedTest {
  private static final ModelName IRIS = ModelName.parse("acme/iris");

  @ParameterizedTest
  @ValueSource(strings = {"@1.2.0", ".@1.2.0", "@v1.2.0"})
  void withoutANameItIsAVersionOfTheClone(String typed) {
    TypedReference reference = TypedReference.parse(typed);
    assertThat(reference.model()).isEqualTo(TypedModel.HERE);
    assertThat(reference.selector()).hasToString("1.2.0");
  }

  @Test
  void aDotAloneIsTheLatestOfTheClone() {
    assertThat(TypedReference.parse("."))
        .isEqualTo(new TypedReference(TypedModel.HERE, new Selector.Latest()));
    assertThat(TypedModel.parse(".")).isEqualTo(TypedModel.HERE);
  }

  @Test
  void aNameIsTheModel() {
    assertThat(TypedModel.parse("acme/iris").name()).contains(IRIS);
    assertThat(TypedReference.parse("acme/iris@champion").model().name()).contains(IRIS);
    assertThat(TypedReference.parse("acme/iris").selector()).isEqualTo(new Selector.Latest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "./iris", "@", ".@", "@@", "iris@", ".x@1.0.0"})
  void whatIsNeitherIsInvalid(String typed) {
    assertThatThrownBy(() -> TypedReference.parse(typed)).isInstanceOf(RegistryException.class);
  }
}
