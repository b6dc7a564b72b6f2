package dev.gitmodel.git;

import dev.gitmodel.codec.ManifestCodec;
import dev.gitmodel.model.Artifact;
import dev.gitmodel.model.Commit;
import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Manifest;
import dev.gitmodel.model.ManifestText;
import dev.gitmodel.model.ModelName;
import dev.gitmodel.model.ModelVersion;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import dev.gitmodel.model.Version;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Reads a version's record from its tag, commit and tree. */
final class VersionReader {
  private static final Pattern DIGEST =
      Pattern.compile("(?m)^Model-Digest: sha256:([0-9a-f]{64})$");

  private final Repository repository;
  private final ModelName model;

  VersionReader(Repository repository, ModelName model) {
    this.repository = repository;
    this.model = model;
  }

  /** The version whose tag object this is; CORRUPT where it is no annotated tag on a commit. */
  ModelVersion read(Version version, Revision tagId) {
    try (RevWalk walk = new RevWalk(repository)) {
      RevTag tag = tag(walk, version, tagId);
      RevCommit commit = walk.parseCommit(tag.getObject());
      List<Artifact> files = TreeReader.read(walk.getObjectReader(), commit.getTree());
      PersonIdent tagger = tag.getTaggerIdent();
      PersonIdent by = tagger == null ? commit.getAuthorIdent() : tagger;
      return new ModelVersion(
          model,
          version,
          Ids.of(commit),
          tagId,
          digest(tag, files),
          manifest(Ids.of(commit)).manifest(),
          files,
          Arrays.stream(commit.getParents()).map(Ids::of).toList(),
          Ids.actor(by),
          by.getWhenAsInstant(),
          SignedObject.ofTag(walk.getObjectReader().open(tag).getBytes()).isPresent());
    } catch (IOException e) {
      throw Damage.missing(version + " of " + model, e);
    }
  }

  private RevTag tag(RevWalk walk, Version version, Revision tagId) throws IOException {
    try {
      return walk.parseTag(Ids.of(tagId));
    } catch (IncorrectObjectTypeException e) {
      throw new RegistryException(
          Problem.CORRUPT,
          "the tag " + version.tag() + " of " + model + " is not an annotated tag",
          "make it one (git tag -a -f), or remove it, with the registry's owner",
          e);
    }
  }

  /** What the tag says; where a tag made by hand says nothing, what the files give. */
  private static Digest digest(RevTag tag, List<Artifact> files) {
    Matcher said = DIGEST.matcher(tag.getFullMessage());
    return said.find() ? Digest.ofHex(said.group(1)) : Digest.ofListing(files);
  }

  /** The {@code model.yaml} of a commit. */
  ManifestText manifest(Revision commit) {
    byte[] bytes = manifestBytes(commit);
    return bytes.length == 0 ? ManifestText.NONE : ManifestCodec.stored(bytes);
  }

  /** The same as it is written, valid or not; none has no bytes. */
  byte[] manifestBytes(Revision commit) {
    try (RevWalk walk = new RevWalk(repository)) {
      return manifest(walk.getObjectReader(), walk.parseCommit(Ids.of(commit)));
    } catch (IOException e) {
      throw Damage.missing("the manifest of " + model + " at " + commit.abbreviated(), e);
    }
  }

  private static byte[] manifest(ObjectReader reader, RevCommit commit) throws IOException {
    try (TreeWalk at = TreeWalk.forPath(reader, Manifest.FILE.text(), commit.getTree())) {
      return at == null ? new byte[0] : reader.open(at.getObjectId(0)).getBytes();
    }
  }

  /** The files of any commit. */
  List<Artifact> files(Revision commit) {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit parsed = walk.parseCommit(Ids.of(commit));
      return TreeReader.read(walk.getObjectReader(), parsed.getTree());
    } catch (IOException e) {
      throw Damage.missing("the files of " + model + " at " + commit.abbreviated(), e);
    }
  }

  /** The commit behind a tag; empty where the tag is none or is gone. */
  Optional<Revision> peel(Revision tagId) {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.parseAny(Ids.of(tagId)) instanceof RevTag tag
          ? Optional.of(Ids.of(walk.parseCommit(tag.getObject())))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * What is there where an annotated tag on a commit should be; empty where that is, or nothing.
   */
  Optional<String> noTag(Revision id) {
    try (RevWalk walk = new RevWalk(repository)) {
      RevObject object = walk.parseAny(Ids.of(id));
      RevObject behind = walk.peel(object);
      String type = Constants.typeString(behind.getType());
      if (!(object instanceof RevTag)) {
        return Optional.of("a " + type + " and no annotated tag");
      }
      return behind instanceof RevCommit ? Optional.empty() : Optional.of("a tag on a " + type);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What is there where a commit should be; empty where that is, or nothing. */
  Optional<String> noCommit(Revision id) {
    try (ObjectReader reader = repository.newObjectReader()) {
      int type = reader.open(Ids.of(id)).getType();
      return type == Constants.OBJ_COMMIT
          ? Optional.empty()
          : Optional.of("a " + Constants.typeString(type) + " and no commit");
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A commit's parents and message. */
  Commit commit(Revision id) {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit parsed = walk.parseCommit(Ids.of(id));
      return new Commit(
          id, Arrays.stream(parsed.getParents()).map(Ids::of).toList(), parsed.getFullMessage());
    } catch (IOException e) {
      throw Damage.missing("the commit " + id.abbreviated() + " of " + model, e);
    }
  }

  /** The first parent of a commit. */
  Optional<Revision> parent(Revision commit) {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit parsed = walk.parseCommit(Ids.of(commit));
      return parsed.getParentCount() == 0
          ? Optional.empty()
          : Optional.of(Ids.of(parsed.getParent(0)));
    } catch (IOException e) {
      throw Damage.missing("the history of " + model, e);
    }
  }

  /** The note on {@code commit} as of the notes commit {@code tip}. */
  Optional<String> note(Revision tip, Revision commit) {
    try (ObjectReader reader = repository.newObjectReader()) {
      return NoteStore.read(reader, Ids.of(tip), Ids.of(commit));
    } catch (IOException e) {
      throw Damage.missing("a note of " + model, e);
    }
  }

  /** The raw bytes of an object. */
  byte[] raw(Revision id) {
    try (ObjectReader reader = repository.newObjectReader()) {
      ObjectId object = Ids.of(id);
      return reader.open(object).getBytes();
    } catch (IOException e) {
      throw Damage.missing("object " + id.abbreviated(), e);
    }
  }
}
