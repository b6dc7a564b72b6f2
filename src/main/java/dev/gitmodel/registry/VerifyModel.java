package dev.gitmodel.registry;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Selector;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Progress;
import dev.gitmodel.store.Snapshot;
import dev.gitmodel.store.WeightsHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Is everything there and what it says it is? */
public final class VerifyModel {
  private final ModelStore store;
  private final Care care;
  private final WeightsHeaders headers;

  public VerifyModel(ModelStore store, Care care, WeightsHeaders headers) {
    this.store = store;
    this.care = care;
    this.headers = headers;
  }

  /** How far to look into the files. */
  public enum Depth {
    /** That each is there, in its size. */
    PRESENCE,
    /** That each has its content: all bytes are read. */
    CONTENT
  }

  /** One version, or the whole model with its audit log and repository. */
  public record Request(ModelName model, Optional<Selector> version, Depth depth) {}

  /** What was looked at, and everything that is wrong. */
  public record Report(
      ModelName model, int versions, int files, long bytes, List<Finding> findings) {
    public Report {
      findings = List.copyOf(findings);
    }

    public boolean sound() {
      return findings.isEmpty();
    }

    /** REFUSED unless sound; for a door to call once it has shown the findings. */
    public void orRefuse() {
      if (!sound()) {
        throw new RegistryException(
            Problem.REFUSED,
            model + " does not verify: " + findings.size() + " finding(s)",
            "git model doctor " + model + " --fix mends what a crash can leave");
      }
    }
  }

  /** As {@link #apply}; a model that can't be read is a finding, so that the others are heard. */
  public Report amongOthers(Request request, PullVersion.Watch watch) {
    try {
      return apply(request, watch);
    } catch (RegistryException e) {
      Finding unread = new Finding(request.model().toString(), e.text(), e.hint());
      return new Report(request.model(), 0, 0, 0, List.of(unread));
    }
  }

  /** Names everything wrong instead of failing at the first; the watch hears what will be read. */
  public Report apply(Request request, PullVersion.Watch watch) {
    Snapshot now = store.look(request.model());
    List<Version> versions =
        request.version().isPresent()
            ? List.of(Resolver.resolve(now, request.version().get()))
            : now.versions().stream().toList();
    Progress progress =
        request.depth() == Depth.CONTENT ? watch.start(bytes(now, versions)) : Progress.NONE;
    ContentReading reading = new ContentReading(store.files(request.model()), headers, progress);
    VersionCheck check = new VersionCheck(now, reading, request.depth());
    List<Finding> findings = new ArrayList<>();
    if (request.version().isEmpty()) {
      findings.addAll(care.examine(request.model(), Care.Examination.REFS));
      findings.addAll(VerifyAudit.verify(now).findings());
    }
    versions.forEach(check::check);
    findings.addAll(check.findings());
    return new Report(
        request.model(),
        check.versions(),
        check.files(),
        check.bytes(),
        findings.stream().distinct().toList());
  }

  /** Of all their files, each content once; of a version that can't be read none. */
  private static long bytes(Snapshot now, List<Version> versions) {
    Map<Digest, Long> sizes = new HashMap<>();
    for (Version version : versions) {
      try {
        now.version(version).files().forEach(file -> sizes.put(file.digest(), file.size()));
      } catch (RegistryException unread) {
        // The check finds and names it.
      }
    }
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }
}
