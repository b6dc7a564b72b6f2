/** Training and evaluation runs: start the command, and collect what it wrote. */
@NullMarked
package dev.gitmodel.run;

import org.jspecify.annotations.NullMarked;
