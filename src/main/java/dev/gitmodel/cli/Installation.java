package dev.gitmodel.cli;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What makes {@code git model}, its manual and its completion found: a link to the launcher and
 * text files under a prefix. Takes nothing away that it did not put there.
 */
record Installation(Path prefix, Path launcher) {
  private Path link() {
    return prefix.resolve("bin/git-model");
  }

  Path binaries() {
    return prefix.resolve("bin");
  }

  /** What {@link #put} would write; EXISTS where it would refuse to. */
  List<Path> toPut(Verbs verbs, String programVersion) {
    requireOurs("install to");
    return files(verbs, programVersion);
  }

  /** What {@link #take} would remove. */
  List<Path> toTake(Verbs verbs, String programVersion) {
    requireOurs("uninstall from");
    return files(verbs, programVersion).stream()
        .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
        .toList();
  }

  private void requireOurs(String verb) {
    try {
      mustBeOurs();
    } catch (IOException e) {
      throw new RegistryException(Problem.STORAGE, "can't " + verb + " " + prefix, "", e);
    }
  }

  private List<Path> files(Verbs verbs, String programVersion) {
    List<Path> files = new ArrayList<>(List.of(link()));
    texts(verbs, programVersion).keySet().forEach(text -> files.add(prefix.resolve(text)));
    return files;
  }

  /** Puts all in place; what it wrote. */
  List<Path> put(Verbs verbs, String programVersion) {
    try {
      mustBeOurs();
      Files.createDirectories(binaries());
      Files.deleteIfExists(link());
      Files.createSymbolicLink(link(), launcher);
      List<Path> written = new ArrayList<>(List.of(link()));
      for (Map.Entry<Path, String> text : texts(verbs, programVersion).entrySet()) {
        Path file = prefix.resolve(text.getKey());
        Path folder = file.getParent();
        if (folder != null) {
          Files.createDirectories(folder);
        }
        Files.writeString(file, text.getValue());
        written.add(file);
      }
      return written;
    } catch (IOException e) {
      throw new RegistryException(
          Problem.STORAGE,
          "can't install to " + prefix,
          "choose a folder you may write to: git-model install --prefix DIR",
          e);
    }
  }

  /** Takes all away; what it removed. */
  List<Path> take(Verbs verbs, String programVersion) {
    try {
      mustBeOurs();
      List<Path> removed = new ArrayList<>();
      for (Path file : files(verbs, programVersion)) {
        if (Files.deleteIfExists(file)) {
          removed.add(file);
        }
      }
      return removed;
    } catch (IOException e) {
      throw new RegistryException(Problem.STORAGE, "can't uninstall from " + prefix, "", e);
    }
  }

  private void mustBeOurs() throws IOException {
    boolean there = Files.exists(link(), LinkOption.NOFOLLOW_LINKS);
    boolean ours =
        Files.isSymbolicLink(link()) && Files.readSymbolicLink(link()).endsWith("git-model");
    if (there && !ours) {
      throw new RegistryException(
          Problem.EXISTS,
          link() + " is there and is no link to git-model",
          "move it away, or choose another folder: git-model install --prefix DIR");
    }
  }

  private static Map<Path, String> texts(Verbs verbs, String programVersion) {
    Map<Path, String> texts = new LinkedHashMap<>();
    Path manual = Path.of("share/man/man1");
    ManPage.all(verbs, programVersion)
        .forEach(
            (name, page) -> {
              texts.put(manual.resolve(name), page);
              // "git help model-push" asks for this name, because no git-model-push is on the PATH.
              String asked = name.replaceFirst("^git-", "git");
              texts.put(manual.resolve(asked), ".so man1/" + name + "\n");
            });
    texts.put(
        Path.of("share/bash-completion/completions/git-model"), Completion.script("bash", verbs));
    texts.put(Path.of("share/zsh/site-functions/_git-model"), Completion.script("zsh", verbs));
    texts.put(
        Path.of("share/fish/vendor_completions.d/git-model.fish"),
        Completion.script("fish", verbs));
    return texts;
  }
}
