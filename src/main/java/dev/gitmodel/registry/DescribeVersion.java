package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Edits the description of a published version; what was published stays as it is. */
public final class DescribeVersion {
  /** Markdown, or nothing: then the manifest's own description holds again. */
  public record Request(Actor by, ModelName model, Selector version, Optional<String> text) {
    public Request {
      text = text.map(t -> Texts.lines("a description", t)).filter(t -> !t.isEmpty());
    }
  }

  /** The edited description as it was and as it is. */
  public record Result(
      ModelName model, Version version, Optional<String> before, Optional<String> after) {}

  private final Ledger ledger;

  public DescribeVersion(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Sets it; the same text again writes nothing. */
  public Done<Result> apply(Request request) {
    return ledger.write(request.model(), request.by(), now -> decide(now, request));
  }

  /** What {@link #apply} would do now. */
  public Done<Result> plan(Request request) {
    return ledger.rehearse(request.model(), now -> decide(now, request));
  }

  static Done<Result> decide(Snapshot now, Request request) {
    Version version = Resolver.resolve(now, request.version());
    Optional<String> before = now.description(version).map(String::strip);
    Result result = new Result(now.model(), version, before, request.text());
    if (before.equals(request.text())) {
      return Done.already(result);
    }
    String shown = request.text().flatMap(t -> t.lines().findFirst()).orElse("taken away");
    Event event =
        new Event(Operation.DESCRIPTION_UPDATE, "description " + version + ": " + shown)
            .trailer("Version", version)
            .change("description", tree(version, before), tree(version, request.text()));
    return Done.with(
        result,
        new ChangeSet(
            List.of(new Change.SetDescription(version, request.text())), event.finished()));
  }

  private static Map<String, String> tree(Version version, Optional<String> text) {
    return text.map(t -> Map.of(version.toString(), t)).orElse(Map.of());
  }
}
