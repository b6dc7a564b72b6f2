package dev.gitmodel.git;

import dev.gitmodel.model.DidYouMean;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore.Authored;
import dev.gitmodel.store.ModelStore.Listed;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;

/**
 * An embedded registry: what is in its folder is all there is. {@code notice} is told while another
 * program is waited for.
 */
record Here(RegistryDirectory directory, Repositories repositories, Consumer<String> notice)
    implements Upstream {
  @Override
  public SortedSet<ModelName> models() {
    return directory.models();
  }

  @Override
  public Listed listed() {
    return directory.listed();
  }

  @Override
  public boolean has(ModelName model) {
    return directory.has(model);
  }

  @Override
  public boolean holds(ModelName model) {
    return directory.holds(model);
  }

  /** As {@link RegistryDirectory#unreadable} says where something is in its place. */
  @Override
  public RegistryException absent(ModelName model) {
    Optional<RegistryException> unreadable = directory.unreadable(model);
    return unreadable.orElseGet(() -> nowhere(model));
  }

  private RegistryException nowhere(ModelName model) {
    return RegistryException.notFound(
        "there is no model " + model + " in " + directory.root(),
        near(model).map(near -> "did you mean " + near + "? ").orElse("")
            + "git model list shows what is there; git model create "
            + model
            + " makes it");
  }

  /** The model that has that name in a namespace, else the one whose name is nearest. */
  private Optional<String> near(ModelName model) {
    SortedSet<ModelName> there = listed().models();
    return there.stream()
        .filter(other -> model.namespace().isEmpty() && other.name().equals(model.name()))
        .map(ModelName::toString)
        .findFirst()
        .or(() -> DidYouMean.of(model.toString(), there.stream().map(Object::toString).toList()));
  }

  @Override
  public HostAddress address(ModelName model) {
    return new HostAddress(directory.repository(model).toString());
  }

  @Override
  public Optional<ModelName> at(String address) {
    return directory.at(address);
  }

  @Override
  public RefTable refs(ModelName model, RefTable.Packed known) {
    if (!directory.has(model)) {
      throw absent(model);
    }
    return RefTable.look(directory.repository(model), known);
  }

  @Override
  public void fetch(ModelName model) {
    // It never was anywhere else.
  }

  @Override
  public void fetchAll() {
    // They never were anywhere else.
  }

  @Override
  public void fetchPolicy() {
    // It never was anywhere else.
  }

  @Override
  public void create(ModelName model, Authored authored, AuditPen pen) {
    RepositoryMaker maker = new RepositoryMaker(directory, repositories);
    maker.ensureOwn(authored);
    maker.make(model, inserter -> pen.first(inserter, authored));
  }

  @Override
  public void move(ModelName model, Moves moves) {
    moves.applyHere(notice);
  }

  @Override
  public String byHand(ModelName model, RefMove move) {
    return ByHand.here(directory.repository(model), move);
  }

  @Override
  public List<Finding> rewritten(ModelName model) {
    return List.of();
  }

  @Override
  public Optional<List<Finding>> rights(ModelName model) {
    return Optional.empty();
  }

  @Override
  public Optional<Elsewhere> elsewhere(ModelName model) {
    return Optional.empty();
  }
}
