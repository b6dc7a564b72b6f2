package dev.gitmodel.lfs;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * The far end of {@code ssh HOST git-lfs-transfer PATH OPERATION}: git-lfs's own protocol over SSH,
 * version 1, about the objects and locks of one repository. Each command is a message of pkt-lines,
 * and is answered by one:
 *
 * <pre>
 * server: version=1, locking, 0000
 * client: version 1, 0000                                      server: status 200, 0000
 * client: batch, transfer=ssh, hash-algo=sha256, 0001, &lt;oid&gt; &lt;size&gt; ..., 0000
 * server: status 200, 0001, &lt;oid&gt; &lt;size&gt; upload|download|noop ..., 0000
 * client: put-object &lt;oid&gt;, size=&lt;size&gt;, 0001, &lt;bytes&gt;, 0000     server: status 200, 0000
 * client: verify-object &lt;oid&gt;, size=&lt;size&gt;, 0000                server: status 200, 0000
 * client: get-object &lt;oid&gt;, 0000    server: status 200, size=&lt;size&gt;, 0001, &lt;bytes&gt;, 0000
 * client: lock | list-lock | unlock &lt;id&gt;, see {@link TransferLocks}
 * client: quit, 0000                                           server: status 200, 0000
 * </pre>
 */
public final class TransferServer {
  private final TransferObjects objects;
  private final TransferLocks locks;

  /** Who came for what: {@code user} is the name that locks are kept under. */
  public record Visit(TransferOperation operation, String user) {}

  /** About the repository in the folder {@code repository}. */
  public TransferServer(Path repository, Visit visit, Clock clock) {
    Path lfs = repository.resolve("lfs");
    this.objects = new TransferObjects(new DirectoryBlobs(lfs), visit.operation());
    this.locks = new TransferLocks(new LockDirectory(lfs), visit, clock);
  }

  /**
   * Serves one client to its end. Whatever is not understood within a message is answered, and the
   * next is served; what is no message is INVALID, and a client that went away UNAVAILABLE.
   */
  public void serve(InputStream from, OutputStream to) {
    PktReader in = new PktReader(from);
    PktWriter out = new PktWriter(to);
    try {
      out.line("version=1");
      out.line("locking");
      out.flush();
      boolean goesOn = true;
      while (goesOn && in.next() != PktReader.Kind.END) {
        goesOn = answer(in, out);
      }
    } catch (Garbage e) {
      throw new RegistryException(
          Problem.INVALID, "this is not git-lfs's protocol: " + e.getMessage(), "", e);
    } catch (IOException e) {
      throw new RegistryException(Problem.UNAVAILABLE, "the client went away", "", e);
    }
  }

  /** False after the last answer. */
  private boolean answer(PktReader in, PktWriter out) throws IOException {
    TransferRequest request = TransferRequest.read(in);
    if (request.verb().equals("get-object")) {
      in.skip();
      objects.get(request, out);
      return true;
    }
    TransferAnswer answer = answer(request, in);
    // What was not wanted is still on its way, and the client listens only after it.
    in.skip();
    answer.write(out);
    return !request.verb().equals("quit");
  }

  private TransferAnswer answer(TransferRequest request, PktReader in) throws IOException {
    try {
      return switch (request.verb()) {
        case "version" -> version(request.word(1));
        case "batch" -> objects.batch(request, in);
        case "put-object" -> objects.put(request, in);
        case "verify-object" -> objects.verify(request);
        case "lock" -> locks.lock(request);
        // The client's older releases have the one name for some lists and the other for the rest.
        case "list-lock", "list-locks" -> locks.list(request);
        case "unlock" -> locks.unlock(request);
        case "quit" -> TransferAnswer.ok();
        default -> TransferAnswer.of(400, "there is no command '" + request.verb() + "'");
      };
    } catch (RegistryException e) {
      return TransferAnswer.of(e);
    }
  }

  private static TransferAnswer version(Optional<String> wanted) {
    return wanted.equals(Optional.of("1"))
        ? TransferAnswer.ok()
        : TransferAnswer.of(400, "only version 1 of the protocol is spoken here");
  }
}
