package dev.gitmodel.registry;

import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Operation;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Version;
import dev.gitmodel.store.Care.Finding;
import dev.gitmodel.store.Incoming;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a pushed tag of a version must be: made once, annotated, whole, and what it says it is. */
final class PushedVersions {
  private static final String TAGS = "refs/tags/";
  private static final String NEVER = "a version never moves: publish the next one";

  private final Incoming push;
  private final Optional<PushedLog> log;
  private final CheckPush.Scope scope;

  PushedVersions(Incoming push, PushedLog log, CheckPush.Scope scope) {
    this.push = push;
    this.log = Optional.of(log);
    this.scope = scope;
  }

  /** Before it is sent: nobody knows yet what the other side's log says. */
  PushedVersions(Incoming push) {
    this.push = push;
    this.log = Optional.empty();
    this.scope = CheckPush.Scope.WHOLE;
  }

  /** What is wrong with the move; nothing where it is no version's. */
  List<Finding> check(RefMove move) {
    Optional<Version> version =
        move.ref().startsWith(TAGS + "v")
            ? Version.tryParse(move.ref().substring(TAGS.length()))
            : Optional.empty();
    if (version.isEmpty()) {
      return List.of();
    }
    if (move.to().isNone()) {
      boolean deleted = log.isPresent() && log.get().says(Operation.VERSION_DELETE, move);
      return deleted ? List.of() : no(move, "would be deleted", deletion(version.get()));
    }
    if (!move.from().isNone()) {
      return no(move, "is published already", NEVER);
    }
    return fresh(move, version.get());
  }

  private String deletion(Version version) {
    return scope == CheckPush.Scope.ONE_REF
        ? "the host's update hook sees no entry of the log beside it: git model hook install"
            + " --server puts pre-receive there, which does"
        : "git model delete MODEL@" + version;
  }

  private List<Finding> fresh(RefMove move, Version version) {
    if (push.kind(move.to()) != Incoming.Kind.TAG) {
      return no(
          move,
          "is not an annotated tag",
          "git tag -a -f -m \"Release " + version + "\" " + version.tag());
    }
    if (!push.tagName(move.to()).equals(version.tag())) {
      return no(
          move,
          "is a tag that calls itself " + push.tagName(move.to()),
          "push a tag under its own name");
    }
    if (log.isPresent() && push.before().tombstone(version).isPresent()) {
      return no(move, "was deleted; a number is never used again", NEVER);
    }
    Optional<RefMove> was =
        log.isEmpty()
            ? Optional.empty()
            : push.before().publication(version).flatMap(entry -> entry.move(move.ref()));
    if (was.isPresent() && !was.get().to().equals(move.to())) {
      return no(move, "was published as " + was.get().to() + " before", NEVER);
    }
    ModelVersion made = push.after().version(version);
    List<Finding> findings = new ArrayList<>(manifest(move, version, made));
    Digest files = Digest.ofListing(made.files());
    if (!made.digest().equals(files)) {
      findings.add(
          new Finding(
              move.ref(),
              "says Model-Digest: " + made.digest() + ", and its files give " + files,
              "leave the line out, or publish with: git model push"));
    }
    return findings;
  }

  private List<Finding> manifest(RefMove move, Version version, ModelVersion made) {
    boolean there = made.files().stream().map(Artifact::path).anyMatch(Manifest.FILE::equals);
    if (!there) {
      return no(move, "has no model.yaml", "git model init, then commit and tag again");
    }
    Optional<String> said = made.manifest().text("version");
    if (!said.equals(Optional.of(version.toString()))) {
      return no(
          move,
          "has a model.yaml of version " + said.orElse("nothing"),
          "one commit carries one version: set version: " + version + ", commit and tag again");
    }
    return push.manifestProblems(made.commit()).stream()
        .map(problem -> new Finding(move.ref(), problem, "git model validate"))
        .toList();
  }

  private static List<Finding> no(RefMove move, String matter, String hint) {
    return List.of(new Finding(move.ref(), matter, hint));
  }
}
