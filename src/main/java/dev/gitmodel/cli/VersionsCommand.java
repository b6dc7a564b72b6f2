package dev.gitmodel.cli;

import dev.gitmodel.model.MetricValue;
import dev.gitmodel.registry.ListVersions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code versions}: the versions table of a model. */
final class VersionsCommand implements Command {
  private static final String ROC_AUC = "roc_auc";

  private final Arg<TypedModel> model = Arg.required("MODEL", TypedModel::parse, "the model");
  private final Arg<Optional<ListVersions.Key>> sort =
      Arg.option(
          "KEY",
          ListVersions.Key::parse,
          "version (the default), name, created, or a metric",
          "--sort");
  private final Arg<Boolean> descending = Arg.flag("highest first", "--desc");
  private final Arg<Optional<Integer>> limit =
      Arg.option("N", Numbers::parse, "at most so many", "--limit");
  private final Arg<Optional<Moment>> at =
      Arg.option("DATE", Moment::new, "as it was then; a day means its end, UTC", "--at");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "versions",
            "Lists the versions of a model, one line each.",
            model,
            sort,
            descending,
            limit,
            at)
        .json(
            "{\"model\",\"rows\":[{\"version\",\"status\",\"latest\",\"aliases\":[],\"description\","
                + "\"training_dataset\",\"evaluation_datasets\":[],\"metrics\":{},\"created\",\"by\":{\"name\",\"email\"},\"commit\",\"digest\","
                + "\"size\",\"retired\":{\"version\",\"entry\",\"by\":{\"name\",\"email\"},\"at\",\"reason\"}}],"
                + "\"found\",\"unreadable\":[]}")
        .note(
            "With --at it lists the versions that were there then, with the aliases and metrics of"
                + " then; one that was deleted since is marked.")
        .note(Findings.PARTIAL)
        .note("A version without the metric that is sorted by comes last.")
        .example("git model versions support-assistant --sort f1 --desc --limit 5");
  }

  @Override
  public int run(Caller caller) {
    var request =
        new ListVersions.Request(
            caller.model(model.value()),
            sort.value().orElseGet(ListVersions.Key.ByVersion::new),
            descending.value() ? ListVersions.Order.DESCENDING : ListVersions.Order.ASCENDING,
            Numbers.of(limit),
            at.value().map(m -> m.last(caller.house().now())),
            metrics(caller, metric()));
    ListVersions.Listing listing = caller.use().listVersions().apply(request);
    caller.out().show(listing, shown -> print(caller.out(), shown));
    return Findings.partial(listing.unreadable());
  }

  /** The metric that is sorted by. */
  private Optional<String> metric() {
    return sort.value()
        .filter(ListVersions.Key.ByMetric.class::isInstance)
        .map(key -> ((ListVersions.Key.ByMetric) key).metric());
  }

  /** The metrics to read: JSON has all, the table columns for a few. */
  static Optional<Set<String>> metrics(Caller caller, Optional<String> metric) {
    if (caller.out().wantsJson()) {
      return Optional.empty();
    }
    Set<String> shown = new HashSet<>(Set.of(ROC_AUC));
    metric.ifPresent(shown::add);
    return Optional.of(shown);
  }

  private void print(Output out, ListVersions.Listing listing) {
    if (listing.found() == 0 && listing.unreadable().isEmpty() && at.value().isEmpty()) {
      out.hint("no version yet: git model push DIR --name " + listing.model());
    }
    print(out, listing.rows(), metric());
    limit.value().ifPresent(most -> Limited.tell(out, listing.found() - most));
    listing.unreadable().forEach(f -> Findings.warn(out, f));
  }

  /**
   * The table; with columns for evaluation datasets and ROC AUC, where a row has them, and for
   * {@code metric}.
   */
  static void print(Output out, List<ListVersions.Row> rows, Optional<String> metric) {
    if (rows.isEmpty()) {
      return;
    }
    List<Column> more = more(rows, metric);
    List<String> header =
        new ArrayList<>(List.of("VERSION", "STATUS", "DESCRIPTION", "TRAINED ON"));
    more.forEach(column -> header.add(column.title()));
    header.addAll(List.of("CREATED", "ALIASES", "ID"));
    out.table(header, rows.stream().map(row -> cells(row, more)));
  }

  /** What not every table has. */
  private record Column(String title, Function<ListVersions.Row, String> cell) {
    static Column of(String metric) {
      return new Column(
          metric.replace('_', ' ').toUpperCase(Locale.ROOT), row -> value(row, metric));
    }
  }

  private static List<Column> more(List<ListVersions.Row> rows, Optional<String> metric) {
    List<Column> more = new ArrayList<>();
    if (rows.stream().anyMatch(row -> !row.evaluationDatasets().isEmpty())) {
      more.add(
          new Column("EVALUATED ON", row -> Words.orDash(Words.joined(row.evaluationDatasets()))));
    }
    boolean rocAuc = rows.stream().anyMatch(row -> row.metrics().get(ROC_AUC).isPresent());
    Stream.concat(Stream.of(ROC_AUC).filter(name -> rocAuc), metric.stream())
        .distinct()
        .forEach(name -> more.add(Column.of(name)));
    return more;
  }

  private static List<Table.Cell> cells(ListVersions.Row row, List<Column> more) {
    String description = row.description().map(VersionsCommand::firstLine).orElse("");
    List<String> cells =
        new ArrayList<>(
            List.of(
                row.version().toString(),
                status(row.status()),
                Words.orDash(Retired.mark(row.retired()) + description),
                row.trainingDataset().orElse("-")));
    more.forEach(column -> cells.add(column.cell().apply(row)));
    cells.addAll(
        List.of(
            Moment.shown(row.created()),
            Words.orDash(Words.joined(row.aliases())),
            row.digest().abbreviated()));
    return Table.row(cells.toArray(String[]::new));
  }

  private static String status(ListVersions.Status status) {
    return switch (status) {
      case RELEASE -> "release";
      case PRE_RELEASE -> "pre-release";
    };
  }

  private static String value(ListVersions.Row row, String metric) {
    return row.metrics().get(metric).map(MetricValue::toString).orElse("-");
  }

  static String firstLine(String text) {
    int end = text.strip().indexOf('\n');
    return end < 0 ? text.strip() : text.strip().substring(0, end) + " …";
  }
}
