package dev.gitmodel.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The reader that decides on every change and the schema that is published accept the same. */
final class PolicyAgreementTest {
  private static final int ROUNDS = 3000;
  private static final String[] VALUES = {
    "true",
    "false",
    "1",
    "-1",
    "0.5",
    "text",
    "\"\"",
    "[]",
    "[a]",
    "[A]",
    "{}",
    "{a: 1}",
    "a@b",
    "/x",
    "\" \"",
    "[1]",
    "[[a]]",
    "required",
    "lower",
    "{dataset: x}",
    "{dataset: 'x y'}",
    "{min: 1}",
    "\"a\\nb\"",
    "{min: 1, other: 2}"
  };
  private static final String[] KEYS = {
    "users",
    "metrics",
    "policy",
    "audit",
    "sign",
    "aliases",
    "models",
    "roles",
    "require",
    "name",
    "evaluation",
    "signature",
    "min",
    "max",
    "max_regression",
    "notifications",
    "dataset",
    "x",
    "\"1\"",
    "a@b",
    "\"a b\""
  };

  private static Problems reader(Cursor root) {
    Problems problems = new Problems("reader");
    PolicyReader.policy(
        new Cursor(root.root(), List.of(), root.value(), problems), Optional.empty());
    return problems;
  }

  private static Problems schema(Cursor root) {
    Problems problems = new Problems("schema");
    SchemaCheck.registry(new Cursor(root.root(), List.of(), root.value(), problems));
    return problems;
  }

  @Test
  void readerAndSchemaAcceptTheSamePolicies() {
    Random random = new Random(5);
    int accepted = 0;
    for (int i = 0; i < ROUNDS; i++) {
      String text = changed(PolicyCodecTest.WHOLE, random);
      Problems parsing = new Problems("yaml");
      Cursor root;
      try {
        Node.Fields fields = (Node.Fields) YamlReader.read(text, 32, parsing).root().orElseThrow();
        Map<String, Object> tree = Typed.map(fields, Shape.REGISTRY, parsing);
        root = new Cursor(fields, List.of(), tree, parsing);
      } catch (Refusal e) {
        continue;
      }
      Problems schema = schema(root);
      Problems reader = reader(root);
      boolean onlyOurRule =
          schema.isEmpty()
              && reader.sorted().stream().allMatch(p -> p.message().contains("not above max"));
      assertThat(onlyOurRule || schema.isEmpty() == reader.isEmpty())
          .as(text + "\nschema " + schema.sorted() + "\nreader " + reader.sorted())
          .isTrue();
      accepted += schema.isEmpty() ? 1 : 0;
    }
    assertThat(accepted).isBetween(100, ROUNDS - 100);
  }

  /** The policy with some value or key replaced by another, mostly a wrong one. */
  private static String changed(String text, Random random) {
    String[] words = text.split("(?<=[ ,:\\[\\]{}\n])|(?=[,:\\[\\]{}\n])", -1);
    for (int times = random.nextInt(3); times >= 0; times--) {
      int at = random.nextInt(words.length);
      while (!words[at].matches("[a-z0-9_@.\"*/-]+")) {
        at = random.nextInt(words.length);
      }
      boolean isKey = at + 1 < words.length && words[at + 1].startsWith(":");
      String[] pool = isKey ? KEYS : VALUES;
      words[at] = pool[random.nextInt(pool.length)];
    }
    return String.join("", words);
  }
}
