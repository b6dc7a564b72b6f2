package dev.gitmodel.git;

import dev.gitmodel.lfs.Durable;
import dev.gitmodel.model.Content;
import dev.gitmodel.model.Problem;
import dev.gitmodel.model.RegistryException;
import dev.gitmodel.model.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/** Reads a file that goes into a Git blob, and notices when it changes under our hands. */
final class SmallFile {
  private SmallFile() {}

  static byte[] read(SourceFile file) {
    if (file.content() instanceof Content.Text text) {
      return text.bytes();
    }
    Content.OnDisk disk = (Content.OnDisk) file.content();
    try {
      byte[] bytes = Files.readAllBytes(disk.file());
      BasicFileAttributes now =
          Files.readAttributes(disk.file(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (bytes.length != disk.size()
          || !now.isRegularFile()
          || now.lastModifiedTime().to(TimeUnit.NANOSECONDS) != disk.modifiedNanos()) {
        throw changed(disk);
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw changed(disk);
    } catch (IOException e) {
      throw Durable.storage("can't read " + disk.file(), e);
    }
  }

  private static RegistryException changed(Content.OnDisk disk) {
    return new RegistryException(
        Problem.CONFLICT,
        disk.file() + " changed while it was read",
        "push again when nothing writes to it any more");
  }
}
