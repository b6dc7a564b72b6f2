package dev.gitmodel.git;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.ModelStore.Authored;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Supplier;

/**
 * Which models a host has, and where its policy is: folders of this machine can be listed, of
 * others {@code registry.yaml} says it, in a repository that the user names.
 */
final class HostCatalogue {
  private final UrlTemplate template;
  private final Optional<HostAddress> own;
  private final Mirrors mirrors;
  private final Supplier<Policy> policy;
  private boolean fetched;
  private Optional<RegistryException> unreached = Optional.empty();

  /** {@code named} is the address of the repository with the policy, where the user gave one. */
  HostCatalogue(
      UrlTemplate template, Optional<String> named, Mirrors mirrors, Supplier<Policy> policy) {
    this.template = template;
    this.own = named.or(template::own).map(HostAddress::new);
    this.mirrors = mirrors;
    this.policy = policy;
  }

  /** The repository that holds the policy. */
  Optional<HostAddress> own() {
    return own;
  }

  SortedSet<ModelName> models() {
    if (template.path().isPresent()) {
      SortedSet<ModelName> models = new LocalAddresses(template.path().get()).models();
      if (template.isOptional()) {
        UrlTemplate beside = new UrlTemplate(template.withoutNamespace());
        models.addAll(new LocalAddresses(beside.path().orElseThrow()).models());
      }
      return models;
    }
    if (own.isEmpty()) {
      String why = "no repository says which models are at " + template.text();
      String hint =
          "list them below models: in the registry.yaml of one, and name it with:"
              + " git config --global model.catalogue URL";
      if (mirrors.models().isEmpty()) {
        throw RegistryException.invalid(why, hint);
      }
      return usedHere(why, hint);
    }
    Policy said = policy.get();
    return mirrors.isLaid(mirrors.own())
        ? said.models()
        : usedHere(
            unreached.map(RegistryException::text).orElse(own.get() + " is not there"),
            "name them below models: in its registry.yaml");
  }

  /** What can be told without a list. */
  private SortedSet<ModelName> usedHere(String why, String hint) {
    mirrors.tell(why + ", so only models that were used from here are known; " + hint);
    return mirrors.models();
  }

  /** Brings the policy's repository here, once; where there is none, there is no policy. */
  synchronized void fetch() {
    if (fetched || own.isEmpty()) {
      return;
    }
    try {
      mirrors.fetch(mirrors.own(), own.get(), mirrors.ask(mirrors.own(), own.get()));
    } catch (RegistryException e) {
      if (e.problem() == Problem.UNAVAILABLE) {
        // Who only reads is answered; who writes would write what it might forbid.
        unreached = Optional.of(e);
      } else if (e.problem() != Problem.NOT_FOUND) {
        throw e;
      }
    }
    fetched = true;
  }

  /** Of a model that was made: the policy is reviewed, so its line there is for people to add. */
  void tellIfUnlisted(ModelName model) {
    boolean asked = template.path().isEmpty() && own.isPresent();
    if (asked && mirrors.isLaid(mirrors.own()) && !policy.get().models().contains(model)) {
      mirrors.tell(
          "git model list shows "
              + model
              + " once registry.yaml of "
              + own.get()
              + " has it below models: as the line '  - "
              + model
              + "'");
    }
  }

  /** Before a write: UNAVAILABLE where nobody knows what the policy is. */
  synchronized void requireKnown() {
    fetch();
    if (unreached.isPresent()) {
      throw unreached.get();
    }
  }

  /** A repository for the model, and one for the policy, where this machine can make them. */
  void prepare(ModelName model, Authored authored) {
    if (template.path().isPresent()) {
      UrlTemplate path = new UrlTemplate(template.path().get());
      mirrors.host(Path.of(path.of(model)));
      if (own.equals(template.own().map(HostAddress::new))) {
        mirrors.policy(Path.of(path.own().orElseThrow()), authored);
      }
    }
  }
}
