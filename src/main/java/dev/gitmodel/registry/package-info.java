/** One class per thing a person can do to the registry, all writing through {@code Ledger}. */
@NullMarked
package dev.gitmodel.registry;

import org.jspecify.annotations.NullMarked;
