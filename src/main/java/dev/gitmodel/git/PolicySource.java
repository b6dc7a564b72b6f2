package dev.gitmodel.git;

import dev.gitmodel.codec.PolicyCodec;
import dev.gitmodel.model.BranchName;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The registry's policy: {@code registry.yaml} on main of {@code registry.git}, as it is now. */
final class PolicySource {
  static final String FILE = "registry.yaml";

  private final RegistryDirectory directory;
  private final Repositories repositories;
  private final IndexFile kept;
  private final Upstream upstream;
  private Policy last = Policy.OPEN;

  PolicySource(
      RegistryDirectory directory, Repositories repositories, IndexFile kept, Upstream upstream) {
    this.directory = directory;
    this.kept = kept;
    this.repositories = repositories;
    this.upstream = upstream;
  }

  /** Open to all where there is no policy; INVALID where it can't be read, so nothing slips by. */
  Policy now() {
    upstream.fetchPolicy();
    if (!Files.isRegularFile(directory.own().resolve("HEAD"))) {
      return Policy.OPEN;
    }
    Optional<Revision> main = RefTable.read(directory.own()).get(Refs.of(BranchName.MAIN));
    return main.map(this::at).orElse(Policy.OPEN);
  }

  /** The commits of main, the newest first, along first parents. */
  Stream<Revision> history() {
    upstream.fetchPolicy();
    if (!Files.isRegularFile(directory.own().resolve("HEAD"))) {
      return Stream.empty();
    }
    Repository repository = repositories.at(directory.own());
    Optional<Revision> main = RefTable.read(directory.own()).get(Refs.of(BranchName.MAIN));
    return Stream.iterate(main, Optional::isPresent, at -> at.flatMap(id -> parent(repository, id)))
        .flatMap(Optional::stream);
  }

  private static Optional<Revision> parent(Repository repository, Revision commit) {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit parsed = walk.parseCommit(Ids.of(commit));
      return parsed.getParentCount() == 0
          ? Optional.empty()
          : Optional.of(Ids.of(parsed.getParent(0)));
    } catch (IOException e) {
      throw Damage.missing("the history of registry.yaml", e);
    }
  }

  private synchronized Policy at(Revision revision) {
    if (!last.revision().equals(Optional.of(revision))) {
      last = parsed(revision);
    }
    return last;
  }

  private Policy parsed(Revision revision) {
    Optional<String> known = kept.text(revision.hex());
    String text = known.orElseGet(() -> read(revision));
    if (known.isEmpty()) {
      kept.putText(revision.hex(), text);
    }
    // Untouched, it asks nothing; the parser need not be loaded to know that.
    if (text.equals(PolicyCodec.DEFAULT_TEXT)) {
      return Policy.OPEN;
    }
    try {
      return PolicyCodec.read(text.getBytes(StandardCharsets.UTF_8), Optional.of(revision));
    } catch (RegistryException e) {
      throw new RegistryException(
          e.problem(),
          "the policy can't be read, at " + at(place(), revision) + "\n" + e.text(),
          "mend it in a clone (git clone "
              + place()
              + "), and push; before that: git model"
              + " validate registry.yaml",
          e);
    }
  }

  private String place() {
    return upstream
        .policyAddress()
        .map(HostAddress::shown)
        .orElseGet(() -> directory.own().toString());
  }

  private static String at(String place, Revision revision) {
    return Refs.of(BranchName.MAIN) + " (" + revision.abbreviated() + ") of " + place;
  }

  private String read(Revision revision) {
    Repository repository = repositories.at(directory.own());
    try (ObjectReader reader = repository.newObjectReader();
        RevWalk walk = new RevWalk(reader);
        TreeWalk at =
            TreeWalk.forPath(reader, FILE, walk.parseCommit(Ids.of(revision)).getTree())) {
      return at == null
          ? PolicyCodec.DEFAULT_TEXT
          : new String(reader.open(at.getObjectId(0)).getBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Damage.missing(FILE + " at " + at(place(), revision), e);
    }
  }

  /** Keeps what was read for the next process. */
  synchronized void save() {
    kept.save();
  }
}
