package dev.gitmodel.registry;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Care;
import dev.gitmodel.store.Progress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Care that finds what it is told, and mends all of it. */
final class FakeCare implements Care {
  final List<Finding> findings = new ArrayList<>();
  final List<String> asked = new ArrayList<>();
  final Set<ModelName> unreadable = new HashSet<>();
  OptionalLong copies = OptionalLong.empty();

  private void ask(String what, ModelName model) {
    asked.add(what + " " + model);
    if (unreadable.contains(model)) {
      throw new RegistryException(Problem.CORRUPT, "HEAD is gone", "restore it");
    }
  }

  @Override
  public Freed collect(ModelName model, Collecting how) {
    ask((how.dryRun() ? "weigh" : "free") + " after " + how.grace(), model);
    return new Freed(List.of(new Garbage("object", 10), new Garbage("pack", 5)), copies);
  }

  @Override
  public List<Finding> examine(ModelName model, Examination how, Progress progress) {
    ask("examine " + how, model);
    return List.copyOf(findings);
  }

  @Override
  public List<Mend> mend(ModelName model, boolean dryRun) {
    ask(dryRun ? "rehearse" : "mend", model);
    List<Mend> mends =
        findings.stream()
            .filter(f -> f.hint().contains("--fix"))
            .map(f -> new Mend(f.subject(), f.subject() + " removed", "remove " + f.subject()))
            .toList();
    if (!dryRun) {
      findings.removeIf(f -> f.hint().contains("--fix"));
    }
    return mends;
  }
}
