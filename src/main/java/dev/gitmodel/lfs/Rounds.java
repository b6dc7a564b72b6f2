package dev.gitmodel.lfs;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves a list of objects, the largest first, in batches as large as the server takes; what failed
 * in one round is asked for anew in the next, a bounded number of times.
 */
final class Rounds {
  private final Session session;
  private final BatchCall batches;
  private final ObjectTransfer transfer;
  private final Progress progress;
  private final Map<RemoteBlobs.Item, Told> told = new HashMap<>();
  private long moved;

  Rounds(Session session, BatchCall batches, ObjectTransfer transfer, Progress progress) {
    this.session = session;
    this.batches = batches;
    this.transfer = transfer;
    this.progress = progress;
  }

  /** Moves all of them; the sizes of those that the server wanted moved. */
  long move(List<RemoteBlobs.Item> items) {
    List<RemoteBlobs.Item> sorted =
        items.stream()
            .sorted(
                Comparator.comparingLong(RemoteBlobs.Item::size)
                    .reversed()
                    .thenComparing(item -> item.digest().hex()))
            .toList();
    sorted.forEach(item -> told.put(item, new Told(progress)));
    int size = session.settings().batch();
    for (int at = 0; at < sorted.size(); at += size) {
      batch(sorted.subList(at, Math.min(sorted.size(), at + size)));
    }
    return moved;
  }

  private void batch(List<RemoteBlobs.Item> items) {
    List<RemoteBlobs.Item> open = items;
    for (int failed = 0; ; failed++) {
      List<Failure> failures = round(open);
      if (failures.isEmpty()) {
        return;
      }
      for (Failure failure : failures) {
        if (failed >= Math.min(failure.again().most(), session.settings().retries())) {
          throw failure.again().why();
        }
      }
      session.patience().pause(pause(failures, failed));
      open = failures.stream().map(Failure::item).filter(item -> !transfer.done(item)).toList();
      if (open.isEmpty()) {
        return;
      }
    }
  }

  /** As long as the most patient of them must be. */
  private Duration pause(List<Failure> failures, int failed) {
    Duration own = session.backoff().delay(failed);
    return failures.stream()
        .map(failure -> failure.again().after().orElse(own))
        .max(Comparator.naturalOrder())
        .orElse(own);
  }

  private record Failure(RemoteBlobs.Item item, Again again) {}

  private List<Failure> round(List<RemoteBlobs.Item> items) {
    List<Grant.Go> granted = new ArrayList<>();
    List<Grant.No> refused = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (Grant grant : batches.ask(items)) {
      if (grant instanceof Grant.Go go) {
        granted.add(go);
      } else if (grant instanceof Grant.No no) {
        sort(no, refused, failures);
      }
    }
    if (!refused.isEmpty()) {
      throw ServerSays.of(refused);
    }
    List<Optional<Again>> outcomes =
        new Crew(session.settings().concurrent()).all(granted, this::attempt);
    for (int i = 0; i < granted.size(); i++) {
      RemoteBlobs.Item item = granted.get(i).item();
      outcomes.get(i).ifPresent(again -> failures.add(new Failure(item, again)));
      moved += outcomes.get(i).isEmpty() ? item.size() : 0;
    }
    return failures;
  }

  private static void sort(Grant.No no, List<Grant.No> refused, List<Failure> failures) {
    if (Again.passes(no.code())) {
      failures.add(
          new Failure(no.item(), Again.passing(ServerSays.of(List.of(no)), Optional.empty())));
    } else {
      refused.add(no);
    }
  }

  private Optional<Again> attempt(Grant.Go go) {
    if (go.action().expired(session.patience().now())) {
      return Optional.of(expired(go));
    }
    Told one = told.get(go.item());
    return transfer.attempt(go, one == null ? new Told(progress) : one);
  }

  private static Again expired(Grant.Go go) {
    return Again.passing(
        new RegistryException(
            Problem.UNAVAILABLE,
            "the LFS server's permission for " + go.item().digest().hex() + " ran out at once",
            "compare this machine's clock with the server's: date -u"),
        Optional.empty());
  }
}
