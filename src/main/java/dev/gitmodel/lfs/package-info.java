/** Large files by digest: the pointer, the object directory, and the ways to one elsewhere. */
@NullMarked
package dev.gitmodel.lfs;

import org.jspecify.annotations.NullMarked;
