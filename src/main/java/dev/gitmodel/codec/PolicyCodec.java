package dev.gitmodel.codec;

import dev.gitmodel.model.Policy;
import dev.gitmodel.model.Revision;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code registry.yaml}: who has which role, what guards which aliases, which way metrics go. */
public final class PolicyCodec {
  /** A new registry's {@code registry.yaml}: everything open, each part shown as a comment. */
  public static final String DEFAULT_TEXT =
      """
      # The registry's configuration: who may do what, and what a version must show.
      # Without rules everybody may do everything. Take the # away from what you need;
      # git model validate --schema registry shows every field.

      # Who has which role, by the e-mail address that Git records:
      #users:
      #  alice@example.org: {name: Alice, roles: [maintainer]}

      # Which way a metric is better, where its name does not tell:
      #metrics:
      #  latency_ms: lower

      #policy:
      #  audit: {sign: optional}            # required: every entry of the audit log is signed
      #  aliases:
      #    - models: ["*"]                  # globs, such as acme/*; left out: all models
      #      aliases: [champion]
      #      roles: [maintainer]            # one of these; left out: anybody
      #      require:
      #        metrics:
      #          f1: {min: 0.8, max_regression: 0.01}
      #        evaluation: true             # or {dataset: acme/tickets-eval@1.0.0}
      #        signature: true

      # Who is told what happened; needs a mail server (sendemail.* in Git's configuration) or a
      # secret to sign with:
      #notifications:
      #  - mail: [alice@example.org]
      #    on: [alias, version.delete]      # operations of the audit log; left out: all
      #    aliases: [champion]              # only what moves one of these; left out: everything
      #  - webhook: https://ci.example.org/hook
      #    secret: model.hookSecret         # a git-config key, or a variable such as HOOK_SECRET
      #    models: ["acme/*"]               # left out: all models
      """;

  private static final String FILE = "registry.yaml";
  private static final int MOST_BYTES = 256 * 1024;
  private static final int DEEPEST = 32;
  private static final String HINT =
      "the fields and their forms: git model validate --schema registry";

  private PolicyCodec() {}

  /** The policy of {@code bytes} as it stood at {@code revision}; refused where it is not whole. */
  public static Policy read(byte[] bytes, Optional<Revision> revision) {
    Problems problems = new Problems(FILE);
    try {
      Optional<Cursor> root = root(bytes, problems);
      Policy policy =
          root.map(r -> PolicyReader.policy(r, revision))
              .orElse(
                  new Policy(
                      revision,
                      Map.of(),
                      false,
                      List.of(),
                      Map.of(),
                      false,
                      Collections.emptySortedSet()));
      if (problems.isEmpty()) {
        return policy;
      }
    } catch (Refusal e) {
      throw problems.exception(HINT);
    }
    throw checked(FILE, bytes).exception(HINT);
  }

  /** Everything that is wrong in {@code bytes}, in the order of the file. */
  public static List<ManifestProblem> problems(String fileName, byte[] bytes) {
    return checked(fileName, bytes).sorted();
  }

  /** By the schema first, which has the better words, then by the reader, which knows more. */
  private static Problems checked(String fileName, byte[] bytes) {
    Problems problems = new Problems(fileName);
    try {
      root(bytes, problems)
          .ifPresent(
              root -> {
                SchemaCheck.registry(root);
                PolicyReader.policy(root, Optional.empty());
              });
    } catch (Refusal e) {
      return problems;
    }
    return problems;
  }

  private static Optional<Cursor> root(byte[] bytes, Problems problems) {
    YamlDocument document =
        YamlReader.read(Utf8.text(bytes, MOST_BYTES, problems), DEEPEST, problems);
    if (document.root().isEmpty()) {
      return Optional.empty();
    }
    if (!(document.root().get() instanceof Node.Fields fields)) {
      throw problems.fatal(
          document.root().get().at(), "", "users, metrics or policy were expected");
    }
    Map<String, Object> tree = Typed.map(fields, Shape.REGISTRY, problems);
    return Optional.of(new Cursor(fields, List.of(), tree, problems));
  }
}
