package dev.gitmodel.workspace;

import dev.gitmodel.model.Content;
import dev.gitmodel.model.FilePath;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** A regular file of the folder, as it was when the folder was walked. */
record Found(FilePath path, Content.OnDisk content, boolean executable) {
  long size() {
    return content.size();
  }

  /** The content of a file that is known to be small, never more than its size then. */
  byte[] bytes() {
    try (SeekableByteChannel file =
        Files.newByteChannel(
            content.file(), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      return Channels.newInputStream(file).readNBytes((int) size());
    } catch (IOException e) {
      throw Disk.failed("can't read " + content.file(), e);
    }
  }
}
