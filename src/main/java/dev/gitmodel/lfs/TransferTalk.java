package dev.gitmodel.lfs;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The client's part of one session with a {@code git-lfs-transfer}; the commands are those of
 * {@link TransferServer}. An IOException means that nothing more can be said over it.
 */
final class TransferTalk {
  private static final int MOST_LINES_AN_OBJECT = 4;

  private final RemoteProgram session;
  private final PktReader in;
  private final PktWriter out;

  private TransferTalk(RemoteProgram session) {
    this.session = session;
    this.in = new PktReader(session.in());
    this.out = new PktWriter(session.out());
  }

  /** What is to be done with one object; {@code args} go with it as the server said them. */
  record Action(RemoteBlobs.Item item, List<String> args) {
    Action {
      args = List.copyOf(args);
    }
  }

  /** Exchanges greetings. */
  static TransferTalk begin(RemoteProgram session) throws IOException, TryAgain {
    TransferTalk talk = new TransferTalk(session);
    if (talk.in.next() == PktReader.Kind.END) {
      throw new Garbage("it ended without a word");
    }
    List<String> able = new ArrayList<>();
    able.add(talk.in.inPacket() ? talk.in.text() : "");
    able.addAll(TransferReply.lines(talk.in, 64));
    if (!able.contains("version=1")) {
      throw new Garbage("it does not offer version 1 of the protocol");
    }
    talk.out.line("version 1");
    talk.out.flush();
    TransferReply.read(talk.in).require(talk.in, "can't begin");
    return talk;
  }

  RemoteProgram session() {
    return session;
  }

  /** Which of the objects the other side wants, or has. */
  List<Action> batch(TransferOperation operation, List<RemoteBlobs.Item> items)
      throws IOException, TryAgain {
    out.line("batch");
    out.line("transfer=ssh");
    out.line("hash-algo=sha256");
    out.delimiter();
    for (RemoteBlobs.Item item : items) {
      out.line(item.digest().hex() + " " + item.size());
    }
    out.flush();
    TransferReply reply = TransferReply.read(in);
    if (!reply.ok()) {
      reply.require(in, "can't ask for " + items.size() + " objects");
    }
    List<String> lines = TransferReply.lines(in, MOST_LINES_AN_OBJECT * items.size());
    return actions(operation, items, lines);
  }

  /** One object may be answered in several lines, one for each thing that can be done with it. */
  private static List<Action> actions(
      TransferOperation operation, List<RemoteBlobs.Item> items, List<String> lines)
      throws Garbage {
    Map<String, RemoteBlobs.Item> asked = new LinkedHashMap<>();
    items.forEach(item -> asked.put(item.digest().hex(), item));
    Map<String, Action> actions = new LinkedHashMap<>();
    Set<String> answered = new HashSet<>();
    for (String line : lines) {
      List<String> words = Arrays.asList(line.split(" ", -1));
      RemoteBlobs.Item item = asked.get(words.get(0));
      if (item == null || words.size() < 3) {
        throw new Garbage("it answers for an object that nobody asked for");
      }
      answered.add(words.get(0));
      if (words.get(2).equals(operation.text())) {
        actions.put(words.get(0), new Action(item, args(words.subList(3, words.size()))));
      }
    }
    asked.keySet().removeAll(answered);
    // Of a download a server may leave out what it has not, as it may say that in other words.
    if (!asked.isEmpty() && operation != TransferOperation.DOWNLOAD) {
      throw new Garbage("it has no answer for the object " + asked.keySet().iterator().next());
    }
    return List.copyOf(actions.values());
  }

  private static List<String> args(List<String> words) {
    return words.stream()
        .filter(word -> word.startsWith("id=") || word.startsWith("token="))
        .toList();
  }

  static RegistryException absent(String oid) {
    return RegistryException.notFound(
        "the other side has no object " + oid,
        "whoever has the files sends them with: git lfs push --all REMOTE");
  }

  /** Sends the object, and makes sure that it arrived. */
  void put(Action action, ObjectFiles from, Progress progress) throws IOException, TryAgain {
    String oid = action.item().digest().hex();
    long size = action.item().size();
    try (ObjectFile file = from.open(action.item())) {
      command("put-object " + oid, action);
      out.delimiter();
      out.data(file.channel(), size, progress);
      file.requireUnchanged();
      out.flush();
    }
    TransferReply.read(in).require(in, "can't send the object " + oid);
    command("verify-object " + oid, action);
    out.flush();
    TransferReply.read(in).require(in, "can't send the object " + oid);
  }

  private void command(String command, Action action) throws IOException {
    out.line(command);
    out.line("size=" + action.item().size());
    for (String arg : action.args()) {
      out.line(arg);
    }
  }

  /** Fetches the object and stores it, if it is that one. */
  void get(Action action, DirectoryBlobs into, Progress progress) throws IOException, TryAgain {
    String oid = action.item().digest().hex();
    command("get-object " + oid, action);
    out.flush();
    TransferReply reply = TransferReply.read(in);
    if (!reply.ok()) {
      reply.require(in, "can't fetch the object " + oid);
    }
    if (!reply.arg("size").equals(Optional.of(String.valueOf(action.item().size())))) {
      throw corrupt(oid, "another size");
    }
    switch (new Arrival(into, action.item(), progress).take(in::data)) {
      case STORED -> {}
      case OTHER_SIZE -> throw new TryAgain(corrupt(oid, "another size"), true);
      case OTHER_CONTENT -> throw new TryAgain(corrupt(oid, "other content"), true);
    }
  }

  private static RegistryException corrupt(String oid, String what) {
    return new RegistryException(
        Problem.CORRUPT,
        "the other side has " + what + " under the name of the object " + oid,
        "send it again from a clone that has it: git lfs push --object-id REMOTE " + oid);
  }

  /** Takes leave, where anybody listens. */
  void quit() {
    try {
      out.line("quit");
      out.flush();
      TransferReply.lines(in, 1);
    } catch (IOException gone) {
      return;
    }
  }
}
