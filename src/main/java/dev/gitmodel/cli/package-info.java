/** One picocli class per command: options in, one use-case call, one thing shown. */
@NullMarked
package dev.gitmodel.cli;

import org.jspecify.annotations.NullMarked;
