/** A client of a mirror node's REST API: exact numbers, exact times, bounded requests. */
@NullMarked
package io.masspayout.hedera.mirror;

import org.jspecify.annotations.NullMarked;
