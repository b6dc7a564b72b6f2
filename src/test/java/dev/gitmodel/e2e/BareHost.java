package dev.gitmodel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Git host that is nothing but a folder of bare repositories with our hooks in them, pushed to by
 * stock git.
 */
record BareHost(GitSandbox box, Path folder) {
  static BareHost below(GitSandbox box, String name) {
    return new BareHost(box, box.root().resolve(name));
  }

  /** An empty bare repository with the hooks of a host. */
  Path repository(String name) {
    return repository(name, "--server");
  }

  /** An empty bare repository with these hooks. */
  Path repository(String name, String... hooks) {
    Path bare = folder.resolve(name + ".git");
    box.tool("git", "init", "-q", "--bare", "-b", "main", bare.toString()).ok();
    box.at(bare)
        .run(Stream.concat(Stream.of("hook", "install"), Stream.of(hooks)).toArray(String[]::new))
        .ok();
    return bare;
  }

  /** The policy of this host, pushed by stock git from a clone that is made once. */
  Run policy(String yaml) {
    Path own = folder.resolve("registry.git");
    if (!Files.exists(own)) {
      box.tool("git", "init", "-q", "--bare", "-b", "main", own.toString()).ok();
    }
    Path work = box.folder().resolve("policy");
    if (!Files.exists(work)) {
      box.tool("git", "clone", "-q", "file://" + own, work.toString()).ok();
    }
    Machine.write(work.resolve("registry.yaml"), yaml);
    GitSandbox there = box.at(work);
    there.tool("git", "add", ".").ok();
    there.tool("git", "commit", "-q", "-m", "Say what may be done").ok();
    return there.tool("git", "push", "-q", "origin", "HEAD:main");
  }

  /** The same host, as its own registry: to look at what is there. */
  GitSandbox registry() {
    return box.withRegistry(folder);
  }

  /** A clone with a version in it that is committed and not pushed. */
  GitSandbox clone(Path bare, String name) {
    Path clone = box.folder().resolve(name);
    box.tool("git", "clone", "-q", "file://" + bare, clone.toString());
    return box.at(clone);
  }

  /** Writes a whole version of a model and commits it, as somebody does who has only git. */
  static void commit(GitSandbox clone, String version, long seed) {
    Path folder = ModelFolder.make(clone.folder(), "iris", seed);
    try {
      Path manifest = folder.resolve("model.yaml");
      Files.writeString(manifest, Files.readString(manifest) + "version: " + version + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    clone.tool("git", "lfs", "track", "*.safetensors").ok();
    clone.tool("git", "add", ".").ok();
    clone.tool("git", "commit", "-q", "-m", "Release iris " + version).ok();
  }

  static void tag(GitSandbox clone, String version) {
    clone.tool("git", "tag", "-a", "-m", "iris " + version, "v" + version).ok();
  }

  /** A push that is refused, with these words, and moves nothing. */
  static void refused(GitSandbox clone, Path bare, List<String> words, String... refs) {
    String before = refs(clone, bare);
    Run push = push(clone, refs);
    assertThat(push.exit()).as("%s", push).isNotZero();
    assertThat(push.err()).contains(words);
    assertThat(refs(clone, bare)).isEqualTo(before);
  }

  static Run push(GitSandbox clone, String... refs) {
    return clone.tool(
        Stream.concat(Stream.of("git", "push", "--force", "--atomic", "origin"), Stream.of(refs))
            .toArray(String[]::new));
  }

  static String refs(GitSandbox box, Path bare) {
    return box.tool("git", "-C", bare.toString(), "for-each-ref").ok().out();
  }
}
