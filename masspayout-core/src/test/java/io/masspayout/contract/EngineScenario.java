package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.EngineSettings;
import io.masspayout.engine.PayoutEngine;
import io.masspayout.engine.RetryPolicy;
import io.masspayout.engine.Surroundings;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.model.AccountId;
import io.masspayout.model.AmountBasis;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.DistributionType;
import io.masspayout.model.HolderSource;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.PayoutTerms;
import io.masspayout.model.PayoutType;
import io.masspayout.model.RemainderPolicy;
import io.masspayout.model.TimeOrderedIds;
import io.masspayout.model.Timing;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import io.masspayout.money.Units;
import io.masspayout.store.Act;
import io.masspayout.store.HistoryLook;
import io.masspayout.store.Lease;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.StagedHolder;
import io.masspayout.store.StagingId;
import io.masspayout.store.StatementLine;
import io.masspayout.testing.AuditReport;
import io.masspayout.testing.AuditedBooks;
import io.masspayout.testing.AuditedHolder;
import io.masspayout.testing.Auditor;
import io.masspayout.testing.FaultPlan;
import io.masspayout.testing.ManualClock;
import io.masspayout.testing.SimulatedLedger;
import io.masspayout.testing.SimulatedNetwork;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * One distribution on one simulated network, and engines that work on it and may be killed. Every engine's leases expire at once, so
 * that whoever comes after a crash need not wait: that is the harshest case, as nobody is ever sure of a lease.
 */
final class EngineScenario {

    static final Duration VALIDITY = Duration.ofMinutes(3);
    static final int HOLDERS_PER_BATCH = 4;

    private static final String USDC = "0.0.429274";
    private static final int DECIMALS = 6;
    private static final long FIRST_HOLDER = 2_000;
    private static final int MAX_CALLS = 200;

    final ManualClock clock = ManualClock.at("2026-11-22T10:00:00Z");
    final SimulatedNetwork network = SimulatedNetwork.at(clock);
    final PaymentStore store;
    final PaymentStoreContract implementation;
    final long total;
    final Asset asset;
    final DistributionId id;
    private final int holders;
    private final TimeOrderedIds ids;

    // Of this scenario alone: scenarios share a store, and each has a network of its own that counts ids from the same
    // start.
    private final AccountId treasury = AccountId.of(Ids.entity());

    EngineScenario(PaymentStoreContract implementation, PaymentStore store, int holders) {
        this.implementation = implementation;
        this.store = store;
        this.holders = holders;
        this.total = 1_000_003L * holders;
        this.ids = new TimeOrderedIds(clock, new Random(UUID.randomUUID().getMostSignificantBits()));
        network.token(USDC).named("US Dollar", "USDC").decimals(DECIMALS);
        network.token(USDC).heldBy(FIRST_HOLDER, holders, i -> 0);
        network.account(treasury.value()).holds(USDC, total);
        this.asset = importAsset();
        importRegister();
        this.id = declare("first");
    }

    AccountId holder(int index) {
        return AccountId.of("0.0." + (FIRST_HOLDER + index));
    }

    Treasury treasury() {
        return new Treasury(treasury, TokenId.of(USDC));
    }

    void treasuryHolds(long units) {
        network.account(treasury.value()).holds(USDC, units);
    }

    void tokenPaused(boolean paused) {
        if (paused) {
            network.token(USDC).pause();
        } else {
            network.token(USDC).unpause();
        }
    }

    Act act(String why) {
        return new Act("scenario", why, clock.instant());
    }

    /** As if an engine had just compared the ledger's history with the database. */
    void historyIsCompared() {
        Lease lease = new Lease(UUID.randomUUID(), "scenario", Duration.ofMinutes(1));
        HistoryLook look = store.beginFollow(treasury(), lease, Optional.of(clock.instant()), act("follow"))
                .orElseThrow();
        store.endFollow(treasury(), lease, look, clock.instant(), act("follow"));
    }

    SimulatedLedger.Builder ledger(FaultPlan faults) {
        return SimulatedLedger.on(network)
                .holdersPerBatch(HOLDERS_PER_BATCH)
                .validity(VALIDITY)
                .faults(faults);
    }

    PayoutEngine engine(PaymentStore someStore, PaymentLedger ledger) {
        return engine(someStore, ledger, Runnable::run, Duration.ZERO);
    }

    PayoutEngine engine(PaymentStore someStore, PaymentLedger ledger, Executor executor, Duration lease) {
        EngineSettings settings = EngineSettings.defaults()
                .withLease(lease)
                .withRetries(new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(20), 16, Map.of()));
        return new PayoutEngine(
                someStore,
                ledger,
                Optional.empty(),
                Surroundings.of(clock, ids, new Random(11), executor),
                settings,
                List.of());
    }

    /** Calls execute, moving the clock on, until nothing is open: no person is needed. */
    DistributionSummary toEnd(PaymentLedger ledger, DistributionId distribution) {
        PayoutEngine engine = engine(store, ledger);
        DistributionSummary summary = engine.execute(distribution);
        for (int call = 0; call < MAX_CALLS && !summary.isFinished(); call++) {
            clock.advance(Duration.ofSeconds(30));
            summary = engine.execute(distribution);
        }
        assertThat(summary.waiting()).as("everything ends once faults stop").isEmpty();
        return summary;
    }

    /** Ends the distribution and, if somebody is unpaid though nothing is wrong any more, pays them by retryFailed. */
    void everybodyPaidInTheEnd(PaymentLedger ledger) {
        DistributionSummary summary = toEnd(ledger, id);
        audit();
        for (int retry = 0; retry < 3 && summary.distribution().status() != DistributionStatus.COMPLETED; retry++) {
            store.retryFailed(id, HOLDERS_PER_BATCH, act("mended"));
            summary = toEnd(ledger, id);
            audit();
        }
        network.deliverDelayed();
        assertThat(summary.distribution().status()).isEqualTo(DistributionStatus.COMPLETED);
        assertThat(summary.progress().paid()).isEqualTo(holders);
        assertThat(network.paid(id)).isEqualTo(total);
        audit();
    }

    /** P1 to P3, by the auditor, which knows the ledger's own history and the holder rows, and nothing of the engine. */
    void audit() {
        Distribution distribution = store.distribution(id).orElseThrow();
        List<StatementLine> lines = implementation.statement(store, id);
        AuditReport report = Auditor.audit(
                id,
                network::payments,
                AuditedBooks.of(distribution, each -> lines.forEach(line -> each.accept(AuditedHolder.of(line)))));
        report.requireClean();
        assertThat(report.holders()).as("P2: nobody is lost").isEqualTo(holders);
    }

    DistributionId declare(String name) {
        Instant now = clock.instant();
        PaymentCurrency currency = new PaymentCurrency(TokenId.of(USDC), DECIMALS);
        Distribution candidate = new Distribution(
                new DistributionId(ids.next()),
                asset.id(),
                DistributionType.DIVIDEND,
                new Timing.Manual(),
                null,
                name + " of " + asset.id(),
                "fingerprint",
                name,
                null,
                new PayoutTerms(
                        PayoutType.PERCENTAGE,
                        AmountBasis.TOTAL,
                        new BigDecimal(Units.format(total, DECIMALS)),
                        RemainderPolicy.DISTRIBUTE,
                        0,
                        false),
                treasury(),
                currency,
                HolderSource.REGISTER,
                null,
                null,
                null,
                DistributionStatus.PENDING,
                null,
                false,
                false,
                null,
                null,
                now,
                now);
        return store.create(candidate, Set.of()).value().id();
    }

    private Asset importAsset() {
        Instant now = clock.instant();
        return store.importAsset(new Asset(
                        new AssetId(ids.next()),
                        TokenId.of(Ids.entity()),
                        "Acme",
                        "ACME",
                        1_000_000_000,
                        0,
                        treasury,
                        TokenId.of(USDC),
                        DECIMALS,
                        null,
                        null,
                        false,
                        true,
                        null,
                        null,
                        null,
                        now,
                        now))
                .value();
    }

    private void importRegister() {
        List<StagedHolder> rows = new ArrayList<>();
        for (int i = 0; i < holders; i++) {
            rows.add(new StagedHolder(i + 2L, holder(i).value(), holder(i), true, 1 + (i * 7919L) % 101));
        }
        StagingId staging = new StagingId(ids.next());
        store.stage(staging, rows);
        store.replaceRegister(asset.id(), staging, rows.size(), act("import"));
    }
}
