package dev.gitmodel.registry;

import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ManifestText;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Snapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which number a push is for, and what is there: {@code published} has that number, {@code
 * unchanged} is the branch's last version where a push that names no number may turn out to be it.
 */
record PushTarget(
    Version version, Optional<ModelVersion> published, Optional<ModelVersion> unchanged) {

  /** All that can be refused without knowing the content is refused here. */
  static PushTarget of(Snapshot now, PushVersion.Request request) {
    checkName(request);
    Version version =
        NextVersion.choose(
            now, request.branch(), request.numbering(), request.draft().manifest().manifest());
    Numbers.requireNoneGone(now, version);
    Optional<ModelVersion> published =
        now.versions().contains(version) ? Optional.of(now.version(version)) : Optional.empty();
    return new PushTarget(version, published, last(now, request));
  }

  private static Optional<ModelVersion> last(Snapshot now, PushVersion.Request request) {
    boolean named =
        !(request.numbering() instanceof Numbering.Usual)
            || request.draft().manifest().manifest().version().isPresent();
    return named ? Optional.empty() : now.lastVersionOn(request.branch()).map(now::version);
  }

  private static void checkName(PushVersion.Request request) {
    ModelName model = request.model();
    request
        .draft()
        .manifest()
        .manifest()
        .text("name")
        .filter(name -> !name.equals(model.name()) && !name.equals(model.toString()))
        .ifPresent(
            name -> {
              throw RegistryException.invalid(
                  "model.yaml says name: " + Printable.of(name) + ", but the push is to " + model,
                  "push without --name, or change the name in model.yaml");
            });
  }

  /** The version's {@code model.yaml}: all that the author did not write stands below. */
  static ManifestText manifest(Snapshot now, PushVersion.Request request, Version version) {
    Map<String, String> missing = new LinkedHashMap<>();
    missing.put("name", request.model().name());
    kind(now, version).ifPresent(kind -> missing.put("kind", kind));
    missing.putAll(new TreeMap<>(request.draft().inferred()));
    return request.draft().manifest().completed(version, missing);
  }

  /**
   * What the version is where its author does not say: what the model was made as, and then what
   * its versions are. A version that is there already says it itself, or is of the usual kind.
   */
  private static Optional<String> kind(Snapshot now, Version version) {
    if (now.versions().contains(version)) {
      return now.version(version).manifest().text("kind");
    }
    return Optional.of(
            Selector.latest(now.versions())
                .map(latest -> now.version(latest).manifest().kind())
                .orElseGet(now::madeAs))
        .filter(kind -> !kind.equals(Manifest.USUAL_KIND));
  }

  /** Before any byte moves: aliases that would be refused, and a taken number by file sizes. */
  void refuseEarly(Snapshot now, PushVersion.Request request) {
    AliasGuard.allowAll(now, request.by(), request.aliases());
    if (published.isPresent()) {
      FileDiff diff = bySize(published.get(), request);
      if (!diff.isNone()) {
        throw PushPlan.taken(published.get(), diff);
      }
      Facts.ofOld(now, request, version);
    } else if (unchanged.filter(last -> bySize(last, request).isNone()).isEmpty()) {
      Facts.ofNew(now, request, version);
    }
  }

  private static FileDiff bySize(ModelVersion there, PushVersion.Request request) {
    Map<FilePath, Long> sizes = new TreeMap<>();
    for (SourceFile file : request.draft().files()) {
      sizes.put(file.path(), file.content().size());
    }
    return FileDiff.between(FileDiff.by(there.files(), a -> a.size()), sizes);
  }
}
