package dev.gitmodel.git;

import dev.gitmodel.codec.Trees;
import dev.gitmodel.model.Actor;
import dev.gitmodel.model.AuditEvent;
import dev.gitmodel.model.Policy;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.ModelStore.Authored;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.GpgSignature;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevWalk;

/** Writes one audit entry behind the last: author is the operator, committer is git-model. */
final class AuditWriter {
  private static final String FILE = "change.yaml";
  static final String OURSELVES = "git-model";

  private final ObjectInserter inserter;
  private final Signer signer;
  private final Policy policy;

  AuditWriter(ObjectInserter inserter, Signer signer, Policy policy) {
    this.inserter = inserter;
    this.signer = signer;
    this.policy = policy;
  }

  /** Inserts the entry; its time is never before the entry before. */
  ObjectId write(Optional<ObjectId> tip, Authored authored, List<RefMove> moves)
      throws IOException {
    AuditEvent event = authored.changes().event();
    Instant at = notBefore(tip, authored.at());
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree(event));
    tip.ifPresent(commit::setParentId);
    commit.setAuthor(Ids.person(authored.by(), at));
    commit.setCommitter(ourselves(at));
    Map<String, String> more = new LinkedHashMap<>();
    policy.revision().ifPresent(r -> more.put("Policy", r.hex()));
    commit.setMessage(AuditText.write(event, moves, more));
    if (policy.signAudit()) {
      commit.setGpgSignature(new GpgSignature(signed(commit.build(), authored.by())));
    }
    return inserter.insert(commit);
  }

  /** The program as the one who writes. */
  static PersonIdent ourselves(Instant at) {
    return new PersonIdent(OURSELVES, OURSELVES, at, ZoneOffset.UTC);
  }

  private byte[] signed(byte[] entry, Actor by) {
    try {
      return signer.sign(entry, by);
    } catch (RegistryException e) {
      throw new RegistryException(
          e.problem(),
          "registry.yaml wants audit entries signed (audit.sign: required), but " + e.text(),
          e.hint(),
          e);
    }
  }

  private Instant notBefore(Optional<ObjectId> tip, Instant at) throws IOException {
    if (tip.isEmpty()) {
      return at;
    }
    try (RevWalk walk = new RevWalk(inserter.newReader())) {
      Instant last = Instant.ofEpochSecond(walk.parseCommit(tip.get()).getCommitTime());
      return at.isBefore(last) ? last : at;
    }
  }

  private ObjectId tree(AuditEvent event) throws IOException {
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("operation", event.operation().text());
    change.put("before", event.before());
    change.put("after", event.after());
    byte[] yaml = Trees.yaml(change).getBytes(StandardCharsets.UTF_8);
    TreeFormatter tree = new TreeFormatter();
    tree.append(FILE, FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, yaml));
    return inserter.insert(tree);
  }
}
