/** Values to text and back: YAML for people, JSON for programs. */
@NullMarked
package dev.gitmodel.codec;

import org.jspecify.annotations.NullMarked;
