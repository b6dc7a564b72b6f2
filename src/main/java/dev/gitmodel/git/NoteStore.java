package dev.gitmodel.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.notes.NoteMap;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Git notes: a text on a commit, kept in the history of one notes ref. */
final class NoteStore {
  private NoteStore() {}

  /** The note on {@code commit} as of the notes commit {@code tip}. */
  static Optional<String> read(ObjectReader reader, ObjectId tip, ObjectId commit)
      throws IOException {
    NoteMap notes = map(reader, tip);
    ObjectId blob = notes.get(commit);
    return blob == null
        ? Optional.empty()
        : Optional.of(new String(reader.open(blob).getBytes(), StandardCharsets.UTF_8));
  }

  /**
   * The notes that differ between two notes commits, by the commit they are on: the blob, or the
   * zero id where there is none any more. Takes as long as there are differences, not notes.
   */
  static Map<String, ObjectId> changes(ObjectReader reader, Optional<ObjectId> from, ObjectId to)
      throws IOException {
    Map<String, ObjectId> changes = new HashMap<>();
    try (RevWalk walk = new RevWalk(reader);
        TreeWalk trees = new TreeWalk(reader)) {
      trees.setRecursive(true);
      trees.setFilter(TreeFilter.ANY_DIFF);
      if (from.isPresent()) {
        trees.addTree(walk.parseCommit(from.get()).getTree());
      } else {
        trees.addTree(new EmptyTreeIterator());
      }
      trees.addTree(walk.parseCommit(to).getTree());
      while (trees.next()) {
        String commit = trees.getPathString().replace("/", "");
        ObjectId blob = trees.getObjectId(1);
        if (!ObjectId.isId(commit)) {
          continue;
        }
        // A note that moved to another folder of the fan-out is met twice: once gone, once there.
        if (blob.equals(ObjectId.zeroId())) {
          changes.putIfAbsent(commit, blob);
        } else {
          changes.put(commit, blob);
        }
      }
    }
    return changes;
  }

  private static NoteMap map(ObjectReader reader, ObjectId tip) throws IOException {
    try (RevWalk walk = new RevWalk(reader)) {
      return NoteMap.read(reader, walk.parseCommit(tip));
    }
  }

  /** What to write: the note's text, or none to remove it, by whom, and the commit's message. */
  record Edit(ObjectId commit, Optional<String> text, PersonIdent by, String message) {}

  /** Writes a notes commit after {@code tip}; the tip itself where nothing changes. */
  static Optional<ObjectId> write(
      ObjectReader reader, Optional<ObjectId> tip, Edit edit, ObjectInserter inserter)
      throws IOException {
    NoteMap notes = tip.isPresent() ? map(reader, tip.get()) : NoteMap.newEmptyMap();
    boolean had = notes.contains(edit.commit());
    if (edit.text().isEmpty() && !had) {
      return tip;
    }
    ObjectId before = had ? notes.get(edit.commit()) : null;
    if (edit.text().isPresent()) {
      byte[] bytes = edit.text().get().getBytes(StandardCharsets.UTF_8);
      ObjectId blob = inserter.insert(Constants.OBJ_BLOB, bytes);
      if (blob.equals(before)) {
        return tip;
      }
      notes.set(edit.commit(), blob);
    } else {
      notes.remove(edit.commit());
    }
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(notes.writeTree(inserter));
    tip.ifPresent(commit::setParentId);
    commit.setAuthor(edit.by());
    commit.setCommitter(edit.by());
    commit.setMessage(edit.message());
    return Optional.of(inserter.insert(commit));
  }
}
