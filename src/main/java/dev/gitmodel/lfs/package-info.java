/** Large files by digest: the pointer, the object directory. */
@NullMarked
package dev.gitmodel.lfs;

import org.jspecify.annotations.NullMarked;
