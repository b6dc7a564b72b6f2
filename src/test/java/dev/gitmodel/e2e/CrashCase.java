package dev.gitmodel.e2e;

import dev.gitmodel.e2e.Plan.Site;
import dev.gitmodel.e2e.Strace.Call;
import dev.gitmodel.e2e.Strace.Traced;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.commons.io.FileUtils;

/** One copy of a machine's registry, with a cache of its own, for one thing to happen to it. */
record CrashCase(Path folder, GitSandbox sandbox, Registry registry) {
  CrashCase(GitSandbox machine) {
    this(machine, make(machine));
  }

  private CrashCase(GitSandbox machine, Path folder) {
    this(folder, sandbox(machine, folder), Registry.of(sandbox(machine, folder), CrashIT.MODEL));
  }

  private static GitSandbox sandbox(GitSandbox machine, Path folder) {
    return machine
        .withRegistry(folder.resolve("registry"))
        .with("XDG_CACHE_HOME", folder.resolve("cache").toString());
  }

  private static Path make(GitSandbox machine) {
    try {
      Path folder = Files.createTempDirectory(machine.root(), "case");
      if (Files.exists(machine.registry())) {
        machine
            .tool("cp", "-a", machine.registry().toString(), folder.resolve("registry").toString())
            .ok();
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What each call is about, whatever the names and ids of this run, and which such it is. */
  Map<Call, Site> sites(Traced traced) {
    Map<Call, Site> sites = new IdentityHashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (Call call : traced.calls()) {
      String what = call.name() + " " + anyOf(call.path());
      sites.put(call, new Site(what, counts.merge(what, 1, Integer::sum)));
    }
    return sites;
  }

  private String anyOf(String path) {
    return path.replace(folder.toString(), "")
        .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22,}", "*")
        .replaceAll("[0-9a-f]{16,}", "*")
        .replaceAll("/[0-9a-f]{2}(?=/|$)", "/xx")
        // One piece of code writes them all.
        .replaceAll("^/cache/.*", "/cache/**")
        // Forced side by side, in no order.
        .replaceAll("lfs/objects(/xx)*$", "lfs/objects/**");
  }

  void discard() {
    FileUtils.deleteQuietly(folder.toFile());
  }
}
