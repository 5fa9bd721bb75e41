/** Transfers as bytes: their ids, bodies, signatures and hashes. */
@NullMarked
package io.masspayout.hedera.transaction;

import org.jspecify.annotations.NullMarked;
