package io.masspayout.testing;

/** The contract where the ledger does not say who failed a transaction. */
class SimulatedLedgerHidingCulpritsTest extends SimulatedLedgerTest {

    @Override
    SimulatedLedger.Builder inMode(SimulatedLedger.Builder client) {
        return client.hidingCulprits();
    }
}
