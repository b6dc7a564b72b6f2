package dev.gitmodel.cli;

import dev.gitmodel.store.Care.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What an examination found wrong, each with what to type. */
final class Findings {
  private Findings() {}

  /** As the answer of a command that was asked to look; what to type is said once. */
  static void print(Output out, List<Finding> findings) {
    Set<String> said = new HashSet<>();
    for (Finding finding : findings) {
      out.line(finding.subject() + ": " + finding.matter());
      if (!finding.hint().isEmpty() && said.add(finding.hint())) {
        out.hint(finding.hint());
      }
    }
  }

  /** As a remark of a command that was asked for something else. */
  static void warn(Output out, Finding finding) {
    out.warning(finding.subject() + ": " + finding.matter());
    if (!finding.hint().isEmpty()) {
      out.hint(finding.hint());
    }
  }
}
