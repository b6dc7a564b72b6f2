package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index keeps lines, and a broken one is as good as none. */
class IndexFileTest {
  @TempDir Path folder;

  private IndexFile open() {
    return new IndexFile(folder.resolve("i/index"));
  }

  private void save(String key, String value) {
    IndexFile index = open();
    index.put(key, value);
    index.save();
  }

  @Test
  void whatWasPutIsThereAtOnceAndAfterSaving() {
    IndexFile index = open();
    index.put("k", "größe 1");
    assertThat(index.get("k")).contains("größe 1");
    index.save();
    assertThat(open().get("k")).contains("größe 1");
    assertThat(open().get("other")).isEmpty();
  }

  @Test
  void theLastValueOfAKeyWins() {
    save("k", "1");
    save("k", "2");
    assertThat(open().get("k")).contains("2");
  }

  @Test
  void manySavesKeepEveryLine() {
    for (int i = 0; i < 300; i++) {
      save("k" + i, "v".repeat(i));
    }
    IndexFile index = open();
    for (int i = 0; i < 300; i++) {
      assertThat(index.get("k" + i)).contains("v".repeat(i));
    }
  }

  @Test
  void aSmallAdditionDoesNotRewriteALargeIndex() throws Exception {
    save("large", "x".repeat(4_000_000));
    Object before = Files.readAttributes(folder.resolve("i/index"), "unix:ino").get("ino");
    save("small", "y");
    assertThat(Files.readAttributes(folder.resolve("i/index"), "unix:ino").get("ino"))
        .isEqualTo(before);
    assertThat(open().get("large").orElseThrow()).hasSize(4_000_000);
    assertThat(open().get("small")).contains("y");
  }

  @Test
  void aForeignOrCutFileIsIgnoredAndReplaced() throws Exception {
    save("k", "1");
    Files.writeString(folder.resolve("i/index"), "something else");
    Files.writeString(folder.resolve("i/index.recent"), "git-model index 1\nk 1");
    assertThat(open().get("k")).isEmpty();
    save("k", "2");
    assertThat(open().get("k")).contains("2");
  }

  @Test
  void whereNothingCanBeWrittenNothingIsKept() throws Exception {
    Files.writeString(folder.resolve("i"), "a file where the folder should be");
    IndexFile index = open();
    index.put("k", "1");
    index.save();
    assertThat(index.get("k")).contains("1");
  }

  @Test
  void droppingRemovesTheFiles() throws Exception {
    save("k", "1");
    open().drop();
    try (Stream<Path> left = Files.list(folder.resolve("i"))) {
      assertThat(left).isEmpty();
    }
  }
}
