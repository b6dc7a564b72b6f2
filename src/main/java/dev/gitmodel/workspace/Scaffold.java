package dev.gitmodel.workspace;

import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The files that a new model or dataset starts with, from the templates in the jar. */
public final class Scaffold {
  private static final String NAME = "@name@";
  private static final String CARD = "README.md";

  private Scaffold() {}

  /** Names of files: what was written, and what was there and left alone. */
  public record Laid(List<String> written, List<String> kept) {
    public Laid {
      written = List.copyOf(written);
      kept = List.copyOf(kept);
    }
  }

  /** What {@link #init} would do now; nothing is written. */
  public static Laid plan(Path directory, List<Template> templates) {
    requireRoom(directory);
    Map<Boolean, List<String>> there =
        files(templates).keySet().stream()
            .collect(Collectors.partitioningBy(file -> isThere(directory.resolve(file))));
    return new Laid(there.getOrDefault(false, List.of()), there.getOrDefault(true, List.of()));
  }

  /** Lays what is not there into the folder, which is made where there is none. */
  public static Laid init(Path directory, ModelName name, List<Template> templates) {
    requireRoom(directory);
    List<String> written = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    try {
      Files.createDirectories(directory);
      String front = front(directory);
      for (Map.Entry<String, String> file : files(templates).entrySet()) {
        String text = Template.text(file.getValue()).replace(NAME, name.toString());
        Path target = directory.resolve(file.getKey());
        Files.createDirectories(target.resolveSibling(""));
        boolean isNew = lay(target, file.getKey().equals(CARD) ? front + text : text);
        (isNew ? written : kept).add(file.getKey());
      }
    } catch (IOException e) {
      throw Disk.failed("can't write to " + directory, e);
    }
    return new Laid(written, kept);
  }

  private static Map<String, String> files(List<Template> templates) {
    Map<String, String> files = new LinkedHashMap<>();
    try {
      for (Template template : templates) {
        files.putAll(template.files());
      }
    } catch (IOException e) {
      throw Disk.failed("can't read the templates", e);
    }
    return files;
  }

  /** What the card begins with where a manifest is there first. */
  private static String front(Path directory) {
    try {
      Folder folder = new Folder(directory, (attributes, path) -> false);
      return FrontMatter.of(folder.manifest().manifest());
    } catch (RegistryException invalid) {
      // Whoever checks the manifest says what is wrong with it.
      return "";
    }
  }

  /** INVALID where something that is no folder is in the way. */
  private static void requireRoom(Path directory) {
    Path nearest = directory.toAbsolutePath();
    while (!isThere(nearest) && nearest.getParent() != null) {
      nearest = nearest.getParent();
    }
    if (!Files.isDirectory(nearest)) {
      throw RegistryException.invalid(
          Printable.of(nearest + " is not a folder"), "name a folder, or one to be made");
    }
  }

  /** True for anything, a dangling link too. */
  private static boolean isThere(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean lay(Path file, String text) throws IOException {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return true;
    } catch (FileAlreadyExistsException there) {
      return false;
    }
  }
}
