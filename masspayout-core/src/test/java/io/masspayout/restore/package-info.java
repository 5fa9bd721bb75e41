/** Databases that have forgotten, and what is paid from them: in memory, in simulated time, with the real engine. */
@NullMarked
package io.masspayout.restore;

import org.jspecify.annotations.NullMarked;
