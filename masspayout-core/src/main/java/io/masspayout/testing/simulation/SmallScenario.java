package io.masspayout.testing.simulation;

import io.masspayout.ledger.LedgerLimits;
import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.DistributionId;
import io.masspayout.model.HolderSource;
import io.masspayout.model.IdSource;
import io.masspayout.model.PayoutType;
import io.masspayout.model.RemainderPolicy;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import io.masspayout.planning.Planner;
import io.masspayout.store.Act;
import io.masspayout.store.HistoryLook;
import io.masspayout.store.Lease;
import io.masspayout.store.PaymentStore;
import io.masspayout.testing.SimulatedLedger;
import io.masspayout.testing.SimulatedNetwork;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be paid in a small world: one distribution to three holders, in a batch of two and a batch of one, so that there are two batches and
 * one of them can be split. Nothing in it is left to chance.
 */
final class SmallScenario {

    /** Of transactions; no longer than needed, so that time reaches its end in few steps. */
    static final Duration VALIDITY = Duration.ofSeconds(60);

    /** Ids of one moment begin a few nanoseconds after each other, and so end later; never by so much. */
    private static final Duration BETWEEN_IDS = Duration.ofMillis(1);

    static final Duration LEASE = Duration.ofSeconds(30);

    /** Two batches. */
    static final int HOLDERS = 3;

    private static final int HOLDERS_PER_BATCH = 2;
    private static final int MOST_IN_FLIGHT = 64;

    /** Its third is no whole number, so that shares are of different size. */
    private static final long UNITS = 1_000;

    /** Enough to pay all holders several times: a treasury that is empty would hide that a payment is made twice. */
    private static final long TREASURE = 5 * UNITS;

    private static final long FIRST_HOLDER = 2_000;
    private static final TokenId SECURITY = TokenId.of("0.0.3000");
    static final Treasury TREASURY = new Treasury(AccountId.of("0.0.1000"), TokenId.of("0.0.429274"));

    /** The number of a client that no worker has. */
    private static final int SETUP = 15;

    private SmallScenario() {}

    /** Sets up the ledger, declares the distribution and plans it. */
    static DistributionId declare(
            SimulatedNetwork network, PaymentStore store, int holders, IdSource ids, Instant now) {
        String money = TREASURY.token().value();
        network.token(money).named("US Dollar", "USDC").decimals(2);
        network.token(money).heldBy(FIRST_HOLDER, holders, i -> 0);
        network.account(TREASURY.account().value()).holds(money, TREASURE);
        Asset asset =
                store.importAsset(Scenario.asset(SECURITY, TREASURY, ids, now)).value();
        Scenario.importRegister(store, asset, holders, ids, now);
        DistributionId id = store.create(
                        Scenario.distribution(
                                asset,
                                TREASURY,
                                "payout",
                                Scenario.terms(PayoutType.FIXED, UNITS, RemainderPolicy.DISTRIBUTE),
                                HolderSource.REGISTER,
                                ids,
                                now),
                        Set.of())
                .value()
                .id();
        remember(network, store, ids, now);
        new Planner(store, client(network, SETUP), Optional.empty(), ids).plan(id, new Act("setup", "plan", now));
        return id;
    }

    /** What each worker would store first: to which ledger the book belongs, how late a transaction may take effect, and that nothing is unknown so far. */
    private static void remember(SimulatedNetwork network, PaymentStore store, IdSource ids, Instant now) {
        Act act = new Act("setup", "begin", now);
        store.bind(client(network, SETUP).fingerprint(), act);
        store.noteReach(VALIDITY.plus(BETWEEN_IDS));
        Lease lease = new Lease(ids.next(), act.who(), LEASE);
        HistoryLook look =
                store.beginFollow(TREASURY, lease, Optional.of(now), act).orElseThrow();
        store.endFollow(TREASURY, lease, look, now, act);
    }

    /** A worker's client of the ledger. */
    static SimulatedLedger client(SimulatedNetwork network, int worker) {
        return SimulatedLedger.on(network)
                .limits(new LedgerLimits(HOLDERS_PER_BATCH, VALIDITY, MOST_IN_FLIGHT, LedgerLimits.UNPACED, true))
                .ownIds(worker)
                .build();
    }
}
