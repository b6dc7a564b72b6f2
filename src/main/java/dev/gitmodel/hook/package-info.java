/** Git's hook contracts: lines on stdin become requests, verdicts become exit codes. */
@NullMarked
package dev.gitmodel.hook;

import org.jspecify.annotations.NullMarked;
