package dev.gitmodel.lfs;

import dev.gitmodel.model.Digest;
import dev.gitmodel.model.Printable;
import dev.gitmodel.model.RegistryException;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One command of a client: its words, and its arguments {@code key=value} up to its data. */
record TransferRequest(List<String> words, Map<String, String> args) {
  private static final int MOST_ARGS = 64;

  TransferRequest {
    words = List.copyOf(words);
    args = Collections.unmodifiableMap(args);
  }

  /** Reads the one that has just begun; its data is still to be read. */
  static TransferRequest read(PktReader in) throws IOException {
    String command = in.inPacket() ? in.text() : "";
    Map<String, String> args = new HashMap<>();
    int count = 0;
    while (in.inMessage() && in.next() == PktReader.Kind.PACKET) {
      String arg = in.text();
      int equals = arg.indexOf('=');
      if (++count > MOST_ARGS) {
        throw new Garbage("a command has no more than " + MOST_ARGS + " arguments");
      }
      if (equals > 0) {
        args.put(arg.substring(0, equals), arg.substring(equals + 1));
      }
    }
    return new TransferRequest(List.of(command.split(" ", -1)), args);
  }

  String verb() {
    return words.get(0);
  }

  /** The object that the command names, of the size that it says. */
  RemoteBlobs.Item item() {
    Optional<String> size = arg("size").or(() -> word(2));
    return new RemoteBlobs.Item(
        Digest.ofHex(word(1).orElse("")),
        size(size.orElseThrow(() -> RegistryException.invalid(verb() + " needs size=", ""))));
  }

  /** The object that the command names. */
  Digest digest() {
    return Digest.ofHex(word(1).orElse(""));
  }

  Optional<String> word(int index) {
    return words.size() > index ? Optional.of(words.get(index)) : Optional.empty();
  }

  Optional<String> arg(String key) {
    return Optional.ofNullable(args.get(key));
  }

  /** A size in bytes. */
  static long size(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw RegistryException.invalid("'" + Printable.of(text) + "' is no size in bytes", "");
    }
    return Long.parseLong(text);
  }
}
