package dev.gitmodel.registry;

import dev.gitmodel.model.Revision;
import dev.gitmodel.registry.Checkpoint.Head;
import dev.gitmodel.store.Care.Finding;
import java.util.List;
import java.util.Optional;

/** A head that was noted earlier, looked for in a log as it is now, newest first. */
final class SavedHead {
  private final Head saved;
  private Optional<Revision> newest = Optional.empty();
  private int seen;
  private int before = -1;

  SavedHead(Head saved) {
    this.saved = saved;
  }

  /** The next older entry. */
  void see(Revision entry) {
    newest = newest.or(() -> Optional.of(entry));
    if (entry.equals(saved.head())) {
      before = seen;
    }
    seen++;
  }

  /** What is wrong, once the log's beginning is reached. */
  List<Finding> findings(String subject) {
    if (before < 0) {
      return List.of(
          new Finding(subject, lost(), "put it back from a clone that has " + saved.head()));
    }
    int upToIt = seen - before;
    if (upToIt != saved.entries()) {
      return List.of(
          new Finding(
              subject,
              "has "
                  + count(upToIt)
                  + " up to "
                  + saved.head()
                  + "; the checkpoint has "
                  + saved.entries(),
              "its beginning was cut off; compare it with a clone"));
    }
    return List.of();
  }

  private String lost() {
    String now =
        newest.map(head -> count(seen) + " and ends with " + head).orElse("no entry any more");
    return (seen < saved.entries() ? "was cut off: it has " : "was rewritten: it has ")
        + now
        + "; the checkpoint has "
        + saved.entries()
        + " and ends with "
        + saved.head();
  }

  private static String count(int entries) {
    return entries == 1 ? "1 entry" : entries + " entries";
  }
}
