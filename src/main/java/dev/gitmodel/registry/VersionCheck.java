package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Signature;
import dev.gitmodel.model.Version;
import dev.gitmodel.registry.VerifyModel.Depth;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Versions against what their tags, manifests and notes say; each content is looked at once. */
final class VersionCheck {
  private final Snapshot now;
  private final ContentReading reading;
  private final TensorCheck tensors;
  private final Depth depth;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<Content> checked = new HashSet<>();
  private int versions;
  private int fileCount;
  private long bytes;

  VersionCheck(Snapshot now, ContentReading reading, Depth depth) {
    this.now = now;
    this.reading = reading;
    this.depth = depth;
    this.tensors = new TensorCheck(reading);
  }

  /** What makes two files the same to check. */
  private record Content(Digest digest, long size, boolean lfs) {}

  /** Adds what is wrong with the version; nothing about it stops the check of the others. */
  void check(Version version) {
    versions++;
    String subject = now.model() + "@" + version;
    reading(subject, () -> checkRecord(subject, now.version(version)));
    reading(subject + " metrics", () -> now.metrics(version));
    reading(subject + " description", () -> now.description(version));
    reading(subject + " evaluations", () -> now.evaluations(version));
    reading(subject + " tensors", () -> checkTensors(subject + " tensors", version));
    reading(subject, () -> checkSignature(subject, version));
  }

  private void reading(String subject, Runnable read) {
    try {
      read.run();
    } catch (RegistryException e) {
      findings.add(new Finding(subject, e.text(), e.hint()));
    }
  }

  private void checkRecord(String subject, ModelVersion version) {
    Digest actual = Digest.ofListing(version.files());
    if (!actual.equals(version.digest())) {
      findings.add(
          new Finding(
              subject,
              "its files have the digest " + actual + ", its tag says " + version.digest(),
              "the tag or its commit was replaced: compare with a clone"));
    }
    Optional<String> said = version.manifest().text("version");
    if (!said.equals(Optional.of(version.version().toString()))) {
      findings.add(
          new Finding(
              subject,
              "its model.yaml says version " + said.orElse("nothing"),
              "the tag " + version.version().tag() + " stands on another version's commit"));
    }
    fileCount += version.files().size();
    List<Artifact> fresh =
        version.files().stream()
            .filter(file -> checked.add(new Content(file.digest(), file.size(), file.isLfs())))
            .toList();
    // Asked at once, because they may be far away.
    Set<Artifact> missing = Set.copyOf(reading.files().lacks(fresh));
    fresh.forEach(file -> checkFile(subject, file, missing.contains(file)));
  }

  private void checkFile(String subject, Artifact file, boolean missing) {
    bytes += file.size();
    String name = subject + " " + file.path();
    if (missing) {
      findings.add(
          new Finding(
              name,
              "its " + file.size() + " bytes are missing or cut short (" + file.digest() + ")",
              file.isLfs()
                  ? "push the same version again from the original files"
                  : "restore the model's Git repository from a clone or a backup"));
    } else if (depth == Depth.CONTENT) {
      reading(name, () -> checkContent(name, file));
    }
  }

  private void checkContent(String name, Artifact file) {
    ContentReading.Content content = reading.read(file);
    Digest actual = content.digest();
    tensors.learn(content);
    if (!actual.equals(file.digest())) {
      findings.add(
          new Finding(
              name,
              "its content is " + actual + ", not " + file.digest(),
              "the disk may be failing; git model doctor "
                  + now.model()
                  + " --deep says how it is put right"));
    }
  }

  private void checkTensors(String subject, Version version) {
    List<Artifact> files = now.version(version).files();
    findings.addAll(tensors.check(subject, files, now.tensors(version), depth));
  }

  private void checkSignature(String subject, Version version) {
    if (now.signature(version) instanceof Signature.Bad bad) {
      findings.add(
          new Finding(
              subject,
              "its tag has a bad signature: " + bad.reason(),
              "check whom you trust (gpg.ssh.allowedSignersFile, or the keys of gpg), then the tag with:"
                  + " git tag -v "
                  + version.tag()));
    }
  }

  List<Finding> findings() {
    return findings;
  }

  int versions() {
    return versions;
  }

  int files() {
    return fileCount;
  }

  long bytes() {
    return bytes;
  }
}
