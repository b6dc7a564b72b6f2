package dev.gitmodel.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gitmodel.cli.BugLog;
import dev.gitmodel.cli.FrontDoor;
import dev.gitmodel.cli.Terminal;
import dev.gitmodel.model.Actor;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.AuditEvent;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Change;
import dev.gitmodel.model.ChangeSet;
import dev.gitmodel.model.Content;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.InMemoryModelStore;
import dev.gitmodel.store.InMemoryOutbox;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Progress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The front door over a registry in memory: what is typed, and what is said. */
final class Desk {
  static final Actor ANA = new Actor("Ana", "ana@example.com");
  static final ModelName ASSISTANT = ModelName.parse("acme/support-assistant");
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  final InMemoryModelStore store = new InMemoryModelStore();
  final InMemoryOutbox outbox = new InMemoryOutbox();
  private final Path folder;
  private Terminal.Traits traits = Terminal.Traits.NONE;
  private InputStream keyboard = new ByteArrayInputStream(new byte[0]);
  private Optional<String> namespace = Optional.of("acme");
  final List<Throwable> bugs = new ArrayList<>();
  private boolean broken;
  private Instant clock = Instant.parse("2026-02-01T00:00:00Z");

  Desk(Path folder) {
    this.folder = folder;
  }

  /** What a command left: its exit code and what it wrote. */
  record Said(int exit, String out, String err) {}

  Said type(String... argv) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var terminal = new Terminal(keyboard, out, err, traits, () -> 0L);
    int exit = door(terminal).run(List.of(argv));
    return new Said(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** What a command prints that succeeds and has nothing else to say. */
  String out(String... argv) {
    Said said = type(argv);
    assertThat(said.err()).isEmpty();
    assertThat(said.exit()).isZero();
    return said.out();
  }

  FrontDoor door(Terminal terminal) {
    BugLog log =
        (bug, argv) -> {
          bugs.add(bug);
          return "bug.log";
        };
    return new FrontDoor(terminal, (asked, warning) -> open(), log, () -> "1.2.3");
  }

  private DeskHouse open() {
    if (broken) {
      throw new IllegalStateException("nobody home");
    }
    return new DeskHouse(this);
  }

  /** A terminal on all three streams, where a person types {@code answers}. */
  Desk atATerminal(String answers) {
    traits = new Terminal.Traits(true, true, true, true, 80);
    keyboard = new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  Desk withoutNamespace() {
    namespace = Optional.empty();
    return this;
  }

  Desk enforcing(Policy policy) {
    store.enforce(policy);
    return this;
  }

  /** From now on asking the registry is a bug. */
  void breakStore() {
    broken = true;
  }

  Optional<String> namespace() {
    return namespace;
  }

  Path folder() {
    return folder;
  }

  /** An hour later each time. */
  Instant tick() {
    clock = clock.plusSeconds(3600);
    return clock;
  }

  /** The support assistant with these versions, each with {@code manifest} as its model.yaml. */
  Desk published(String manifest, String... versions) {
    if (!store.exists(ASSISTANT)) {
      store.create(ASSISTANT, authored(Operation.MODEL_CREATE, List.of()));
    }
    for (String version : versions) {
      publish(Version.parse(version), manifest + "version: " + version + "\n");
    }
    return this;
  }

  private void publish(Version version, String manifest) {
    List<SourceFile> sources =
        List.of(
            new SourceFile(new FilePath("model.yaml"), new Content.Text(manifest), false, false),
            new SourceFile(
                new FilePath("weights.bin"), new Content.Text("w" + version), false, false));
    List<Artifact> files = store.files(ASSISTANT).put(sources, List.of(), Progress.NONE).files();
    write(
        Operation.VERSION_PUBLISH,
        new Change.Publish(
            version,
            BranchName.MAIN,
            Optional.empty(),
            Optional.empty(),
            files,
            "Release " + version + "\n",
            "release\n\nModel-Digest: " + Digest.ofListing(files) + "\n",
            false));
  }

  private void write(Operation operation, Change... changes) {
    try (ModelStore.Turn turn = store.begin(ASSISTANT)) {
      turn.commit(authored(operation, List.of(changes)));
    }
  }

  private ModelStore.Authored authored(Operation operation, List<Change> changes) {
    var event =
        new AuditEvent(operation, operation.text(), Map.of(), Optional.empty(), Map.of(), Map.of());
    return new ModelStore.Authored(new ChangeSet(changes, event), ANA, tick());
  }
}
