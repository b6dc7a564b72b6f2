package dev.gitmodel.registry;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Reference;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.ModelStore;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** What exactly a reference means, now or at a moment in the past. */
public final class ResolveReference {
  private final ModelStore store;

  public ResolveReference(ModelStore store) {
    this.store = store;
  }

  /** {@code at} asks for what the reference meant then. */
  public record Request(Reference reference, Optional<Instant> at) {}

  /** One part of the answer. */
  public enum Field {
    REFERENCE,
    MODEL,
    VERSION,
    COMMIT,
    TAG,
    DIGEST
  }

  /**
   * The version and everything that pins it. What pins it is looked up when it is asked for: on a
   * host that may be another question, and the version alone is answered by one.
   */
  public record Resolved(ModelName model, Version version, Supplier<ModelVersion> found) {
    /** {@code name@version}. */
    public Reference reference() {
      return Reference.to(model, version);
    }

    public Revision commit() {
      return found.get().commit();
    }

    public Digest digest() {
      return found.get().digest();
    }

    /** One part as text. */
    public String field(Field field) {
      return switch (field) {
        case REFERENCE -> reference().toString();
        case MODEL -> model.toString();
        case VERSION -> version.toString();
        case COMMIT -> commit().hex();
        case TAG -> found.get().tag().hex();
        case DIGEST -> digest().toString();
      };
    }
  }

  /** NOT_FOUND where it means nothing, or meant nothing then. */
  public Resolved apply(Request request) {
    ModelName model = request.reference().model();
    Then then = Then.look(store, model, request.at());
    Version version = then.resolve(request.reference().selector());
    return new Resolved(model, version, () -> then.state().version(version));
  }
}
