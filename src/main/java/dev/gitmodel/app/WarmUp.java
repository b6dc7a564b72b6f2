package dev.gitmodel.app;

import dev.gitmodel.cli.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.file.PathUtils;
import org.apache.commons.io.file.StandardDeleteOption;

/**
 * Runs the common verbs once on a throw-away registry, so that the launcher can archive the classes
 * they load. Touches nothing of the user's.
 */
final class WarmUp {
  /** What the launcher calls; no verb, so no help names it. */
  static final String VERB = "warm-up";

  private static final List<String> LINES =
      List.of(
          "",
          "init model",
          "validate model",
          "inspect model",
          "push model --name acme/model --version 1.0.0 --alias champion --metric f1=0.8",
          "push model --name acme/model --bump minor --metric f1=0.9 --json",
          "list",
          "list --json",
          "info acme/model",
          "info acme/model@champion --json",
          "versions acme/model",
          "versions acme/model --json",
          "versions acme/model --sort f1 --desc --limit 1",
          "resolve acme/model@champion",
          "resolve acme/model --json",
          "alias acme/model@1.1.0 champion",
          "alias acme/model",
          "rollback acme/model champion --reason warm",
          "metrics acme/model loss=0.1",
          "metrics acme/model --json",
          "describe acme/model warm",
          "compare acme/model 1.0.0 1.1.0",
          "compare acme/model 1.0.0 1.1.0 --format markdown",
          "compare acme/model 1.0.0 1.1.0 --json",
          "history acme/model",
          "history acme/model --metric f1",
          "diff acme/model@1.0.0 acme/model@1.1.0",
          "diff acme/model@1.0.0 acme/model@1.1.0 --json",
          "blame acme/model",
          "lineage acme/model",
          "lineage acme/model@1.0.0 --down",
          "list --where metrics.f1>0.5",
          "list --at 0d",
          "versions acme/model --at 0d",
          "resolve acme/model@1.1.0 --at 0d",
          "gate acme/model --alias champion",
          "experiment start acme/model trial",
          "experiment list acme/model",
          "audit acme/model",
          "audit acme/model --json",
          "audit verify acme/model",
          "verify acme/model",
          "pull acme/model -o pulled",
          "path acme/model",
          "delete acme/model@1.0.0 --yes",
          "gc --dry-run",
          "doctor",
          "config",
          "help pull");

  // On a host; these need git, so no archive depends on them.
  private static final List<String> ELSEWHERE =
      List.of(
          "push model --name model --version 1.0.0 --alias champion",
          "resolve model@champion",
          "alias model@1.0.0 stable",
          "metrics model loss=0.1",
          "list",
          "pull model -o from-host");

  private static final String CONFIG = "[user]\n\tname = warm-up\n\temail = warm-up@localhost\n";

  private final Path folder;

  private WarmUp(Path folder) {
    this.folder = folder;
  }

  /** 0 where every line worked. */
  static int run() {
    try {
      Path folder = Files.createTempDirectory("git-model-warm-up");
      try {
        return new WarmUp(folder).all();
      } finally {
        // Snapshots are read-only.
        PathUtils.deleteDirectory(folder, StandardDeleteOption.OVERRIDE_READ_ONLY);
      }
    } catch (IOException e) {
      // Without a warm-up starts are slower, and that is all.
      return 1;
    }
  }

  private int all() throws IOException {
    HeadStart.of(List.of("push"));
    HeadStart.of(List.of("alias"));
    Files.writeString(folder.resolve(".gitconfig"), CONFIG);
    Files.write(Files.createDirectory(folder.resolve("model")).resolve("w.bin"), new byte[2048]);
    int worst = type("resolve acme/nobody") == 3 ? 0 : 1;
    for (String line : LINES) {
      worst = Math.max(worst, type(line));
    }
    elsewhere();
    return worst;
  }

  private void elsewhere() {
    Map<String, String> onDisk = host("disk");
    ELSEWHERE.forEach(line -> type(line, onDisk));
    type("lfs-transfer host-disk/model.git upload", onDisk);
    try (WarmUpServer server = WarmUpServer.start()) {
      Map<String, String> byHttp = new HashMap<>(host("http"));
      byHttp.put("GIT_CONFIG_COUNT", "1");
      byHttp.put("GIT_CONFIG_KEY_0", "lfs.url");
      byHttp.put("GIT_CONFIG_VALUE_0", server.url());
      type(ELSEWHERE.get(0), byHttp);
      byHttp.put("XDG_CACHE_HOME", folder.resolve("other").toString());
      type("pull model -o from-http", byHttp);
    } catch (IOException e) {
      // Where nobody may listen on loopback, the classes for it are not archived.
    }
  }

  private Map<String, String> host(String name) {
    String template = folder.resolve("host-" + name).toUri() + "/{name}.git";
    return Map.of("GIT_MODEL_REGISTRY", template);
  }

  private int type(String line) {
    return type(line, Map.of());
  }

  private int type(String line, Map<String, String> more) {
    Terminal.Traits none = Terminal.Traits.NONE;
    Terminal terminal =
        new Terminal(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            none);
    List<String> argv = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
    return new Program(surroundings(more)).run(terminal, argv);
  }

  private Surroundings surroundings(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", folder.toString());
    environment.put("GIT_MODEL_REGISTRY", folder.resolve("registry").toString());
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.putAll(more);
    return new Surroundings(environment, folder, folder.toString(), "", "");
  }
}
