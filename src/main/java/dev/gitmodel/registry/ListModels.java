package dev.gitmodel.registry;

import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Tombstone;
import dev.gitmodel.model.Version;
import dev.gitmodel.query.Filter;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Catalogue;
import dev.gitmodel.store.ModelCard;
import dev.gitmodel.store.ModelStanding;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The models that fit what is asked, one row each. */
public final class ListModels {
  private final ModelStore store;
  private final Catalogue catalogue;

  /** {@code catalogue} is of the models in {@code store}. */
  public ListModels(ModelStore store, Catalogue catalogue) {
    this.store = store;
    this.catalogue = catalogue;
  }

  /** How the rows are ordered: by name, last changed first, or largest first. */
  public enum Sort {
    NAME,
    UPDATED,
    SIZE
  }

  /**
   * What to show. {@code search} is looked for in name, summary, tags and description, every word
   * of it, in any case; the filters are equal to the field in any case; {@code where} is judged on
   * the latest version, or where it asks for an alias on the first version with one that fits; and
   * {@code at} asks for the models as they were then.
   */
  public record Request(
      Optional<String> search,
      Optional<String> tag,
      Optional<String> framework,
      Optional<String> task,
      Optional<String> license,
      Optional<String> kind,
      Sort sort,
      OptionalInt limit,
      Optional<Filter> where,
      Optional<Instant> at) {
    /** Everything, by name. */
    public static final Request ALL =
        new Request(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Sort.NAME,
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty());

    public Request {
      Limits.check(limit);
      kind.ifPresent(k -> Manifest.requireKind(k.toLowerCase(Locale.ROOT)));
    }
  }

  /**
   * One model, as {@code version} has it, which is the latest, or the one with an alias that was
   * asked for; empty where there is none. {@code retired} is how it was deleted since.
   */
  public record Row(ModelCard card, Optional<Version> version, Optional<Tombstone> retired) {
    public ModelName name() {
      return card.name();
    }

    /** A text of the manifest. */
    public Optional<String> text(String field) {
      return card.manifest().text(field);
    }
  }

  /**
   * The rows, how many fitted before the limit cut, the models that can't be read, and what the
   * filter asks for that no model can have.
   */
  public record Listing(
      List<Row> rows, int found, List<Finding> unreadable, List<Finding> unknown) {}

  /** The names of all models, however broken. */
  public ModelStore.Listed names() {
    return store.listed();
  }

  /** Never fails for one broken model. */
  public Listing apply(Request request) {
    Found all = found(request);
    Comparator<ModelCard> order = order(request.sort());
    Predicate<ModelCard> fits = fits(request);
    // Loops and no streams, because there are very many.
    List<Candidate> fitting = new ArrayList<>();
    for (ModelStanding model : all.models()) {
      Candidate.best(model, request.where(), fits).ifPresent(fitting::add);
    }
    fitting.sort((one, other) -> order.compare(one.card(), other.card()));
    int shown = Math.min(fitting.size(), request.limit().orElse(Integer.MAX_VALUE));
    List<Row> rows = new ArrayList<>(shown);
    List<Finding> unreadable = new ArrayList<>(all.unreadable());
    fitting.subList(0, shown).forEach(c -> rows.add(row(c, all.retired(), unreadable)));
    List<Finding> unknown =
        request
            .where()
            .map(filter -> Unknown.in(filter, all.models(), () -> whole(request)))
            .orElse(List.of());
    return new Listing(rows, fitting.size(), unreadable, unknown);
  }

  /** What there is to choose from, and whose version may have been deleted since. */
  private record Found(
      List<ModelStanding> models, List<Finding> unreadable, Predicate<ModelName> retired) {
    static Found of(Catalogue.Standings all, boolean past) {
      return new Found(all.models(), all.unreadable(), model -> past);
    }

    static Found of(List<ModelCard> cards, List<Finding> unreadable, Predicate<ModelName> gone) {
      List<ModelStanding> models = new ArrayList<>(cards.size());
      for (ModelCard card : cards) {
        models.add(new ModelStanding(card, List.of()));
      }
      return new Found(models, unreadable, gone);
    }
  }

  /** Of the index, and no more of it than is needed. */
  private Found found(Request request) {
    if (request.where().isPresent()) {
      Catalogue.Wanted wanted = wanted(request.where().get());
      return Found.of(of(request.at()).standings(wanted), request.at().isPresent());
    }
    if (request.at().isEmpty()) {
      Catalogue.Cards cards = catalogue.cards();
      return Found.of(cards.models(), cards.unreadable(), model -> false);
    }
    Catalogue.PastCards past = catalogue.cardsAt(request.at().get());
    Catalogue.Cards rest = new ScanningCatalogue(store, request.at()).cards(past.unread());
    return Found.of(
        both(past.models(), rest.models()),
        both(names().unreadable(), rest.unreadable()),
        model -> past.lost().contains(model) || past.unread().contains(model));
  }

  private static <T> List<T> both(List<T> some, List<T> others) {
    List<T> both = new ArrayList<>(some);
    both.addAll(others);
    return both;
  }

  private Catalogue of(Optional<Instant> at) {
    return at.isPresent() ? new ScanningCatalogue(store, at) : catalogue;
  }

  private List<ModelStanding> whole(Request request) {
    return of(request.at()).standings().models();
  }

  private static Catalogue.Wanted wanted(Filter filter) {
    Set<String> metrics = new HashSet<>();
    for (String path : filter.paths()) {
      if (path.startsWith(ModelFields.METRICS)) {
        metrics.add(path.substring(ModelFields.METRICS.length()));
      }
    }
    return new Catalogue.Wanted(metrics, Candidate.ofAliases(filter));
  }

  private static Comparator<ModelCard> order(Sort sort) {
    // Not Comparator.comparing: lambdas that can be serialized are in no archive of classes.
    Comparator<ModelCard> byName = (one, other) -> one.name().compareTo(other.name());
    return switch (sort) {
      case NAME -> byName;
      case UPDATED -> Comparator.comparing(ModelCard::updated).reversed().thenComparing(byName);
      case SIZE -> Comparator.comparingLong(ModelCard::size).reversed().thenComparing(byName);
    };
  }

  /** Only of what is asked for, because it is asked of every model. */
  private static Predicate<ModelCard> fits(Request r) {
    List<Predicate<ModelCard>> all = new ArrayList<>();
    r.search().ifPresent(text -> all.add(mentions(text)));
    r.tag().ifPresent(tag -> all.add(card -> tagged(card, tag)));
    r.framework().ifPresent(wanted -> all.add(card -> says(card, "framework", wanted)));
    r.task().ifPresent(wanted -> all.add(card -> says(card, "task", wanted)));
    r.license().ifPresent(wanted -> all.add(card -> says(card, "license", wanted)));
    r.kind().ifPresent(kind -> all.add(card -> card.manifest().kind().equalsIgnoreCase(kind)));
    Predicate<ModelCard> every = card -> true;
    for (Predicate<ModelCard> one : all) {
      every = every.and(one);
    }
    return every;
  }

  private static boolean tagged(ModelCard card, String tag) {
    return card.manifest().texts("tags").stream().anyMatch(tag::equalsIgnoreCase);
  }

  private static boolean says(ModelCard card, String field, String wanted) {
    return card.manifest().text(field).filter(wanted::equalsIgnoreCase).isPresent();
  }

  private static Predicate<ModelCard> mentions(String search) {
    List<String> words = List.of(search.strip().toLowerCase(Locale.ROOT).split("\\s+", 0));
    return card -> {
      String text = words(card);
      return words.stream().allMatch(text::contains);
    };
  }

  private static String words(ModelCard card) {
    Stream<String> parts =
        Stream.of(
                Stream.of(card.name().toString()),
                card.manifest().text("summary").stream(),
                card.manifest().texts("tags").stream(),
                card.description().stream())
            .flatMap(part -> part);
    return String.join("\n", parts.toList()).toLowerCase(Locale.ROOT);
  }

  /** How it is today adds to the past, and does not stop who asks for that. */
  private Row row(Candidate candidate, Predicate<ModelName> retired, List<Finding> unreadable) {
    ModelName name = candidate.card().name();
    Optional<Tombstone> gone = Optional.empty();
    try {
      gone = candidate.version().filter(v -> retired.test(name)).flatMap(v -> retired(name, v));
    } catch (RegistryException e) {
      unreadable.add(new Finding(name.toString(), e.text(), e.hint()));
    }
    return new Row(candidate.card(), candidate.version(), gone);
  }

  private Optional<Tombstone> retired(ModelName model, Version version) {
    Snapshot now = store.look(model);
    return now.versions().contains(version) ? Optional.empty() : now.tombstone(version);
  }
}
