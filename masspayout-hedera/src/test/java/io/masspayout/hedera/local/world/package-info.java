/** The one ledger behind the nodes and the mirror: its accounts, tokens, records and the rules by which transactions take effect. */
@NullMarked
package io.masspayout.hedera.local.world;

import org.jspecify.annotations.NullMarked;
