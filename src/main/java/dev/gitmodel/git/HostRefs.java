package dev.gitmodel.git;

import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.Revision;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The refs of a repository on a host, as one {@code git ls-remote} tells them. */
final class HostRefs {
  private static final String PEELED = "^{}";

  private final SortedMap<String, RefEntry> refs = new TreeMap<>();

  private HostRefs() {}

  /**
   * Asks once. What is no model's ref is left out; CORRUPT where a name or an id is none, for then
   * nothing of it is to be believed.
   */
  static RefTable read(StockGit git, HostAddress from) {
    HostRefs read = new HostRefs();
    StockGit.Ended ended = git.run(List.of("ls-remote", "--", from.url()), read::line);
    if (!ended.well()) {
      throw HostTrouble.of("list the refs of", from, ended.said());
    }
    return new RefTable(read.refs, RefTable.Packed.NONE);
  }

  private void line(String line) {
    int tab = line.indexOf('\t');
    if (tab < 0) {
      throw new RegistryException(
          Problem.CORRUPT, "the host tells refs that are none", "tell whoever runs it");
    }
    String ref = line.substring(tab + 1);
    boolean peeled = ref.endsWith(PEELED);
    String name = peeled ? ref.substring(0, ref.length() - PEELED.length()) : ref;
    if (name.equals("HEAD")) {
      return;
    }
    RefNames.require(name);
    if (RefNames.isKept(name)) {
      Revision id = id(line.substring(0, tab), name);
      RefEntry tag = refs.get(name);
      if (!peeled) {
        refs.put(name, RefEntry.of(id, Optional.empty()));
      } else if (tag != null) {
        refs.put(name, RefEntry.of(tag.id(), Optional.of(id)));
      }
    }
  }

  private static Revision id(String text, String ref) {
    if (text.length() != Revision.NONE.hex().length()) {
      throw new RegistryException(
          Problem.CORRUPT,
          ref + " has an id of " + text.length() + " digits on the host: no repository of SHA-1",
          "make the repository again without --object-format");
    }
    return new Revision(text);
  }
}
