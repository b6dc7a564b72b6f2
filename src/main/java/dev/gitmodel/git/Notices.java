package dev.gitmodel.git;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Says each thing that the user should know once, however often it comes up; from any thread. */
public final class Notices implements Consumer<String> {
  private final Consumer<String> saying;
  private final Set<String> said = new HashSet<>();

  /** Over whatever says them. */
  public Notices(Consumer<String> saying) {
    this.saying = saying;
  }

  @Override
  public synchronized void accept(String text) {
    if (said.add(text)) {
      saying.accept(text);
    }
  }
}
