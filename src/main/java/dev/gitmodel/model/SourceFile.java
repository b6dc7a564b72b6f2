package dev.gitmodel.model;

/**
 * A file to publish: its path in the version, its bytes, and whether they go to LFS ({@code lfs})
 * or into a Git blob.
 */
public record SourceFile(FilePath path, Content content, boolean executable, boolean lfs) {}
