package dev.gitmodel.git;

import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a host had and never may take back, a version or an entry of a log, and has taken back all
 * the same: kept in a repository beside the mirror, so that nothing of it is lost, and told until
 * the host has it again.
 */
final class Rewritten {
  private static final String FOLDER = "git-model.lost";
  private static final String KEPT = "refs/lost/";
  private static final List<String> LOGS = List.of(Refs.AUDIT, Refs.HEADS + "main");

  private final StockGit git;
  private final Path mirror;
  private final Path kept;

  Rewritten(StockGit git, Path mirror) {
    this.git = git;
    this.mirror = mirror;
    this.kept = mirror.resolve(FOLDER);
  }

  /** Keeps the versions that the mirror has and the host has under other ids. */
  void keepTags(RefTable here, RefTable there) {
    here.refs()
        .forEach(
            (ref, entry) -> {
              boolean moved =
                  isVersion(ref) && there.get(ref).filter(id -> !id.equals(entry.id())).isPresent();
              if (moved) {
                keep(ref, entry.id());
              }
            });
  }

  /** Keeps where a log ended before a fetch, if it does not go on from there. */
  void keepLog(String ref, RefTable before, RefTable after) {
    before
        .get(ref)
        .filter(was -> after.get(ref).filter(is -> !goesOn(was, is)).isPresent())
        .ifPresent(was -> keep(ref, was));
  }

  private static boolean isVersion(String ref) {
    return ref.startsWith(Refs.TAGS + "v")
        && Version.tryParse(ref.substring(Refs.TAGS.length())).isPresent();
  }

  private boolean goesOn(Revision was, Revision is) {
    return was.equals(is)
        || git.run(
                List.of("--git-dir=" + mirror, "merge-base", "--is-ancestor", was.hex(), is.hex()),
                line -> {})
            .well();
  }

  private void keep(String ref, Revision was) {
    if (!Files.isDirectory(kept)) {
      Repositories.lay(kept, RepositorySettings.hostText());
    }
    String name = KEPT + was.hex() + ref.substring("refs".length());
    git.run(
        List.of(
            "--git-dir=" + mirror,
            "-c",
            "core.hooksPath=/dev/null",
            "push",
            "--quiet",
            "--no-verify",
            "--",
            kept.toString(),
            was.hex() + ":" + name),
        line -> {});
  }

  /** What the host has not put back yet. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    if (Files.isDirectory(kept)) {
      RefTable now = RefTable.read(mirror);
      for (Map.Entry<String, RefEntry> lost : RefTable.read(kept).below(KEPT).entrySet()) {
        String ref = "refs" + lost.getKey().substring(lost.getKey().indexOf('/'));
        Revision was = lost.getValue().id();
        now.get(ref)
            .filter(is -> LOGS.contains(ref) ? !goesOn(was, is) : !is.equals(was))
            .ifPresent(is -> findings.add(finding(ref, was, is)));
      }
    }
    return findings;
  }

  private Finding finding(String ref, Revision was, Revision is) {
    String what =
        LOGS.contains(ref)
            ? "was rewritten on the host: it is at " + is + ", which does not go on from " + was
            : "was moved on the host to " + is + ", though a version never moves; it was " + was;
    return new Finding(
        ref,
        what,
        "what was there is kept in " + kept + "; where it is right that it went, remove that");
  }
}
