package dev.gitmodel.git;

import dev.gitmodel.lfs.RemoteBlobs;
import dev.gitmodel.lfs.TransferOperation;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore.Authored;
import dev.gitmodel.store.ModelStore.Listed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Whose the repositories in a registry's folder are: the registry's own, or mirrors of those on a
 * host, which is asked and told first.
 */
interface Upstream {
  /** All models, by name. */
  SortedSet<ModelName> models();

  /** As far as they can be listed. */
  default Listed listed() {
    return new Listed(models(), List.of());
  }

  /** True where there is such a model. */
  boolean has(ModelName model);

  /** The same, or something in its place that can't be read. */
  default boolean holds(ModelName model) {
    return has(model);
  }

  /** NOT_FOUND, in the words for this kind of registry. */
  RegistryException absent(ModelName model);

  /** EXISTS: somebody made it before. */
  static RegistryException there(ModelName model) {
    return new RegistryException(
        Problem.EXISTS,
        model + " is already there",
        "publish to it: git model push DIR --name " + model);
  }

  /** What git is told to clone it from. */
  HostAddress address(ModelName model);

  /** The model whose repository is at that address, where it can be one of these. */
  Optional<ModelName> at(String address);

  /**
   * Its refs as they are now, NOT_FOUND where there is no such model; packed ones that are {@code
   * known} are not read again.
   */
  RefTable refs(ModelName model, RefTable.Packed known);

  /** Makes the folder what those refs were when they were last asked for. */
  void fetch(ModelName model);

  /** The same of all models that can be reached, so that their folders may be looked at. */
  void fetchAll();

  /** The same of the repository that holds the policy. */
  void fetchPolicy();

  /** Where that repository is, unless it is the folder. */
  default Optional<HostAddress> policyAddress() {
    return Optional.empty();
  }

  /** Makes the model, with the first entry of its log. EXISTS where somebody was faster. */
  void create(ModelName model, Authored authored, AuditPen pen);

  /** Moves refs, all or none. CONFLICT where others moved one meanwhile. */
  void move(ModelName model, Moves moves);

  /** How a person makes that move by stock git, as a line to paste. */
  String byHand(ModelName model, RefMove move);

  /** What was there before and never may go, and is gone. */
  List<Finding> rewritten(ModelName model);

  /** What the user may not do there, tried out; empty where that is the folder. */
  Optional<List<Finding>> rights(ModelName model);

  /** Where the model's large files really are, unless that is the folder. */
  Optional<Elsewhere> elsewhere(ModelName model);

  /**
   * What is to be moved in which folder, whose objects are there, and what is known of its refs.
   */
  record Moves(Path folder, List<RefMove> all, ObjectReader objects, RefTable.Packed known) {
    /** {@code notice} is told while another program is waited for. */
    void applyHere(Consumer<String> notice) {
      new RefBatch(folder, objects, notice).apply(all, known);
    }
  }

  /** Opens the way to a model's large files; each is closed by who opened it. */
  interface Elsewhere {
    RemoteBlobs open(TransferOperation operation);
  }
}
