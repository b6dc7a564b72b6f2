package dev.gitmodel.lfs;

import java.time.Duration;

/**
 * What the user has set for transfers, under git-lfs's own names: {@code lfs.concurrenttransfers},
 * {@code lfs.transfer.batchSize}, {@code .maxretries}, {@code .maxretrydelay}, {@code
 * .maxverifies}, {@code lfs.dialtimeout} and {@code lfs.activitytimeout}.
 */
public record TransferSettings(
    int concurrent,
    int batch,
    int retries,
    Duration longestDelay,
    int verifies,
    Duration dial,
    Duration idle) {
  /** What git-lfs does where nothing is set. */
  public static final TransferSettings DEFAULT =
      new TransferSettings(
          8, 100, 8, Duration.ofSeconds(10), 3, Duration.ofSeconds(30), Duration.ofSeconds(30));

  private static final int MOST_THREADS = 64;

  public TransferSettings {
    concurrent = Math.max(1, Math.min(concurrent, MOST_THREADS));
    // No server takes more at a time than git-lfs sends.
    batch = Math.max(1, Math.min(batch, 100));
    retries = Math.max(0, retries);
    verifies = Math.max(1, verifies);
  }
}
