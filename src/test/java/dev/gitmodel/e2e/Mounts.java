package dev.gitmodel.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** File systems that nobody else sees, in a namespace of their own, made without being root. */
record Mounts(GitSandbox machine) {
  private static final List<String> NAMESPACE =
      List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-euc");

  /** True where this machine lets anybody make them; inside many containers it does not. */
  boolean permitted() {
    Path somewhere = machine.root().resolve("tmp/mount");
    machine.tool("mkdir", "-p", somewhere.toString()).ok();
    return machine.tool(array(readOnly(somewhere, List.of("true")))).exit() == 0
        && machine.tool(array(full(somewhere, "0", List.of("true")))).exit() == 0;
  }

  /** The command where {@code folder} is mounted read-only. */
  List<String> readOnly(Path folder, List<String> command) {
    return script(
        """
        mount --bind "$0" "$0"
        mount -o remount,bind,ro "$0"
        exec "$@"
        """,
        folder,
        command);
  }

  /**
   * The command twice: where {@code folder} is a copy of itself on a small disk that has so many
   * KiB left; and when that is not full any more. The exit code is the first one's; what the folder
   * is afterwards is beside it, as {@code <folder>.first} and {@code <folder>.second}.
   */
  List<String> full(Path folder, String left, List<String> command) {
    String script =
        """
        mkdir -p "$0.first" "$0.second"
        mount -t tmpfs -o size=8m none "$0.second"
        cp -a "$0/." "$0.second"
        mount --move "$0.second" "$0"
        dd if=/dev/zero "of=$0/hole" bs=1k count=LEFT 2>/dev/null
        dd if=/dev/zero "of=$0/filling" bs=1k 2>/dev/null || true
        rm "$0/hole"
        "$@" && code=0 || code=$?
        rm "$0/filling"
        cp -a "$0/." "$0.first"
        "$@" >&2
        cp -a "$0/." "$0.second"
        exit $code
        """;
    return script(script.replace("LEFT", left), folder, command);
  }

  private static List<String> script(String script, Path folder, List<String> command) {
    List<String> all = new ArrayList<>(NAMESPACE);
    all.add(script);
    all.add(folder.toString());
    all.addAll(command);
    return all;
  }

  static String[] array(List<String> command) {
    return command.toArray(String[]::new);
  }
}
