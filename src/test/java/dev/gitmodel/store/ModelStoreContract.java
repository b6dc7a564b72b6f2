package dev.gitmodel.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What every store promises; each implementation's test extends this. */
public abstract class ModelStoreContract
    implements ModelsContract,
        PublishContract,
        TreeContract,
        FindContract,
        AliasContract,
        NotesContract,
        TensorsContract,
        BranchContract,
        DeleteContract,
        AuditContract,
        LookAtContract,
        TurnContract,
        FilesContract {
  @TempDir protected Path temporary;
  private Optional<Bench> bench = Optional.empty();

  /** A store without models, which may keep what it needs below {@code folder}. */
  protected abstract ModelStore newStore(Path folder) throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    Path sources = Files.createDirectory(temporary.resolve("sources"));
    Path registry = Files.createDirectory(temporary.resolve("registry"));
    bench = Optional.of(new Bench(newStore(registry), sources));
  }

  @AfterEach
  void closeStore() throws Exception {
    if (bench.orElseThrow().store() instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }

  @Override
  public final Bench bench() {
    return bench.orElseThrow();
  }
}
