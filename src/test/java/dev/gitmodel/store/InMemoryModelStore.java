package dev.gitmodel.store;

import dev.gitmodel.model.Actor;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Signature;
import dev.gitmodel.model.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Models in memory, with all that a store promises but durability. */
public final class InMemoryModelStore implements ModelStore {
  private final SortedMap<ModelName, InMemoryModel> models = new ConcurrentSkipListMap<>();
  private final AtomicInteger racesToLose = new AtomicInteger();
  private volatile Policy policy;
  private final AtomicInteger policies = new AtomicInteger(1);

  /** A registry where everybody may do everything. */
  public InMemoryModelStore() {
    this(Policy.OPEN);
  }

  public InMemoryModelStore(Policy policy) {
    this.policy = policy;
  }

  /** Later snapshots carry this policy. */
  public void enforce(Policy next) {
    policy = next;
    policies.incrementAndGet();
  }

  @Override
  public SortedSet<ModelName> models() {
    return new TreeSet<>(models.keySet());
  }

  @Override
  public boolean exists(ModelName model) {
    return models.containsKey(model);
  }

  private InMemoryModel find(ModelName model) {
    return Optional.ofNullable(models.get(model))
        .orElseThrow(
            () -> RegistryException.notFound("there is no model " + model, "git model list"));
  }

  @Override
  public Policy policy() {
    return policy;
  }

  @Override
  public Signature signatureBy(Actor by) {
    return new Signature.Good(by.email());
  }

  /** One revision a policy that was enforced, once there is a model. */
  @Override
  public Stream<Revision> policyHistory() {
    List<Revision> newestFirst = new ArrayList<>();
    for (int i = models.isEmpty() ? 0 : policies.get(); i > 0; i--) {
      newestFirst.add(new Revision(String.format(Locale.ROOT, "%040x", i)));
    }
    return newestFirst.stream();
  }

  @Override
  public Snapshot look(ModelName model) {
    return snapshot(find(model));
  }

  private InMemorySnapshot snapshot(InMemoryModel model) {
    return new InMemorySnapshot(model, model.state(), policy);
  }

  @Override
  public Snapshot lookAt(ModelName model, Instant at) {
    InMemoryModel found = find(model);
    return found
        .state()
        .at(at)
        .map(state -> new InMemorySnapshot(found, state, policy))
        .orElseThrow(
            () ->
                RegistryException.notFound(
                    "there was no model " + model + " at " + at, "git model audit " + model));
  }

  @Override
  public InMemoryFileStore files(ModelName model) {
    InMemoryModel found = models.get(model);
    return found == null ? new InMemoryModel(model).files : found.files;
  }

  @Override
  public void create(ModelName model, Authored authored) {
    if (!authored.changes().changes().isEmpty()) {
      throw new IllegalArgumentException("a new model is empty");
    }
    var made = new InMemoryModel(model);
    try (Turn turn = take(made)) {
      turn.commit(authored);
    }
    if (models.putIfAbsent(model, made) != null) {
      throw new RegistryException(
          Problem.EXISTS, "model " + model + " exists", "git model info " + model);
    }
  }

  @Override
  public Turn begin(ModelName model) {
    return take(find(model));
  }

  private Turn take(InMemoryModel model) {
    if (model.turn.isHeldByCurrentThread()) {
      throw new IllegalStateException("this thread has its turn already and would wait for itself");
    }
    model.turn.lock();
    return new InMemoryTurn(model, snapshot(model), this::losesRace);
  }

  private boolean losesRace() {
    return racesToLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }

  /** The next commit is a CONFLICT. */
  public void loseNextRace() {
    loseRaces(1);
  }

  /** The next {@code times} commits are CONFLICTs. */
  public void loseRaces(int times) {
    racesToLose.set(times);
  }

  /** Moves a ref behind the log's back; {@link Revision#NONE} removes it. */
  public void tamper(ModelName model, String ref, Revision to) {
    InMemoryModel found = find(model);
    SortedMap<String, Revision> refs = new TreeMap<>(found.state().refs());
    InMemoryModel.move(refs, List.of(new RefMove(ref, Revision.NONE, to)));
    found.replace(new InMemoryModel.State(refs, found.state().log()));
  }

  /** Puts an evaluation report on a version, as the log never saw. */
  public void evaluate(ModelName model, Version version, String report) {
    InMemoryModel found = find(model);
    Revision commit = look(model).version(version).commit();
    var notes = new TreeMap<String, String>();
    Optional<Revision> before = Optional.ofNullable(found.state().refs().get(Refs.EVALUATIONS));
    before
        .flatMap(id -> found.find(id, InMemoryObject.TextNotes.class))
        .ifPresent(n -> notes.putAll(n.byCommit()));
    notes.put(commit.hex(), report);
    tamper(model, Refs.EVALUATIONS, found.add(new InMemoryObject.TextNotes(before, notes)));
  }
}
