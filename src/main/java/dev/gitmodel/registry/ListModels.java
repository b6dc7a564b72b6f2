package dev.gitmodel.registry;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Catalogue;
import dev.gitmodel.store.ModelCard;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The models that fit what is asked, one row each. */
public final class ListModels {
  private final Catalogue catalogue;

  public ListModels(Catalogue catalogue) {
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
   * of it, in any case; the filters are equal to the field in any case.
   */
  public record Request(
      Optional<String> search,
      Optional<String> tag,
      Optional<String> framework,
      Optional<String> task,
      Optional<String> license,
      Optional<String> kind,
      Sort sort,
      OptionalInt limit) {
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
            OptionalInt.empty());

    public Request {
      Limits.check(limit);
    }
  }

  /** One model; what the latest version says, empty where it says nothing. */
  public record Row(
      ModelName name,
      Optional<Version> latest,
      SortedMap<AliasName, Version> aliases,
      String summary,
      String kind,
      String framework,
      String task,
      String license,
      List<String> tags,
      long size,
      Instant updated,
      int versions) {}

  /** The rows, how many fitted before the limit cut, and the models that can't be read. */
  public record Listing(List<Row> rows, int found, List<Finding> unreadable) {}

  /** Never fails for one broken model. */
  public Listing apply(Request request) {
    Catalogue.Cards cards = catalogue.cards();
    List<ModelCard> fitting =
        cards.models().stream().filter(fits(request)).sorted(order(request.sort())).toList();
    List<Row> rows = Limits.cut(fitting.stream(), request.limit()).map(ListModels::row).toList();
    return new Listing(rows, fitting.size(), cards.unreadable());
  }

  private static Comparator<ModelCard> order(Sort sort) {
    Comparator<ModelCard> byName = Comparator.comparing(ModelCard::name);
    return switch (sort) {
      case NAME -> byName;
      case UPDATED -> Comparator.comparing(ModelCard::updated).reversed().thenComparing(byName);
      case SIZE -> Comparator.comparingLong(ModelCard::size).reversed().thenComparing(byName);
    };
  }

  private static Predicate<ModelCard> fits(Request r) {
    Predicate<ModelCard> search = r.search().map(ListModels::mentions).orElse(card -> true);
    return search
        .and(card -> r.tag().stream().allMatch(t -> tagged(card, t)))
        .and(card -> says(card, "framework", r.framework()))
        .and(card -> says(card, "task", r.task()))
        .and(card -> says(card, "license", r.license()))
        .and(card -> r.kind().stream().allMatch(k -> card.manifest().kind().equalsIgnoreCase(k)));
  }

  private static boolean tagged(ModelCard card, String tag) {
    return card.manifest().texts("tags").stream().anyMatch(tag::equalsIgnoreCase);
  }

  private static boolean says(ModelCard card, String field, Optional<String> wanted) {
    return wanted.stream()
        .allMatch(w -> card.manifest().text(field).filter(w::equalsIgnoreCase).isPresent());
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

  private static Row row(ModelCard card) {
    return new Row(
        card.name(),
        card.latest(),
        card.aliases(),
        card.manifest().text("summary").orElse(""),
        card.manifest().kind(),
        card.manifest().text("framework").orElse(""),
        card.manifest().text("task").orElse(""),
        card.manifest().text("license").orElse(""),
        card.manifest().texts("tags"),
        card.size(),
        card.updated(),
        card.versions());
  }
}
