/** A filter as people write it, parsed and judged: a grammar over fields that others name. */
@NullMarked
package dev.gitmodel.query;

import org.jspecify.annotations.NullMarked;
