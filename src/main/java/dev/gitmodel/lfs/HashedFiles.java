package dev.gitmodel.lfs;

import dev.gitmodel.model.Digest;
import dev.gitmodel.store.Progress;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A user's own files, hashed where they lie, that can be sent from there for as long as nobody
 * touches them: what is kept elsewhere need not be copied here first.
 */
public final class HashedFiles implements ObjectFiles {
  private final List<DirectoryBlobs.Put> puts;
  private final Map<Digest, Steady.Same> files = new HashMap<>();

  private HashedFiles(List<Hashed> all) {
    this.puts = all.stream().map(Hashed::put).toList();
    all.forEach(one -> files.put(one.put().digest(), one.file()));
  }

  private record Hashed(DirectoryBlobs.Put put, Steady.Same file) {}

  /** Reads each file once; CONFLICT where one changed meanwhile. */
  public static HashedFiles of(List<DirectoryBlobs.Source> sources, Progress progress) {
    return new HashedFiles(
        Crew.bySize(sources, source -> source.file().size(), source -> hash(source, progress)));
  }

  private static Hashed hash(DirectoryBlobs.Source source, Progress progress) {
    try (Steady steady = Steady.open(source.file());
        Reading.Pass pass = Reading.Pass.of(progress, source.layout())) {
      Reading reading = Reading.hash(steady.channel(), steady.size(), pass);
      steady.unchanged(reading.count());
      Digest digest = reading.digest();
      return new Hashed(new DirectoryBlobs.Put(digest, false, pass.record(digest)), steady.same());
    } catch (ClosedByInterruptException e) {
      throw Crew.interrupted(e);
    } catch (IOException e) {
      throw Intake.failed("can't read ", source.file(), e);
    }
  }

  /** What the files are, in their order; none of it is stored. */
  public List<DirectoryBlobs.Put> puts() {
    return puts;
  }

  @Override
  public ObjectFile open(RemoteBlobs.Item item) {
    Steady.Same file = files.get(item.digest());
    if (file == null) {
      throw DirectoryBlobs.missing(item.digest());
    }
    Steady steady = file.open();
    return new ObjectFile(steady.channel(), true, () -> steady.unchanged(item.size()));
  }
}
