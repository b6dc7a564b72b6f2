package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Watches the calls by which a program makes changes durable or visible, and kills it at one of
 * them, or lets the disk refuse it. strace counts each kind of call by itself in each thread, so
 * does {@link Traced#most}.
 */
final class Strace {
  private static final String CALLS =
      "rename,renameat,renameat2,fsync,fdatasync,link,linkat,unlink,unlinkat";
  private static final String WRITES = ",write,pwrite64";
  private static final Pattern CALL = Pattern.compile("(\\d+) +([a-z0-9]+)\\((.*)");
  private static final Pattern PATH = Pattern.compile("[<\"](/[^>\"]*)[>\"]");
  private static final Pattern DIED =
      Pattern.compile("(\\d+) +\\+\\+\\+ killed by SIGKILL \\+\\+\\+");

  private final GitSandbox sandbox;

  Strace(GitSandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** One call: in which thread, which, the first path that it names, and whether it was refused. */
  record Call(int thread, String name, String path, boolean injected) {}

  /** What a watched program did. */
  record Traced(Run run, List<Call> calls, boolean killed) {
    /** For each call that was made: how often the thread did that made it most often. */
    Map<String, Integer> most() {
      Map<String, Integer> counts = new TreeMap<>();
      Map<String, Integer> most = new TreeMap<>();
      for (Call call : calls) {
        int count = counts.merge(call.thread() + call.name(), 1, Integer::sum);
        most.merge(call.name(), count, Math::max);
      }
      return most;
    }
  }

  /** Undisturbed. */
  Traced watch(List<String> command) {
    return trace(List.of("-e", "trace=" + CALLS), command);
  }

  /** Undisturbed, every write named as well. */
  Traced watchWrites(List<String> command) {
    return trace(List.of("-e", "trace=" + CALLS + WRITES), command);
  }

  /** What the disk answers, instead of doing it, to the {@code when}th calls of that name. */
  Traced refuse(String call, String error, String when, List<String> command) {
    String inject = "inject=" + call + ":error=" + error + ":when=" + when;
    return trace(List.of("-e", "trace=" + CALLS + WRITES, "-e", inject), command);
  }

  /** As above, but only calls that name this path are seen, counted and refused. */
  Traced refuse(String call, String error, Path path, List<String> command) {
    String inject = "inject=" + call + ":error=" + error + ":when=1+";
    return trace(
        List.of("-P", path.toString(), "-e", "trace=" + CALLS + WRITES, "-e", inject), command);
  }

  /** Killed when a thread is about to make the {@code n}th call of that name. */
  Traced killAt(String call, int n, List<String> command) {
    return trace(
        List.of("-e", "trace=" + CALLS, "-e", "inject=" + call + ":signal=KILL:when=" + n),
        command);
  }

  /** As above, but only calls that name this path are seen, and counted. */
  Traced killAt(String call, int n, Path path, List<String> command) {
    String inject = "inject=" + call + ":signal=KILL:when=" + n;
    return trace(List.of("-P", path.toString(), "-e", "trace=" + CALLS, "-e", inject), command);
  }

  private Traced trace(List<String> options, List<String> command) {
    Path output = sandbox.root().resolve("tmp").resolve("strace." + Thread.currentThread().getId());
    // Without --seccomp-bpf: strace 6.1 does not always inject a signal with it.
    List<String> all =
        new ArrayList<>(
            List.of("strace", "-f", "-y", "-qq", "-s", "4096", "-o", output.toString()));
    all.addAll(List.of("-e", "signal=KILL"));
    all.addAll(options);
    all.addAll(command);
    Run run = sandbox.tool(all.toArray(String[]::new));
    try {
      List<String> lines = Files.readAllLines(output);
      Files.delete(output);
      boolean killed = lines.stream().anyMatch(line -> DIED.matcher(line).matches());
      // strace dies of the signal that its program died of.
      assertThat(run.exit() == 137).as("killed, by exit code: %s", run).isEqualTo(killed);
      return new Traced(run, calls(lines), killed);
    } catch (IOException e) {
      throw new UncheckedIOException("strace wrote nothing; may this machine trace? " + run, e);
    }
  }

  private static List<Call> calls(List<String> lines) {
    List<Call> calls = new ArrayList<>();
    for (String line : lines) {
      Matcher call = CALL.matcher(line);
      if (call.matches()) {
        Matcher path = PATH.matcher(call.group(3));
        calls.add(
            new Call(
                Integer.parseInt(call.group(1)),
                call.group(2),
                path.find() ? path.group(1) : "",
                line.endsWith("(INJECTED)")));
      }
    }
    return calls;
  }
}
