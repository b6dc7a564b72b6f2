package dev.gitmodel.workspace;

import dev.gitmodel.codec.ManifestCodec;
import dev.gitmodel.model.Draft;
import dev.gitmodel.model.FilePath;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ManifestText;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.SourceFile;
import dev.gitmodel.weights.WeightsSummary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** A folder that holds a model; it is read and never written to. */
public final class Folder {
  // ManifestCodec says what is too long; this only bounds what it is handed.
  private static final int LARGEST_MANIFEST = 1 << 20;
  private static final int LONGEST_NAME = 96;

  private final Path directory;
  private final LfsRules rules;

  /** NOT_FOUND where there is no such folder. */
  public Folder(Path directory, LfsRules rules) {
    if (!Files.isDirectory(directory)) {
      throw RegistryException.notFound(
          "there is no folder " + Printable.of(directory.toString()), "name one that is there");
    }
    try {
      this.directory = directory.toRealPath();
    } catch (IOException e) {
      throw Disk.failed("can't read " + directory, e);
    }
    this.rules = rules;
  }

  /** What its {@code model.yaml} says, fully checked; {@link ManifestText#NONE} without one. */
  public ManifestText manifest() {
    Path file = directory.resolve(Manifest.FILE.text());
    try {
      if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isRegularFile()) {
        throw RegistryException.invalid(
            Printable.of(file + " is not a regular file"), "put a text file there, or none");
      }
    } catch (NoSuchFileException e) {
      return ManifestText.NONE;
    } catch (IOException e) {
      throw Disk.failed("can't read " + file, e);
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return ManifestCodec.read(file.toString(), in.readNBytes(LARGEST_MANIFEST));
    } catch (IOException e) {
      throw Disk.failed("can't read " + file, e);
    }
  }

  /** The name that the manifest gives the model, else one made from the folder's. */
  public ModelName name() {
    return manifest()
        .manifest()
        .text("name")
        .map(ModelName::parse)
        .orElseGet(() -> nameOf(directory));
  }

  /** The name made from that of a folder, which need not be there. */
  public static ModelName nameOf(Path directory) {
    String folder = String.valueOf(directory.getFileName()).toLowerCase(Locale.ROOT);
    String fit =
        folder
            .replaceAll("[^a-z0-9._-]+", "-")
            .replaceAll("\\.{2,}", ".")
            .replaceAll("^[._-]+", "");
    String bounded = fit.substring(0, Math.min(fit.length(), LONGEST_NAME));
    try {
      return ModelName.parse(bounded.replaceAll("[._-]+$", ""));
    } catch (RegistryException unfit) {
      return ModelName.parse("model");
    }
  }

  /**
   * What publishing it as {@code name} would publish. INVALID, with what to do, where a file can't
   * be part of a version; nothing is hashed yet.
   */
  public Draft draft(ModelName name) {
    return new Drafting(directory, manifest(), rules).draft(name);
  }

  /** As {@link #draft}, and what the weights say about themselves. */
  public Inspection inspect(ModelName name) {
    Drafting drafting = new Drafting(directory, manifest(), rules);
    Draft draft = drafting.draft(name);
    SortedMap<FilePath, WeightsSummary> weights = new TreeMap<>();
    for (SourceFile file : draft.files()) {
      if (file.lfs()) {
        drafting
            .found(file.path())
            .flatMap(Inference::summary)
            .ifPresent(summary -> weights.put(file.path(), summary));
      }
    }
    return new Inspection(name, draft, weights);
  }
}
