/** The folder the user stands in: collect its files, lay down templates. */
@NullMarked
package dev.gitmodel.workspace;

import org.jspecify.annotations.NullMarked;
