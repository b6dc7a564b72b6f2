package dev.gitmodel.app;

import dev.gitmodel.cli.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Runs the common verbs on a registry that the launcher throws away, so that it can archive the
 * classes they load. Touches nothing of the user's.
 */
final class WarmUp {
  /** What the launcher calls; no verb, so no help names it. */
  static final String VERB = "warm-up";

  private static final String CONFIG = "[user]\n\tname = warm-up\n\temail = warm-up@localhost\n";

  private static final String WEIGHTS =
      "{\"weight\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[0,%d]}}";

  private static final String DATA = "kind: dataset\nsummary: Rows.\nlicense: mit\n";

  private static final String MANIFEST =
      """
      summary: Warms up.
      framework: safetensors
      task: classification
      license: mit
      tags: [warm, up]
      files: [model.safetensors, notes.txt]
      base_model: %s
      training:
        dataset: acme/data@1.0.0
        code: {repository: https://git.example.com/train, commit: 4170ac2a2782}
        hyperparameters: {epochs: %d, rate: 0.1}
      """;

  // Longer than the grain of a clock by which the indexes see that nothing moves any more.
  private static final long SETTLED_MILLIS = 1_100;

  private static final String OURS = "dev/gitmodel/";

  private final Path folder;

  private WarmUp(Path folder) {
    this.folder = folder;
  }

  /**
   * 0 where every line worked. All of them make a registry in {@code folder}, which is there and
   * empty; the {@code shortVerbs} alone ask and change the one that was made there.
   */
  static int run(Path folder, boolean shortVerbs) {
    WarmUp here = new WarmUp(folder);
    try {
      return shortVerbs ? here.shortVerbs() : here.all();
    } catch (IOException e) {
      // Without a warm-up starts are slower, and that is all.
      return 1;
    }
  }

  private int shortVerbs() {
    HeadStart.of(List.of("alias"));
    settle();
    // What the first time makes, the second uses.
    return Math.max(all(WarmUpLines.shortVerbs()), all(WarmUpLines.shortVerbs()));
  }

  private int all() throws IOException {
    HeadStart.of(List.of("push"));
    HeadStart.of(List.of("alias"));
    Files.writeString(folder.resolve(".gitconfig"), CONFIG);
    Files.write(Files.createDirectory(folder.resolve("blank")).resolve("w.bin"), new byte[2048]);
    Files.writeString(Files.createDirectory(folder.resolve("data")).resolve("rows.csv"), "1,2\n");
    Files.writeString(folder.resolve("data/model.yaml"), DATA);
    model("one", MANIFEST.formatted("meta-llama/Llama-3.1-8B", 1), 2);
    model("two", MANIFEST.formatted("acme/model@1.0.0", 2), 2);
    // What a file of that size holds is kept once it is two seconds old.
    model("large", MANIFEST.formatted("acme/model@1.0.0", 3), 1 << 18);
    int worst = type("resolve acme/nobody") == 3 ? 0 : 1;
    worst = Math.max(worst, all(WarmUpLines.WRITING));
    settle();
    worst = Math.max(worst, all(WarmUpLines.READING));
    worst = Math.max(worst, all(WarmUpLines.READING));
    worst = Math.max(worst, all(WarmUpLines.ENDING));
    elsewhere();
    own();
    return worst;
  }

  /** Loads what is ours and no line came to: what is not archived is verified in every start. */
  private static void own() throws IOException {
    Path jar =
        Path.of(
            URI.create(Main.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    if (!Files.isRegularFile(jar)) {
      return;
    }
    try (ZipFile classes = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(classes.entries())) {
        String name = entry.getName();
        if (name.startsWith(OURS) && name.endsWith(".class")) {
          load(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
        }
      }
    }
  }

  private static void load(String name) {
    try {
      Class.forName(name, false, WarmUp.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      // Whoever needs it will say so.
    }
  }

  private void model(String name, String manifest, int values) throws IOException {
    Path model = Files.createDirectory(folder.resolve(name));
    byte[] header = WEIGHTS.formatted(values, 4 * values).getBytes(StandardCharsets.US_ASCII);
    int size = 8 + header.length + 4 * values;
    ByteBuffer weights = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    weights.putLong(header.length).put(header).putLong(name.hashCode());
    Files.write(model.resolve("model.safetensors"), weights.array());
    Files.writeString(model.resolve("notes.txt"), name);
    Files.writeString(model.resolve("model.yaml"), manifest);
  }

  private static void settle() {
    try {
      Thread.sleep(SETTLED_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int all(List<String> lines) {
    return lines.stream().mapToInt(this::type).max().orElse(0);
  }

  private void elsewhere() {
    Map<String, String> onDisk = host("disk");
    WarmUpLines.ELSEWHERE.forEach(line -> type(line, onDisk));
    type("lfs-transfer host-disk/blank.git upload", onDisk);
    try (WarmUpServer server = WarmUpServer.start()) {
      Map<String, String> byHttp = new HashMap<>(host("http"));
      byHttp.put("GIT_CONFIG_COUNT", "1");
      byHttp.put("GIT_CONFIG_KEY_0", "lfs.url");
      byHttp.put("GIT_CONFIG_VALUE_0", server.url());
      type(WarmUpLines.ELSEWHERE.get(0), byHttp);
      byHttp.put("XDG_CACHE_HOME", folder.resolve("other").toString());
      type("pull blank -o from-http", byHttp);
    } catch (IOException e) {
      // Where nobody may listen on loopback, the classes for it are not archived.
    }
  }

  private Map<String, String> host(String name) {
    String template = folder.resolve("host-" + name).toUri() + "/{name}.git";
    return Map.of("GIT_MODEL_REGISTRY", template);
  }

  private int type(String line) {
    return type(line, Map.of());
  }

  private int type(String line, Map<String, String> more) {
    Terminal.Traits none = Terminal.Traits.NONE;
    Terminal terminal =
        new Terminal(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            none);
    List<String> argv =
        line.isEmpty()
            ? List.of()
            : Stream.of(line.split(" ", -1)).map(word -> word.replace('+', ' ')).toList();
    return new Program(surroundings(more)).run(terminal, argv);
  }

  private Surroundings surroundings(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", folder.toString());
    environment.put("GIT_MODEL_REGISTRY", folder.resolve("registry").toString());
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.putAll(more);
    return new Surroundings(environment, folder, folder.toString(), "", "");
  }
}
