package dev.gitmodel.cli;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import dev.gitmodel.query.Filter;
import dev.gitmodel.registry.ListModels;
import dev.gitmodel.registry.ModelFields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code list}: one line a model. */
final class ListCommand implements Command {
  private final Arg<Optional<String>> search =
      Arg.option(
          "TEXT", s -> s, "all its words are in name, summary, tags or description", "--search");
  private final Arg<Optional<String>> tag =
      Arg.option("T", s -> s, "tagged so in model.yaml", "--tag");
  private final Arg<Optional<String>> framework =
      Arg.option("F", s -> s, "of this framework", "--framework");
  private final Arg<Optional<String>> task = Arg.option("T", s -> s, "for this task", "--task");
  private final Arg<Optional<String>> license =
      Arg.option("L", s -> s, "under this license (SPDX)", "--license");
  private final Arg<Optional<String>> kind =
      Arg.option("K", s -> s, "model, dataset or adapter", "--kind");
  private final Arg<Optional<ListModels.Sort>> sort =
      Arg.option(
          "ORDER",
          ListCommand::sort,
          "name (the default), updated (last first) or size (largest first)",
          "--sort");
  private final Arg<Optional<Integer>> limit =
      Arg.option("N", Numbers::parse, "at most so many", "--limit");
  private final Arg<Optional<String>> where =
      Arg.option("FILTER", s -> s, "that fit this filter, see below", "--where");
  private final Arg<Optional<Moment>> at =
      Arg.option("DATE", Moment::new, "as they were then; a day means its end, UTC", "--at");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "list",
            "Lists the models of the registry, one line each.",
            search,
            tag,
            framework,
            task,
            license,
            kind,
            sort,
            limit,
            where,
            at)
        .json(
            "{\"rows\":[{\"model\",\"name\",\"version\",\"retired\":{\"version\",\"entry\",\"by\":{\"name\",\"email\"},\"at\","
                + "\"reason\"},\"latest\",\"aliases\":{alias: version},\"summary\",\"kind\","
                + "\"framework\",\"task\",\"license\",\"tags\":[],\"size\",\"updated\","
                + "\"versions\"}],\"found\",\"unreadable\":[],\"unknown\":[]}")
        .note(
            "A filter compares fields with values (= != < <= > >=, ~ for a part of a text, in (A,"
                + " B)) and joins that with and, or, not and parentheses; a field alone asks whether"
                + " it is there. Fields are those of model.yaml by their path"
                + " (training.hyperparameters.epochs, or short hyperparameters.epochs; a list fits"
                + " where one of its items does), metrics.NAME, name, namespace, kind, version,"
                + " alias, aliases, description, by, size (2GB), versions, and the times created and"
                + " updated (a day, a time, or 7d for seven days ago). Texts compare in any case;"
                + " with blanks, brackets or a keyword they stand in quotes.")
        .note(
            "A model that can't be read is a warning, and the exit code 6 says it is missing here.")
        .note(
            "It is judged on the latest version; one that asks for alias on the versions that have"
                + " one, too, and the row shows the one that fits. aliases are those on any version.")
        .example(
            "git model list --where 'metrics.f1 > 0.8 and license = apache-2.0 and alias = champion"
                + " and updated > 2026-01-01'")
        .example("git model list --search 'support tickets' --sort updated --limit 10");
  }

  @Override
  public int run(Caller caller) {
    Instant now = caller.house().now();
    ListModels.Request request =
        new ListModels.Request(
            search.value(),
            tag.value(),
            framework.value(),
            task.value(),
            license.value(),
            kind.value(),
            sort.value().orElse(ListModels.Sort.NAME),
            Numbers.of(limit),
            where.value().map(text -> Filter.parse(text, ModelFields.VOCABULARY, now)),
            at.value().map(m -> m.last(now)));
    ListModels.Listing listing = caller.use().listModels().apply(request);
    if (caller.out().wantsJson()) {
      caller.out().json(ListJson.of(listing));
    } else {
      print(caller, listing);
    }
    return listing.unreadable().isEmpty() ? ExitCode.DONE : AuditExport.INCOMPLETE;
  }

  private void print(Caller caller, ListModels.Listing listing) {
    Output out = caller.out();
    out.table(
        List.of(),
        listing.rows().stream()
            .map(
                row ->
                    Table.row(
                        name(row),
                        aliases(row),
                        Retired.mark(row.retired()) + row.text("summary").orElse(""))));
    Limited.tell(out, listing.found() - listing.rows().size());
    if (listing.found() == 0 && listing.unreadable().isEmpty()) {
      // With where it looked, which may not be where somebody meant.
      out.hint(
          asked()
              ? "no model fits"
              : "no model yet in " + registry(caller) + "; git model push DIR publishes one");
    }
    listing.unknown().forEach(f -> Findings.warn(out, f));
    listing.unreadable().forEach(f -> Findings.warn(out, f));
  }

  private static String registry(Caller caller) {
    return caller.house().settings().stream()
        .filter(setting -> setting.name().equals("registry"))
        .flatMap(setting -> setting.value().stream())
        .findFirst()
        .orElseThrow();
  }

  private boolean asked() {
    for (Arg<? extends Optional<?>> option :
        List.of(search, tag, framework, task, license, kind, where, at)) {
      if (option.value().isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static String name(ListModels.Row row) {
    ModelName name = row.name();
    return row.version().map(v -> name + "@" + v).orElseGet(name::toString);
  }

  private static String aliases(ListModels.Row row) {
    if (row.version().isEmpty()) {
      return "";
    }
    // No stream, because there is one for each of very many models.
    Version shown = row.version().get();
    StringBuilder names = new StringBuilder();
    row.card()
        .aliases()
        .forEach(
            (alias, version) -> {
              if (version.equals(shown)) {
                names.append(names.isEmpty() ? "" : ", ").append(alias.text());
              }
            });
    return names.toString();
  }

  private static ListModels.Sort sort(String text) {
    return switch (text) {
      case "name" -> ListModels.Sort.NAME;
      case "updated" -> ListModels.Sort.UPDATED;
      case "size" -> ListModels.Sort.SIZE;
      default ->
          throw RegistryException.invalid(
              "'" + text + "' is not an order", "sort by name, updated or size");
    };
  }
}
