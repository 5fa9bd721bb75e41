/** What fails, fails alone: one unit of work that breaks is noted and passed over, and is tried again later. */
@NullMarked
package io.masspayout.bulkhead;

import org.jspecify.annotations.NullMarked;
