/** A Hedera network on this machine: several consensus nodes and a mirror node over one ledger in memory, with faults on request. */
@NullMarked
package io.masspayout.hedera.local;

import org.jspecify.annotations.NullMarked;
