package dev.gitmodel.registry;

import dev.gitmodel.model.AliasName;
import dev.gitmodel.model.AuditEntry;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A model's audit log, newest first, as far as it fits what is asked. */
public final class ReadAudit {
  private final ModelStore store;

  public ReadAudit(ModelStore store) {
    this.store = store;
  }

  /** What an entry must fit; every part that is there. */
  public record Filter(
      Optional<Instant> since,
      Optional<Instant> until,
      Optional<String> by,
      Optional<String> operation,
      Optional<Version> version,
      Optional<AliasName> alias) {
    /** Every entry. */
    public static final Filter ALL =
        new Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /**
     * {@code since} and {@code until} are inclusive; {@code by} is a part of name or e-mail in any
     * case; {@code operation} is {@code alias.move}, or {@code alias} for all of its kind.
     */
    public Filter {
      operation.ifPresent(Filter::checkOperation);
    }

    private static void checkOperation(String text) {
      boolean known =
          Arrays.stream(Operation.values())
              .map(Operation::text)
              .anyMatch(o -> o.equals(text) || o.startsWith(text + "."));
      if (!known) {
        String all =
            Arrays.stream(Operation.values())
                .map(Operation::text)
                .collect(Collectors.joining(", "));
        throw RegistryException.invalid("'" + text + "' is not an operation", "one of " + all);
      }
    }

    boolean fits(AuditEntry entry) {
      return since.stream().noneMatch(entry.at()::isBefore)
          && until.stream().noneMatch(entry.at()::isAfter)
          && by.stream().allMatch(part -> isBy(entry, part))
          && operation.stream().allMatch(o -> (entry.operation() + ".").startsWith(o + "."))
          && version.stream().allMatch(v -> entry.version().filter(v::equals).isPresent())
          && alias.stream()
              .allMatch(a -> entry.trailer("Alias").filter(a.text()::equals).isPresent());
    }

    private static boolean isBy(AuditEntry entry, String part) {
      return entry.by().toString().toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
  }

  /** Which entries of which model. */
  public record Request(ModelName model, Filter filter, OptionalInt limit) {
    public Request {
      Limits.check(limit);
    }
  }

  /** The entries, and whether the limit cut older ones. */
  public record Listing(List<AuditEntry> entries, boolean more) {}

  /** The entries of a log; CORRUPT where it is missing. */
  static Iterator<AuditEntry> begun(Snapshot now, Stream<AuditEntry> log) {
    Iterator<AuditEntry> entries = log.iterator();
    if (!entries.hasNext() && !now.versions().isEmpty()) {
      throw Snapshot.unlogged(now.model());
    }
    return entries;
  }

  /** Reads one entry further than the limit needs; CORRUPT where one before can't be read. */
  public Listing apply(Request request) {
    int most = request.limit().orElse(Integer.MAX_VALUE);
    List<AuditEntry> kept = new ArrayList<>();
    Snapshot now = store.look(request.model());
    try (Stream<AuditEntry> log = now.log()) {
      Iterator<AuditEntry> entries = begun(now, log);
      while (entries.hasNext()) {
        AuditEntry entry = entries.next();
        if (request.filter().fits(entry)) {
          if (kept.size() == most) {
            return new Listing(kept, true);
          }
          kept.add(entry);
        }
      }
      return new Listing(kept, false);
    } catch (RegistryException e) {
      // Who asked for no more than what is there is not to be refused it for an older entry.
      if (kept.size() < most) {
        throw e;
      }
      return new Listing(kept, true);
    }
  }
}
