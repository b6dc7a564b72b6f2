package dev.gitmodel.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A checkout with the real launcher and a built jar, on a machine whose Java and Maven are small
 * scripts that say how they were called.
 */
final class Checkout {
  /** Says its arguments; does for archives what the JVM does: writes the files it was told to. */
  private static final String JAVA =
      """
      #!/bin/sh
      for argument; do
        case $argument in
          -XX:DumpLoadedClassList=*) list=${argument#*=} ;;
          -XX:SharedArchiveFile=*) archive=${argument#*=} ;;
          -XX:AOTConfiguration=*) list=${argument#*=} ;;
          -XX:AOTCache=*) archive=${argument#*=} ;;
          -Xshare:dump) making=archive ;;
          -XX:AOTMode=create) making=short ;;
        esac
      done
      case " $* " in *" warm-up "*) echo warm-up >>"$CALLS"; : >"$list"; exit "${WARM_UP-0}" ;; esac
      if [ -n "${making-}" ]; then echo "$making" >>"$CALLS"; : >"$archive"; exit; fi
      echo "java $0"
      printf '%s\\n' "$@"
      echo "LC_ALL=${LC_ALL-} LC_CTYPE=${LC_CTYPE-}"
      """;

  private static final String MVN =
      """
      #!/bin/sh
      echo mvn >>"$CALLS"
      mkdir -p target
      : >target/git-model.jar
      """;

  final Path root;
  private final Path machine;
  private final Map<String, String> environment = new TreeMap<>();

  /** What a run said and left. */
  record Said(int exit, List<String> out, String err) {}

  Checkout(Path folder) throws IOException {
    root = folder.resolve("my checkout");
    machine = folder.resolve("machine");
    Path launcher = Path.of("src/launcher/git-model").toAbsolutePath();
    Files.createDirectories(launcher().getParent());
    Files.copy(launcher, launcher());
    launcher().toFile().setExecutable(true);
    script(machine.resolve("bin/mvn"), MVN);
    environment.put("PATH", machine.resolve("bin") + ":/usr/bin:/bin");
    environment.put("HOME", folder.resolve("home").toString());
    environment.put("CALLS", folder.resolve("calls").toString());
    environment.put("LANG", "C.UTF-8");
    Files.createFile(folder.resolve("calls"));
  }

  Path launcher() {
    return root.resolve("src/launcher/git-model");
  }

  Path jar() {
    return root.resolve("target/git-model.jar");
  }

  Checkout built() throws IOException {
    Files.createDirectories(root.resolve("target"));
    Files.write(jar(), new byte[0]);
    return this;
  }

  /** A Java of that version in a folder of its own; its home. */
  Path java(String version) throws IOException {
    Path home = machine.resolve("jdk-" + version);
    script(home.resolve("bin/java"), JAVA);
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"Test\"\nJAVA_RUNTIME_VERSION=\""
            + version
            + "+1\"\nJAVA_VERSION=\""
            + version
            + "\"\nLIBC=\"gnu\"\n");
    return home;
  }

  Checkout with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** The folder comes last on the PATH. */
  Checkout onPath(Path folder) {
    return with("PATH", environment.get("PATH") + ":" + folder);
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    file.toFile().setExecutable(true);
  }

  /** How often the warm-up, the archiving and Maven were called, in order. */
  List<String> calls() throws IOException {
    return Files.readAllLines(Path.of(environment.get("CALLS")));
  }

  Said run(String... arguments) throws IOException, InterruptedException {
    return finish(start(launcher().toString(), arguments));
  }

  /** As {@link #run}, with every process it starts on standard error. */
  Said runUnderStrace(String... arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("-f", "-e", "trace=process", "--"));
    line.add(launcher().toString());
    line.addAll(Arrays.asList(arguments));
    return finish(start("strace", line.toArray(String[]::new)));
  }

  /** As Git starts it: with its own folder before all others on the PATH. */
  Checkout withGitCore() {
    return with("PATH", "/usr/lib/git-core:" + environment.get("PATH"));
  }

  Process start(String program, String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of(program));
    line.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).directory(machine.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  static Said finish(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), out.lines().toList(), err);
  }
}
