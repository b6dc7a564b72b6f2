/**
 * The only room that knows all others: {@code Main}, {@code Settings}, the wiring in the open.
 * Nobody imports it.
 */
@NullMarked
package dev.gitmodel.app;

import org.jspecify.annotations.NullMarked;
