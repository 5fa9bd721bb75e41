package io.masspayout.testing.simulation;

import io.masspayout.ledger.BlockchainGateway;
import io.masspayout.model.IdSource;
import io.masspayout.testing.DatabaseServer;
import java.time.InstantSource;

/** Deployments that do not notice that their database has forgotten something. */
final class BrokenMemory {

    private BrokenMemory() {}

    /** The ledger's history is never compared with the database, and the gate is open without it. */
    static final class WatchSwitchedOff implements Sabotage {

        @Override
        public BlockchainGateway ledger(BlockchainGateway ledger) {
            return Tampered.with(BlockchainGateway.class, ledger, "keepsHistory", call -> false);
        }
    }

    /** A database that says after each restore that it is the one that it always was, on a server that was never started again. */
    static final class NoMemoryOfRestores extends InMemoryDatabase {

        NoMemoryOfRestores(InstantSource databaseClock, IdSource ids) {
            super(databaseClock, ids);
        }

        @Override
        DatabaseServer serverOf(DatabaseServer backup, boolean told) {
            return DatabaseServer.FIRST;
        }
    }
}
