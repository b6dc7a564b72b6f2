package dev.gitmodel.store;

import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.MetricValue;
import java.nio.file.Path;
import java.util.Map;

/** Where versions are tried out: private folders, and the user's own commands run in them. */
public interface Workbench {
  /** A new place, empty and nobody else's. */
  Place open();

  /** A folder that is gone when it is closed, and also when the program is interrupted. */
  interface Place extends AutoCloseable {
    Path folder();

    /** Runs a command line of the user's in {@code in} to its end, and reads what it printed. */
    Reading measure(String command, Path in, Map<String, String> environment);

    @Override
    void close();
  }

  /** What came of it. */
  sealed interface Reading {
    /** The last line was this number. */
    record Value(MetricValue value) implements Reading {}

    /** All of it was an object of metrics. */
    record Metrics(MetricSet metrics) implements Reading {}

    /** It said that this one can't be tested: exit code 125, as with {@code git bisect run}. */
    record Untestable() implements Reading {}

    /** It failed; {@code said} is the end of what it wrote to stderr. */
    record Failed(int exit, String said) implements Reading {}

    /** It went well but printed no metric; {@code why} says what was there instead. */
    record Nothing(String why) implements Reading {}
  }
}
