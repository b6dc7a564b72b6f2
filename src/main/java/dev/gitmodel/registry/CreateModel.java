package dev.gitmodel.registry;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.util.List;

/** Makes an empty model with its own object store. */
public final class CreateModel {
  /** Make {@code model}, of a kind as in {@code model.yaml}. */
  public record Request(Actor by, ModelName model, String kind) {
    public Request {
      Manifest.requireKind(kind);
    }
  }

  /** The model that was made. */
  public record Result(ModelName model, String kind) {}

  private final Ledger ledger;

  public CreateModel(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Makes it; EXISTS where there is one. */
  public Done<Result> apply(Request request) {
    Done<Result> done = plan(request);
    done.changes().ifPresent(set -> ledger.create(request.model(), request.by(), set));
    return done;
  }

  /** What {@link #apply} would do now. */
  public Done<Result> plan(Request request) {
    ModelName model = request.model();
    if (ledger.store().exists(model)) {
      throw new RegistryException(
          Problem.EXISTS,
          model + " is already there",
          "publish a version of it with: git model push DIR --name " + model);
    }
    return Done.with(new Result(model, request.kind()), decide(request));
  }

  static ChangeSet decide(Request request) {
    Event event =
        new Event(Operation.MODEL_CREATE, "create " + request.model())
            .trailer(AuditEntry.KIND, request.kind())
            .is("kind", request.kind());
    return new ChangeSet(List.of(), event.finished());
  }
}
