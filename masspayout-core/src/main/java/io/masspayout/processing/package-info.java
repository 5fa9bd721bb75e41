/** What is due at a time, kind by kind: the parts of a scheduler's call. */
@NullMarked
package io.masspayout.processing;

import org.jspecify.annotations.NullMarked;
