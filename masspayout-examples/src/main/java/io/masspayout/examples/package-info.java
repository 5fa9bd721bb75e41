/** Runnable examples, one main for each idea. */
@NullMarked
package io.masspayout.examples;

import org.jspecify.annotations.NullMarked;
