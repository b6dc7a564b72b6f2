package dev.gitmodel.cli;

import dev.gitmodel.cli.Table.Cell;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.registry.ReadAudit;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.stream.Stream;

/** The audit log for the eye, or with {@code --json} as one value. */
final class AuditText {
  private final Caller caller;
  private final List<Finding> unreadable = new ArrayList<>();
  private boolean more;

  AuditText(Caller caller) {
    this.caller = caller;
  }

  /** An entry and whose it is. */
  private record Of(ModelName model, AuditEntry entry) {}

  int show(Optional<ModelName> one, ReadAudit.Filter filter, OptionalInt limit) {
    List<Of> entries =
        one.isPresent()
            ? read(one.get(), filter, limit).toList()
            : models().stream().flatMap(model -> tryRead(model, filter, limit)).toList();
    caller
        .out()
        .show(
            new Shape(
                one, entries.stream().map(e -> AuditJson.of(e.model(), e.entry())).toList(), more),
            shown -> print(entries, one.isEmpty()));
    unreadable.forEach(f -> Findings.warn(caller.out(), f));
    return unreadable.isEmpty() ? ExitCode.DONE : AuditExport.INCOMPLETE;
  }

  private void print(List<Of> entries, boolean withModel) {
    caller.out().table(List.of(), entries.stream().map(e -> row(e, withModel)));
    if (entries.isEmpty() && unreadable.isEmpty()) {
      caller.out().hint("no audit entry fits");
    }
    if (more) {
      caller.out().hint("there are older ones: leave --limit out");
    }
  }

  /** Those whose versions can't be read as well: their logs may be. */
  private SortedSet<ModelName> models() {
    ModelStore.Listed all = caller.use().listModels().names();
    unreadable.addAll(all.unreadable());
    return all.models();
  }

  private Stream<Of> read(ModelName model, ReadAudit.Filter filter, OptionalInt limit) {
    var request = new ReadAudit.Request(model, filter, limit);
    ReadAudit.Listing listing = caller.use().readAudit().apply(request);
    more |= listing.more();
    return listing.entries().stream().map(entry -> new Of(model, entry));
  }

  private Stream<Of> tryRead(ModelName model, ReadAudit.Filter filter, OptionalInt limit) {
    try {
      return read(model, filter, limit);
    } catch (RegistryException e) {
      unreadable.add(new Finding(model.toString(), e.text(), e.hint()));
      return Stream.empty();
    }
  }

  private static List<Cell> row(Of of, boolean withModel) {
    AuditEntry entry = of.entry();
    List<Cell> cells = new ArrayList<>();
    cells.add(new Cell(entry.id().abbreviated(), Style.YELLOW));
    if (withModel) {
      cells.add(Cell.of(of.model().toString()));
    }
    cells.add(Cell.of(Moment.shown(entry.at())));
    cells.add(Cell.of(entry.by().name()));
    cells.add(Cell.of(entry.operation()));
    cells.add(Cell.of(entry.subject() + entry.reason().map(why -> "  (" + why + ")").orElse("")));
    return cells;
  }

  /** The JSON shape. */
  private record Shape(Optional<ModelName> model, List<AuditJson> entries, boolean more) {}
}
