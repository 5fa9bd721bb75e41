/** Reports on distributions, made holder by holder from a stream, with sums that are checked. */
@NullMarked
package io.masspayout.report;

import org.jspecify.annotations.NullMarked;
