package dev.gitmodel.hook;

import dev.gitmodel.model.Manifest;
import dev.gitmodel.store.Care.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a manifest must not tell everybody who can read the model: keys and passwords, and where
 * files lie on one machine. What was found is named by its field and never repeated.
 */
final class ManifestLeaks {
  /** The forms that issuers give their keys so that they can be found. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?:AKIA|ASIA)[0-9A-Z]{16}"
              + "|gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22}"
              + "|glpat-[A-Za-z0-9_-]{20}|hf_[A-Za-z0-9]{30}|xox[abprs]-[A-Za-z0-9-]{10}"
              + "|\\bsk-[A-Za-z0-9_-]{20}|AIza[A-Za-z0-9_-]{35}|ya29\\.[A-Za-z0-9_-]{20}"
              + "|eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10}"
              + "|-----BEGIN [A-Z ]*PRIVATE KEY|[a-z][a-z0-9+.-]*://[^\\s/:@]+:[^\\s/@]+@");

  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i)(?:.*[._-])?(?:password|passwd|passphrase|secret|(?:api|access|private)[_-]?key"
              + "|(?:access|auth|api|bearer)[_-]?token|credentials?)");

  /** A value that only says where the secret comes from. */
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{?[A-Za-z_][A-Za-z0-9_]*}?");

  private static final Pattern ABSOLUTE =
      Pattern.compile(
          "(?:^|[\\s\"'=,:])(?:file://)?(?:/(?:home|root|Users|mnt|media|tmp|var|opt|srv|data|work)/"
              + "|~[A-Za-z0-9_-]*/|[A-Za-z]:[\\\\/])[^\\s]");

  /** Fields whose whole value is a path, so every absolute one is found. */
  private static final Pattern PATH = Pattern.compile("(?:file://)?/[^\\s]*");

  private static final Set<String> PROSE = Set.of("description", "summary");

  private ManifestLeaks() {}

  static List<Finding> of(Manifest manifest) {
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, String> field : manifest.flat().entrySet()) {
      String name = field.getKey();
      String value = field.getValue();
      if (isSecret(name, value)) {
        findings.add(
            new Finding(
                "model.yaml: " + name,
                "holds what looks like a password or key",
                "take it out, and read it from the environment; revoke it if it was ever pushed"));
      } else if (isAbsolute(name, value)) {
        findings.add(
            new Finding(
                "model.yaml: " + name,
                "holds an absolute path, which is another machine's nothing",
                "write it relative to the model's folder"));
      }
    }
    return findings;
  }

  private static boolean isSecret(String name, String value) {
    boolean named =
        SECRET_NAME.matcher(name).matches()
            && !value.isBlank()
            && !PLACEHOLDER.matcher(value).matches();
    return named || SECRET.matcher(value).find();
  }

  private static boolean isAbsolute(String name, String value) {
    return ABSOLUTE.matcher(value).find()
        || (!PROSE.contains(name) && PATH.matcher(value).matches());
  }
}
