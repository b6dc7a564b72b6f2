package dev.gitmodel.cli;

import dev.gitmodel.registry.ListAliases.Holder;
import dev.gitmodel.registry.ListAliases.Holders;
import dev.gitmodel.registry.ListAliases.Put;
import java.util.List;

/** The aliases of a time: which version each was on, and who had put it there when and why. */
final class AliasesThen {
  private AliasesThen() {}

  static void show(Output out, Holders holders) {
    out.show(
        holders,
        shown -> {
          out.table(List.of(), shown.holders().stream().map(AliasesThen::row));
          if (shown.holders().isEmpty()) {
            out.hint(shown.model() + " had no alias at " + Moment.shown(shown.at()));
          }
        });
  }

  private static List<Table.Cell> row(Holder holder) {
    return Table.row(
        holder.alias().text(),
        holder.version().toString(),
        holder.put().map(put -> Moment.shown(put.at())).orElse("-"),
        holder.put().map(put -> put.by().toString()).orElse("-"),
        (Retired.mark(holder.retired()) + holder.put().flatMap(Put::reason).orElse("")).strip());
  }
}
