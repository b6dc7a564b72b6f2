package dev.gitmodel.lfs;

/** Where objects that are sent are read from. */
public interface ObjectFiles {
  /** The object's file, to be read from its beginning; CORRUPT where there is none of its size. */
  ObjectFile open(RemoteBlobs.Item item);
}
