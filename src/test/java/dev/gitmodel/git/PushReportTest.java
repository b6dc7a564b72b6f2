package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PushReportTest {
  private static PushReport of(String... lines) {
    PushReport report = new PushReport();
    for (String line : lines) {
      report.line(line);
    }
    return report;
  }

  @Test
  void everyRefOfASuccessIsMoved() {
    PushReport report =
        of(
            "To host:x.git",
            "*\t1234:refs/tags/v1.0.0\t[new tag]",
            " \t1234:refs/heads/main\t1..2",
            "+\t1234:refs/aliases/champion\t1...2 (forced update)",
            "-\t:refs/aliases/old\t[deleted]",
            "=\t1234:refs/notes/metrics\t[up to date]",
            "Done");
    assertThat(report.moved())
        .containsExactly(
            "refs/tags/v1.0.0",
            "refs/heads/main",
            "refs/aliases/champion",
            "refs/aliases/old",
            "refs/notes/metrics");
    assertThat(report.refused()).isEmpty();
  }

  @Test
  void aRefusalSaysWhy() {
    PushReport report =
        of(
            "To host:x.git",
            "!\t1:refs/audit/log\t[rejected] (stale info)",
            "!\t1:refs/heads/main\t[remote rejected] (pre-receive hook declined (twice))");
    assertThat(report.refused())
        .containsEntry("refs/audit/log", "stale info")
        .containsEntry("refs/heads/main", "pre-receive hook declined (twice)");
    assertThat(report.moved()).isEmpty();
  }

  @Test
  void otherLinesAreNotRefs() {
    PushReport report = of("remote: hello", "", "warning:\tx\ty");
    assertThat(report.moved()).isEmpty();
    assertThat(report.refused()).isEmpty();
  }
}
