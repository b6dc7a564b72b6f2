package dev.gitmodel.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.store.Care.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FindingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "acme/x | acme/x: refs/tags/v1.0.0 is broken | refs/tags/v1.0.0 is broken",
        "acme/x@1.0.0 | acme/x: refs/tags/v1.0.0 is broken | refs/tags/v1.0.0 is broken",
        "acme/x@1.0.0 | can't read 1.0.0 of acme/x: gone | can't read 1.0.0: gone",
        "acme/x: refs/audit/log | can't read the history of acme/x | can't read the history",
        "acme/x | the parent of acme/xy is gone | the parent of acme/xy is gone",
        "acme/x | a copy of acme/x.git is left | a copy of acme/x.git is left",
        "acme/x | /srv/acme/x.git is not readable | /srv/acme/x.git is not readable",
        "(loop | (loop is a link | (loop is a link"
      })
  void theModelIsNamedOnce(String subject, String said, String matter) {
    assertThat(new Finding(subject, said, "").matter()).isEqualTo(matter);
  }

  @Test
  void besideOtherModelsItIsNamedOnceToo() {
    ModelName model = ModelName.parse("acme/x");

    assertThat(new Finding("refs/tags/v1", "is broken", "").of(model).subject())
        .isEqualTo("acme/x: refs/tags/v1");
    for (String named : new String[] {"acme/x", "acme/x@1.0.0"}) {
      assertThat(new Finding(named, "is broken", "").of(model).subject()).isEqualTo(named);
    }
    assertThat(new Finding("acme/xy", "is broken", "").of(model).subject())
        .isEqualTo("acme/x: acme/xy");
  }
}
