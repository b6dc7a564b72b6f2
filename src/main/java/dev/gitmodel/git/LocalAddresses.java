package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The repositories of a template that names folders of this machine: they can be listed. */
final class LocalAddresses {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(name|namespace)}");

  private final String template;

  LocalAddresses(String path) {
    this.template = path;
  }

  /** Every repository whose path fits and gives a model's name. */
  SortedSet<ModelName> models() {
    List<String> parts = List.of(template.split("/", -1));
    NavigableSet<ModelName> found = new TreeSet<>();
    walk(template.startsWith("/") ? Path.of("/") : Path.of(""), new ArrayDeque<>(parts), found);
    return found;
  }

  private void walk(Path folder, Deque<String> parts, NavigableSet<ModelName> found) {
    if (parts.isEmpty()) {
      if (isRepository(folder)) {
        model(folder.toString()).ifPresent(found::add);
      }
      return;
    }
    String part = parts.pop();
    if (part.isEmpty()) {
      walk(folder, parts, found);
    } else if (!PLACEHOLDER.matcher(part).find()) {
      walk(folder.resolve(part), parts, found);
    } else {
      Pattern fits = pattern(part);
      for (Path child : children(folder)) {
        if (fits.matcher(String.valueOf(child.getFileName())).matches()) {
          walk(child, new ArrayDeque<>(parts), found);
        }
      }
    }
  }

  private Optional<ModelName> model(String path) {
    Matcher parts = pattern(template).matcher(path);
    if (!parts.matches()) {
      return Optional.empty();
    }
    boolean named = template.contains("{namespace}");
    try {
      ModelName model =
          new ModelName(
              named ? Optional.of(parts.group("namespace")) : Optional.empty(),
              parts.group("name"));
      return Optional.of(model);
    } catch (RegistryException nobodys) {
      return Optional.empty();
    }
  }

  /** The text with its placeholders as groups of their names. */
  private static Pattern pattern(String text) {
    StringBuilder regex = new StringBuilder();
    Matcher placeholder = PLACEHOLDER.matcher(text);
    int at = 0;
    while (placeholder.find()) {
      regex.append(Pattern.quote(text.substring(at, placeholder.start())));
      regex.append("(?<").append(placeholder.group(1)).append(">[^/]+)");
      at = placeholder.end();
    }
    return Pattern.compile(regex + Pattern.quote(text.substring(at)));
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    } catch (IOException e) {
      throw Durable.storage("can't list " + folder, e);
    }
  }

  /** True for a repository without a working tree. */
  static boolean isRepository(Path folder) {
    return Files.isRegularFile(folder.resolve("HEAD"))
        && Files.isDirectory(folder.resolve("objects"));
  }
}
