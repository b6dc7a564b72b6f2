package dev.gitmodel.cli;

import dev.gitmodel.store.Care.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What an examination found wrong, each with what to type. */
final class Findings {
  private Findings() {}

  /** What the help of a verb says that gives the rest where one thing can't be read. */
  static final String PARTIAL =
      "A version, or what is noted on it, that can't be read is a warning, and the exit code 6 says"
          + " that it is missing here.";

  /** The exit code of such a verb. */
  static int partial(List<Finding> unreadable) {
    return unreadable.isEmpty() ? ExitCode.DONE : AuditExport.INCOMPLETE;
  }

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
