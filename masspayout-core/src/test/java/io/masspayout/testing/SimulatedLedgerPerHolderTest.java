package io.masspayout.testing;

/** The contract where one who cannot be paid does not keep the others from their money. */
class SimulatedLedgerPerHolderTest extends SimulatedLedgerTest {

    @Override
    SimulatedLedger.Builder inMode(SimulatedLedger.Builder client) {
        return client.perHolder();
    }
}
