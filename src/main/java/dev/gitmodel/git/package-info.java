/**
 * {@code ModelStore}, {@code FileStore} and {@code Care} on JGit: the only room where a ref, tree
 * or pack exists.
 */
@NullMarked
package dev.gitmodel.git;

import org.jspecify.annotations.NullMarked;
