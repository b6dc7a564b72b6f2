/** The words of the field as immutable values, valid from birth; knows nothing but the JDK. */
@NullMarked
package dev.gitmodel.model;

import org.jspecify.annotations.NullMarked;
