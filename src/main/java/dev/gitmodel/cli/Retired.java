package dev.gitmodel.cli;

import dev.gitmodel.model.Tombstone;
import java.util.Optional;

/** How an answer about the past tells that a version is gone by now. */
final class Retired {
  private Retired() {}

  /** Before a text: that the version was deleted since. */
  static String mark(Optional<Tombstone> retired) {
    return retired.map(t -> "[deleted " + Moment.shown(t.at()) + "] ").orElse("");
  }

  /** As a remark, with who and why. */
  static void tell(Output out, Optional<Tombstone> retired) {
    retired.ifPresent(
        t ->
            out.warning(
                t.version()
                    + " was deleted on "
                    + Moment.shown(t.at())
                    + " by "
                    + t.by()
                    + t.reason().map(why -> ": " + why).orElse("")));
  }
}
