/**
 * What the registry needs kept, {@code ModelStore} and {@code FileStore}, as small interfaces over
 * values.
 */
@NullMarked
package dev.gitmodel.store;

import org.jspecify.annotations.NullMarked;
