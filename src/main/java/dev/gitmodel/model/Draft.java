package dev.gitmodel.model;

import java.util.List;
import java.util.Map;

/**
 * What a folder would publish: its manifest, the fields that were inferred for it, and all files of
 * the version but {@code model.yaml} (the model card and {@code .gitattributes} are among them).
 */
public record Draft(ManifestText manifest, Map<String, String> inferred, List<SourceFile> files) {
  public Draft {
    inferred = Map.copyOf(inferred);
    files = List.copyOf(files);
  }
}
