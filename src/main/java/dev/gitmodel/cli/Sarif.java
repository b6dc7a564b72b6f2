package dev.gitmodel.cli;

import dev.gitmodel.codec.ManifestProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Problems of a file as a SARIF 2.1.0 log, which code hosts show beside its lines. */
final class Sarif {
  private static final String RULE = "manifest";

  private Sarif() {}

  static Map<String, Object> of(List<ManifestProblem> problems) {
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "git-model");
    driver.put(
        "rules",
        List.of(
            Map.of(
                "id",
                RULE,
                "shortDescription",
                Map.of("text", "model.yaml and registry.yaml follow their schema"))));
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("results", problems.stream().map(Sarif::result).toList());
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    log.put("version", "2.1.0");
    log.put("runs", List.of(run));
    return log;
  }

  private static Map<String, Object> result(ManifestProblem problem) {
    String field = problem.field().isEmpty() ? "" : problem.field() + ": ";
    Map<String, Object> region = new LinkedHashMap<>();
    region.put("startLine", Math.max(1, problem.line()));
    region.put("startColumn", Math.max(1, problem.column()));
    Map<String, Object> place = new LinkedHashMap<>();
    place.put("artifactLocation", Map.of("uri", uri(problem.file())));
    place.put("region", region);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", RULE);
    result.put("level", "error");
    result.put("message", Map.of("text", field + problem.message()));
    result.put("locations", List.of(Map.of("physicalLocation", place)));
    return result;
  }

  private static String uri(String file) {
    return file.replace('\\', '/').replace("%", "%25").replace(" ", "%20");
  }
}
