package dev.gitmodel.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gitmodel.codec.PolicyCodec;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The policy is what main of registry.git says now, whoever put it there. */
class PolicySourceTest {
  private static final String SIGNED = "policy:\n  audit: {sign: required}\n";

  @TempDir Path folder;
  private final Repositories repositories = new Repositories();
  private Stock stock;
  private Path own;

  @BeforeEach
  void name() {
    stock = new Stock(folder);
    own = folder.resolve("registry.git");
  }

  @AfterEach
  void close() {
    repositories.close();
  }

  private PolicySource source() {
    IndexFile kept = new IndexFile(folder.resolve("cache/policy"));
    RegistryDirectory directory = new RegistryDirectory(folder);
    return new PolicySource(
        directory, repositories, kept, new Here(directory, repositories, text -> {}));
  }

  private void lay() {
    Repositories.lay(own);
  }

  /** Commits a file to main as a stock clone that is pushed does. */
  private String commit(String name, String text) throws Exception {
    Path file = Files.writeString(folder.resolve("text"), text);
    String blob = stock.git(own, "hash-object", "-w", file.toString()).strip();
    Path list =
        Files.writeString(folder.resolve("list"), "100644 blob " + blob + "\t" + name + "\n");
    String tree = stock.run(own, "sh", "-c", "git mktree <" + list).strip();
    String commit = stock.git(own, "commit-tree", "-m", "govern", tree).strip();
    stock.git(own, "update-ref", "refs/heads/main", commit);
    return commit;
  }

  @Test
  void whereThereIsNoneAllIsOpen() {
    assertThat(source().now()).isEqualTo(Policy.OPEN);
    lay();
    assertThat(source().now()).as("no main yet").isEqualTo(Policy.OPEN);
  }

  @Test
  void theFileOfANewRegistryAsksNothing() throws Exception {
    lay();
    commit("registry.yaml", PolicyCodec.DEFAULT_TEXT);
    assertThat(source().now()).isEqualTo(Policy.OPEN);
  }

  @Test
  void aTreeWithoutTheFileAsksNothing() throws Exception {
    lay();
    commit("README.md", "nothing here");
    assertThat(source().now()).isEqualTo(Policy.OPEN);
  }

  @Test
  void whatIsPushedIsInForceAtOnceWithItsRevision() throws Exception {
    lay();
    commit("registry.yaml", PolicyCodec.DEFAULT_TEXT);
    PolicySource source = source();
    assertThat(source.now().signAudit()).isFalse();

    String revision = commit("registry.yaml", SIGNED);
    assertThat(source.now().signAudit()).isTrue();
    assertThat(source.now().revision().orElseThrow().hex()).isEqualTo(revision);

    stock.git(own, "update-ref", "-d", "refs/heads/main");
    assertThat(source.now()).isEqualTo(Policy.OPEN);
  }

  @Test
  void whatWasKeptIsTheSameAndNoLongerRead() throws Exception {
    lay();
    commit("registry.yaml", SIGNED);
    PolicySource source = source();
    Policy read = source.now();
    source.save();
    Files.move(own.resolve("objects"), folder.resolve("objects-away"));

    assertThat(source().now()).isEqualTo(read);
  }

  @Test
  void oneThatCannotBeReadLetsNothingSlipByHoweverOftenItIsAsked() throws Exception {
    lay();
    commit("registry.yaml", "policy: [nonsense\n");
    PolicySource source = source();
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(source::now)
          .isInstanceOfSatisfying(
              RegistryException.class,
              e -> {
                assertThat(e.problem()).isEqualTo(Problem.INVALID);
                assertThat(e.text()).contains("registry.yaml:");
              });
      source.save();
      source = source();
    }
  }

  @Test
  void objectsThatAreMissingAreNoOpenDoor() throws Exception {
    lay();
    commit("registry.yaml", SIGNED);
    Files.move(own.resolve("objects"), folder.resolve("objects-away"));
    Files.createDirectory(own.resolve("objects"));
    assertThatThrownBy(source()::now)
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CORRUPT));
  }
}
