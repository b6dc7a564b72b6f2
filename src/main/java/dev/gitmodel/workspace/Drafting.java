package dev.gitmodel.workspace;

import dev.gitmodel.lfs.Pointer;
import dev.gitmodel.model.Content;
import dev.gitmodel.model.Draft;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Glob;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ManifestText;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.weights.WeightsSummary;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One folder on its way to a draft: its files as they were found, checked, and sorted to LFS. */
final class Drafting {
  // What a folder has besides a model.
  private static final Set<String> SURROUNDINGS =
      Set.of("README.md", ".gitattributes", ".gitignore");

  private final ManifestText manifest;
  private final List<Found> files;
  private final Attributes attributes;

  Drafting(Path directory, ManifestText manifest, LfsRules rules) {
    this.manifest = manifest;
    List<Glob> globs = manifest.manifest().texts("files").stream().map(Glob::new).toList();
    files = Collector.collect(directory, globs);
    if (files.stream().allMatch(file -> SURROUNDINGS.contains(file.path().text()))) {
      throw RegistryException.invalid(
          Printable.of("there is nothing to publish in " + directory),
          "put the model's files there; model.yaml and README.md alone are no model");
    }
    files.forEach(Drafting::check);
    attributes = new Attributes(found(Attributes.FILE).map(Drafting::text).orElse(""), rules);
    attributes.refuseRewriting();
  }

  Optional<Found> found(FilePath path) {
    return files.stream().filter(file -> file.path().equals(path)).findFirst();
  }

  private static void check(Found file) {
    boolean forGit = staysInGit(file.path());
    if (forGit && file.size() > LfsPatterns.LARGE) {
      throw RegistryException.invalid(
          Printable.of(file.path() + " is larger than 1 MiB"),
          "put what is in it into other files");
    }
    if (file.path().name().equals(".gitattributes") && !file.path().equals(Attributes.FILE)) {
      Attributes.refuseNested(file.path(), text(file));
    }
    if (file.size() < Pointer.LIMIT && Pointer.resembles(file.bytes())) {
      throw RegistryException.invalid(
          Printable.of(file.path() + " is a Git LFS pointer, not the file it points to"),
          "get the files themselves: git lfs pull");
    }
  }

  /** True for what Git and people read without LFS. */
  private static boolean staysInGit(FilePath path) {
    return path.equals(ModelCard.FILE) || path.name().equals(".gitattributes");
  }

  private static String text(Found file) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file.bytes())).toString();
    } catch (CharacterCodingException e) {
      throw RegistryException.invalid(
          Printable.of(file.path() + " is not UTF-8"), "save it as UTF-8");
    }
  }

  Draft draft(ModelName name) {
    Inference inference = new Inference(manifest.manifest(), files);
    Map<String, String> inferred = inference.fields();
    Map<FilePath, String> unparsed = new TreeMap<>(inference.unparsed());
    List<SourceFile> sources = new ArrayList<>();
    for (Found file : files) {
      if (!file.path().equals(Attributes.FILE)) {
        Optional<WeightsSummary> said = Inference.tensors(file);
        said.flatMap(WeightsSummary::unparsed).ifPresent(why -> unparsed.put(file.path(), why));
        sources.add(
            new SourceFile(
                file.path(),
                file.content(),
                file.executable(),
                lfs(file),
                said.flatMap(WeightsSummary::layout)));
      }
    }
    if (found(ModelCard.FILE).isEmpty()) {
      sources.add(text(ModelCard.FILE, card(name, inferred)));
    }
    sources.add(text(Attributes.FILE, attributes(sources)));
    sources.sort(Comparator.comparing(SourceFile::path));
    List<FilePath> paths = new ArrayList<>(sources.stream().map(SourceFile::path).toList());
    paths.add(Manifest.FILE);
    NameTwins.refuse(paths);
    return new Draft(manifest, inferred, sources, unparsed);
  }

  private static SourceFile text(FilePath path, String text) {
    return new SourceFile(path, new Content.Text(text), false, false);
  }

  private boolean lfs(Found file) {
    // An empty file is an empty blob for git-lfs too.
    return file.size() > 0
        && !staysInGit(file.path())
        && (LfsPatterns.match(file.path())
            || file.size() > LfsPatterns.LARGE
            || attributes.lfs(file.path()));
  }

  private String attributes(List<SourceFile> sources) {
    List<FilePath> inLfs = sources.stream().filter(SourceFile::lfs).map(SourceFile::path).toList();
    List<FilePath> inGit = new ArrayList<>(List.of(Manifest.FILE, Attributes.FILE));
    sources.stream().map(SourceFile::path).filter(Drafting::staysInGit).forEach(inGit::add);
    return attributes.complete(inLfs, inGit);
  }

  private String card(ModelName name, Map<String, String> inferred) {
    List<FilePath> paths = files.stream().map(Found::path).toList();
    return ModelCard.text(name, manifest.manifest(), inferred, paths);
  }
}
