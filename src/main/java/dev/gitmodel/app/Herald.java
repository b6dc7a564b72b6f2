package dev.gitmodel.app;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.notify.Notifier;
import dev.gitmodel.notify.Start;
import dev.gitmodel.notify.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tells on the way of something else: for a short time, and never in the way of it. */
record Herald(Notifier notifier) {
  private static final Duration SHORT = Duration.ofSeconds(10);

  /** Of that entry, which was written just now, and of what followed; what could not be told. */
  List<String> from(ModelName model, Revision entry) {
    return tell(model, Start.written(entry));
  }

  /** Of what followed that entry; what could not be told, in words. */
  List<String> after(ModelName model, Revision entry) {
    return tell(model, new Start.After(entry));
  }

  private List<String> tell(ModelName model, Start start) {
    List<String> words = new ArrayList<>();
    try {
      for (Told told : notifier.tell(model, start, SHORT)) {
        if (told.waiting() > 0) {
          words.add(words(told));
        }
      }
    } catch (RegistryException e) {
      words.add("nobody was told of it: " + e.text());
    }
    return words;
  }

  private static String words(Told told) {
    String why = told.failure().map(failure -> failure.why()).orElse("there was no more time");
    return told.to()
        + " was not told yet ("
        + told.waiting()
        + (told.waiting() == 1 ? " waits" : " wait")
        + "): "
        + why
        + "; the next write to "
        + told.model()
        + " tries again, or: git model notify "
        + told.model();
  }
}
