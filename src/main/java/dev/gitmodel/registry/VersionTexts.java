package dev.gitmodel.registry;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The messages of a version's commit and tag, as stock git shows them. */
record VersionTexts(ModelName model, Version version, Manifest manifest) {
  /** What only the caller knows of a version, for the commit's trailers. */
  record Origin(Optional<String> experiment, Optional<String> run, References.Pinned sources) {}

  /** Subject, {@code message} or else the summary, and the trailers. */
  String commit(Optional<String> message, Origin origin) {
    Map<String, String> trailers = new LinkedHashMap<>();
    trailers.put("Model-Version", version.toString());
    put(trailers, "Experiment-Id", manifest.text("experiment").or(origin::experiment));
    put(trailers, "Run-Id", origin.run());
    put(trailers, "Base-Model", origin.sources().baseModel());
    put(trailers, "Dataset", origin.sources().dataset());
    StringBuilder text = new StringBuilder("Release " + model.name() + " " + version + "\n\n");
    message.or(this::summary).ifPresent(body -> text.append(body).append("\n\n"));
    trailers.forEach((key, value) -> text.append(key + ": " + value + "\n"));
    return text.toString();
  }

  /** The digest is the last line, so nothing in the summary can pass for it. */
  String tag(Digest digest) {
    return model.name()
        + " "
        + version
        + "\n\n"
        + summary().map(s -> s + "\n\n").orElse("")
        + "Model-Digest: "
        + digest
        + "\n";
  }

  private Optional<String> summary() {
    return manifest.text("summary").map(Event::line).filter(s -> !s.isEmpty());
  }

  private static void put(Map<String, String> trailers, String key, Optional<String> value) {
    value.map(Event::line).filter(v -> !v.isEmpty()).ifPresent(v -> trailers.put(key, v));
  }
}
