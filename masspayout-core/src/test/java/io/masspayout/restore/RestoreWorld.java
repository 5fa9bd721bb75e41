package io.masspayout.restore;

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
import io.masspayout.store.Act;
import io.masspayout.store.StagedHolder;
import io.masspayout.store.StagingId;
import io.masspayout.testing.DatabaseServer;
import io.masspayout.testing.InMemoryPaymentStore;
import io.masspayout.testing.ManualClock;
import io.masspayout.testing.SimulatedNetwork;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A network, a database in memory, and many small distributions from one treasury, each of one batch. The treasury could pay everyone
 * several times, so that nothing but the library keeps it from that. Ledger and database share a clock; each worker has its own.
 */
final class RestoreWorld {

    static final Duration VALIDITY = Duration.ofMinutes(3);
    static final int HOLDERS = 2;

    private static final String MONEY = "0.0.429274";
    private static final String TREASURY = "0.0.1001";
    private static final long FIRST_HOLDER = 2_000;
    private static final BigDecimal AMOUNT = new BigDecimal("10.00");
    private static final int DECIMALS = 2;

    final ManualClock clock = ManualClock.at("2026-11-22T10:00:00Z");
    final SimulatedNetwork network = SimulatedNetwork.at(clock);
    final TimeOrderedIds ids;
    private final Asset asset;
    private final List<DistributionId> distributions = new ArrayList<>();
    private InMemoryPaymentStore database;
    private int lineages = DatabaseServer.FIRST.lineage();
    private int starts = DatabaseServer.FIRST.start();

    RestoreWorld(long seed, int distributionsToPay) {
        ids = new TimeOrderedIds(clock, new Random(seed));
        database = new InMemoryPaymentStore(clock, ids);
        network.token(MONEY).named("US Dollar", "USDC").decimals(DECIMALS).heldBy(FIRST_HOLDER, HOLDERS, i -> 0);
        network.account(TREASURY).holds(MONEY, 1_000_000_000L);
        asset = importAsset();
        for (int i = 0; i < distributionsToPay; i++) {
            distributions.add(declare("payout " + i, TREASURY));
        }
    }

    List<DistributionId> distributions() {
        return distributions;
    }

    static Treasury treasury() {
        return new Treasury(AccountId.of(TREASURY), TokenId.of(MONEY));
    }

    /** The database that answers. */
    InMemoryPaymentStore database() {
        return database;
    }

    /** What a backup taken now holds; no server answers for it yet. */
    InMemoryPaymentStore backup() {
        return database.copyAs(DatabaseServer.FIRST);
    }

    /** A server started on a backup that tells of the restore: a dump, a point in time, a promoted replica, a copy by dump. */
    InMemoryPaymentStore started(InMemoryPaymentStore backup) {
        return backup.copyAs(new DatabaseServer(++lineages, ++starts));
    }

    /** A server started on a copied disk: only its start is new. */
    InMemoryPaymentStore startedOnACopiedDisk(InMemoryPaymentStore backup) {
        return backup.copyAs(new DatabaseServer(DatabaseServer.FIRST.lineage(), ++starts));
    }

    Act act(String why) {
        return new Act("the test", why, clock.instant());
    }

    /** Distributions, each of one batch, of which the ledger has paid a holder more than once. */
    int paidTwice() {
        return (int) distributions.stream()
                .filter(id -> {
                    List<AccountId> paid = holders(id);
                    return paid.size() > Set.copyOf(paid).size();
                })
                .count();
    }

    /** Distributions that the ledger has paid. */
    int paid() {
        return (int) distributions.stream().filter(id -> !holders(id).isEmpty()).count();
    }

    /** One entry for each payment that the ledger has made. */
    private List<AccountId> holders(DistributionId id) {
        List<AccountId> all = new ArrayList<>();
        network.payments(id, payment -> all.add(payment.credited()));
        return all;
    }

    private Asset importAsset() {
        Instant now = clock.instant();
        Asset asset = database.importAsset(new Asset(
                        new AssetId(ids.next()),
                        TokenId.of("0.0.789012"),
                        "Acme",
                        "ACME",
                        1_000_000,
                        0,
                        AccountId.of(TREASURY),
                        TokenId.of(MONEY),
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
        List<StagedHolder> rows = new ArrayList<>();
        for (int i = 0; i < HOLDERS; i++) {
            AccountId holder = AccountId.of("0.0." + (FIRST_HOLDER + i));
            rows.add(new StagedHolder(i + 2L, holder.value(), holder, true, 1 + i));
        }
        StagingId staging = new StagingId(ids.next());
        database.stage(staging, rows);
        database.replaceRegister(asset.id(), staging, rows.size(), act("import"));
        return asset;
    }

    /** One more distribution, from another treasury. */
    DistributionId declareFrom(String account) {
        network.account(account).holds(MONEY, 1_000_000_000L);
        DistributionId id = declare("payout from " + account, account);
        distributions.add(id);
        return id;
    }

    private DistributionId declare(String name, String account) {
        Instant now = clock.instant();
        Distribution candidate = new Distribution(
                new DistributionId(ids.next()),
                asset.id(),
                DistributionType.DIVIDEND,
                new Timing.Manual(),
                null,
                name,
                "fingerprint",
                name,
                null,
                new PayoutTerms(PayoutType.PERCENTAGE, AmountBasis.TOTAL, AMOUNT, RemainderPolicy.DISTRIBUTE, 0, false),
                new Treasury(AccountId.of(account), TokenId.of(MONEY)),
                new PaymentCurrency(TokenId.of(MONEY), DECIMALS),
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
        return database.create(candidate, Set.of()).value().id();
    }
}
