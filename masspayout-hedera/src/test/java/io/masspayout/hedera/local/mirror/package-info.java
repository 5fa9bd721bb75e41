/** The mirror node: it follows the ledger at a distance and answers over HTTP as the real REST service does. */
@NullMarked
package io.masspayout.hedera.local.mirror;

import org.jspecify.annotations.NullMarked;
