package dev.gitmodel.e2e;

import dev.gitmodel.codec.Trees;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A workflow of {@code templates/ci} as a runner takes it: what each of its two jobs runs, script
 * by script, and the variables that it sets itself.
 */
record Workflow(List<String> check, List<String> release, Map<String, String> variables) {
  private static final Pattern STAGE =
      Pattern.compile("stage\\('(\\w+)'\\).*?sh '''(.*?)'''", Pattern.DOTALL);
  private static final Pattern ASSIGNED = Pattern.compile("(?m)^ +([A-Z_0-9]+) = '(.*)'$");

  static Path file(String host) {
    Path folder = ProgramUnderTest.checkout().resolve("templates/ci").resolve(host);
    return folder.resolve(
        switch (host) {
          case "github" -> "model.yml";
          case "gitlab" -> "gitlab-ci.yml";
          default -> "Jenkinsfile";
        });
  }

  static Workflow of(String host) {
    String text = Machine.text(file(host));
    return switch (host) {
      case "github" -> github(tree(text));
      case "gitlab" -> gitlab(tree(text));
      default -> jenkins(text);
    };
  }

  private static Map<?, ?> tree(String yaml) {
    return Trees.readYaml(yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<?, ?> map(Map<?, ?> tree, String key) {
    return tree.get(key) instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<String> texts(Map<?, ?> tree, String key) {
    return tree.get(key) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** Each step is a script of its own; what GitHub fills in itself is not set. */
  private static Workflow github(Map<?, ?> tree) {
    Map<String, String> variables = new LinkedHashMap<>();
    map(tree, "env")
        .forEach(
            (name, value) -> {
              if (!String.valueOf(value).contains("${{")) {
                variables.put(String.valueOf(name), String.valueOf(value));
              }
            });
    Map<?, ?> jobs = map(tree, "jobs");
    return new Workflow(steps(map(jobs, "check")), steps(map(jobs, "release")), variables);
  }

  private static List<String> steps(Map<?, ?> job) {
    List<String> scripts = new ArrayList<>();
    if (job.get("steps") instanceof List<?> steps) {
      for (Object step : steps) {
        if (step instanceof Map<?, ?> map && map.get("run") instanceof String script) {
          scripts.add(script);
        }
      }
    }
    return scripts;
  }

  /** What comes before is in the same shell. */
  private static Workflow gitlab(Map<?, ?> tree) {
    Map<String, String> variables = new LinkedHashMap<>();
    map(tree, "variables")
        .forEach((name, value) -> variables.put(String.valueOf(name), String.valueOf(value)));
    variables.remove("GIT_MODEL_REGISTRY");
    List<String> before = texts(map(tree, ".git-model"), "before_script");
    return new Workflow(
        shell(before, map(tree, "check")), shell(before, map(tree, "release")), variables);
  }

  private static List<String> shell(List<String> before, Map<?, ?> job) {
    List<String> lines = new ArrayList<>(before);
    lines.addAll(texts(job, "script"));
    return List.of(String.join("\n", lines));
  }

  private static Workflow jenkins(String text) {
    Map<String, String> scripts = new LinkedHashMap<>();
    Matcher stage = STAGE.matcher(text);
    while (stage.find()) {
      scripts.put(stage.group(1), stage.group(2));
    }
    Map<String, String> variables = new LinkedHashMap<>();
    ASSIGNED.matcher(text).results().forEach(m -> variables.put(m.group(1), m.group(2)));
    List<String> check = new ArrayList<>();
    for (String name : Arrays.asList("Validate", "Compare", "Gates")) {
      check.add(scripts.getOrDefault(name, "exit 99"));
    }
    return new Workflow(check, List.of(scripts.getOrDefault("Release", "exit 99")), variables);
  }

  /** A checkout as a runner of any of the hosts has it: with the host's variables and its own. */
  GitSandbox runner(GitSandbox checkout) {
    Path there = checkout.folder();
    Map<String, String> all = new HashMap<>(variables);
    all.putAll(
        Map.of(
            "GITHUB_BASE_REF", "main",
            "GITHUB_STEP_SUMMARY", there.resolve("model-changes.md").toString(),
            "GITHUB_PATH", there.resolve("../path").toString(),
            "GITHUB_ACTOR", "octocat",
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main",
            "CI_PROJECT_DIR", there.toString(),
            "GITLAB_USER_NAME", "octocat",
            "GITLAB_USER_EMAIL", "octocat@example.org",
            "CHANGE_TARGET", "main"));
    GitSandbox runner = checkout;
    for (Map.Entry<String, String> variable : all.entrySet()) {
      runner = runner.with(variable.getKey(), variable.getValue());
    }
    return runner;
  }
}
