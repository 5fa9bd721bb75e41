/** The ports to a blockchain: paying ({@link io.masspayout.ledger.PaymentLedger}) and knowing assets ({@link io.masspayout.ledger.AssetSource}). */
@NullMarked
package io.masspayout.ledger;

import org.jspecify.annotations.NullMarked;
