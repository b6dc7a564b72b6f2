package dev.gitmodel.model;

import java.util.List;
import java.util.Map;

/**
 * What a folder would publish: its manifest, the fields that were inferred for it, and all files of
 * the version but {@code model.yaml} (the model card and {@code .gitattributes} are among them);
 * {@code unparsed} says why nothing could be inferred from a file that usually says something.
 */
public record Draft(
    ManifestText manifest,
    Map<String, String> inferred,
    List<SourceFile> files,
    Map<FilePath, String> unparsed) {
  public Draft {
    unparsed = Map.copyOf(unparsed);
    inferred = Map.copyOf(inferred);
    files = List.copyOf(files);
  }

  /** One of which nothing had to be inferred in vain. */
  public Draft(ManifestText manifest, Map<String, String> inferred, List<SourceFile> files) {
    this(manifest, inferred, files, Map.of());
  }
}
