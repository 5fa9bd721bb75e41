package io.masspayout.testing.simulation;

import io.masspayout.ledger.BlockchainGateway;
import io.masspayout.store.PaymentStore;

/**
 * Breaks a worker on purpose, between its engine and its store and ledger, to see whether the simulation notices: a check that catches
 * nothing proves nothing. Every worker gets one of its own.
 */
public interface Sabotage {

    /** Breaks nothing. */
    Sabotage NONE = new Sabotage() {};

    /** The store as the broken worker uses it. */
    default PaymentStore store(PaymentStore real) {
        return real;
    }

    /** Whether what fails in the broken worker fails alone. */
    default boolean hasBulkheads() {
        return true;
    }

    /** The ledger as the broken worker uses it. */
    default BlockchainGateway ledger(BlockchainGateway real) {
        return real;
    }
}
