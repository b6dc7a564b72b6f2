package dev.gitmodel.hook;

import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Staged;
import dev.gitmodel.store.Staged.Changed;
import dev.gitmodel.workspace.LfsPatterns;
import java.util.ArrayList;
import java.util.List;

/**
 * What may be committed: a valid manifest without secrets or paths of one machine, and weights as
 * pointers only.
 */
final class StagedRules {
  private StagedRules() {}

  static List<Finding> check(Staged staged) {
    List<Finding> findings = new ArrayList<>();
    for (String problem : staged.manifestProblems()) {
      findings.add(new Finding(Manifest.FILE.text(), problem, "git model validate"));
    }
    staged.manifest().ifPresent(manifest -> findings.addAll(ManifestLeaks.of(manifest)));
    staged.changed().stream()
        .filter(StagedRules::belongsInLfs)
        .forEach(
            file ->
                findings.add(
                    new Finding(
                        file.path(),
                        "would be committed with its " + file.size() + " bytes, not as a pointer",
                        hint(file))));
    return findings;
  }

  private static boolean belongsInLfs(Changed file) {
    if (file.pointer() || file.size() == 0) {
      return false;
    }
    return file.attributed() || file.size() > LfsPatterns.LARGE || isWeights(file.path());
  }

  private static boolean isWeights(String path) {
    try {
      return LfsPatterns.match(new FilePath(path));
    } catch (RegistryException unusualName) {
      return false;
    }
  }

  private static String hint(Changed file) {
    String again = "git rm --cached '" + file.path() + "' && git add '" + file.path() + "'";
    return file.attributed()
        ? "git lfs install && " + again
        : "git lfs track '" + file.path() + "' && git add .gitattributes && " + again;
  }
}
