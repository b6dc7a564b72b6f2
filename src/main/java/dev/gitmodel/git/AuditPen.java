package dev.gitmodel.git;

import dev.gitmodel.model.Policy;
import dev.gitmodel.model.RefMove;
import dev.gitmodel.model.Revision;
import dev.gitmodel.store.ModelStore.Authored;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.ObjectInserter;

/** Begins logs: what signs entries, where the policy asks for that. */
record AuditPen(Signer signer, Supplier<Policy> policy) {
  /** Writes the entry that a new log begins with; the move that makes the log. */
  RefMove first(ObjectInserter inserter, Authored authored) throws IOException {
    AuditWriter writer = new AuditWriter(inserter, signer, policy.get());
    return new RefMove(
        Refs.AUDIT, Revision.NONE, Ids.of(writer.write(Optional.empty(), authored, List.of())));
  }
}
