package dev.gitmodel.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.model.Manifest;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What two prints say of each other is what their manifests say. */
class ManifestPrintTest {
  private final Random random = new Random(11);

  private Manifest manifest() {
    Map<String, Object> fields = new TreeMap<>();
    for (String path : new String[] {"a", "b", "ab", "a-b", "\uD83D\uDE00", "\uFFFD", "tags"}) {
      if (random.nextInt(3) > 0) {
        fields.put(path, random.nextInt(2) == 0 ? "same" : Map.of("x", (long) random.nextInt(3)));
      }
    }
    return new Manifest(fields);
  }

  @Test
  void thePathsThatDifferAreFound() {
    for (int round = 0; round < 500; round++) {
      SortedMap<String, String> one = manifest().flat();
      SortedMap<String, String> two = manifest().flat();
      Set<String> unlike = new TreeSet<>(one.keySet());
      unlike.addAll(two.keySet());
      unlike.removeIf(path -> Objects.equals(one.get(path), two.get(path)));
      assertThat(print(one).unlike(print(two))).isEqualTo(unlike);
      assertThat(print(one).paths()).containsExactlyInAnyOrderElementsOf(one.keySet());
    }
  }

  private static ManifestPrint print(SortedMap<String, String> flat) {
    return ManifestPrint.read(ManifestPrint.of(new Manifest(new TreeMap<>(flat))).bytes());
  }
}
