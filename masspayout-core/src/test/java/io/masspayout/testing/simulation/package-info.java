/** Simulations of this build, and what they must notice. */
@NullMarked
package io.masspayout.testing.simulation;

import org.jspecify.annotations.NullMarked;
