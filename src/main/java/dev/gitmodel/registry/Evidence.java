package dev.gitmodel.registry;

import dev.gitmodel.model.MetricSet;
import dev.gitmodel.model.Signature;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.Optional;
import java.util.function.Supplier;

/** What a version can show at a gate; what no rule asks for is not read. */
record Evidence(
    Version version,
    Supplier<MetricSet> metrics,
    Supplier<Optional<String>> evaluations,
    Supplier<Signature> signature) {

  /** Of a version that is there. */
  static Evidence of(Snapshot now, Version version) {
    return new Evidence(
        version,
        () -> now.metrics(version),
        () -> now.evaluations(version),
        () -> now.signature(version));
  }

  /** Of one that is there, once it has these metrics. */
  Evidence with(MetricSet known) {
    return new Evidence(version, () -> known, evaluations, signature);
  }

  /** Of one that will get this signature. */
  Evidence signedAs(Supplier<Signature> made) {
    return new Evidence(version, metrics, evaluations, made);
  }

  /** Of one that is about to be published: nobody evaluated it, and it has no signature yet. */
  static Evidence ofNew(Version version, MetricSet metrics) {
    return new Evidence(version, () -> metrics, Optional::empty, Signature.Absent::new);
  }
}
