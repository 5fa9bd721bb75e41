package io.masspayout.testing.simulation;

import io.masspayout.ledger.LedgerLimits;
import io.masspayout.model.AccountId;
import io.masspayout.model.AmountBasis;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.DistributionType;
import io.masspayout.model.HolderSource;
import io.masspayout.model.IdSource;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.PayoutTerms;
import io.masspayout.model.PayoutType;
import io.masspayout.model.RemainderPolicy;
import io.masspayout.model.Timing;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import io.masspayout.store.Act;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.StagedHolder;
import io.masspayout.store.StagingId;
import io.masspayout.testing.SimulatedLedger;
import io.masspayout.testing.SimulatedNetwork;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is to be paid in a simulation, to whom and by what kind of ledger; all of it follows from the dice. */
final class Scenario {

    private static final String PAYMENT_TOKEN = "0.0.429274";
    private static final long FIRST_HOLDER = 2_000;
    private static final int MAX_HOLDERS = 14;
    private static final int MAX_BALANCE = 1_000;

    private final Dice dice;
    private final SimulatedNetwork network;
    private final int holders;
    private final LedgerLimits limits;
    private final boolean hidesCulprits;
    private final Duration mirrorLag;
    private final boolean ledgerShowsClock;
    private final Duration lease;
    private final long account;
    private final List<DistributionId> distributions = new ArrayList<>();
    private long owed;

    /**
     * A scenario on an empty network.
     *
     * @param number of this simulation among those that share a database: its accounts and tokens are its own
     */
    Scenario(Dice dice, SimulatedNetwork network, long number) {
        this.dice = dice;
        this.network = network;
        this.account = 1_000_000 + number;
        this.holders = dice.between(1, MAX_HOLDERS);
        // Longer than clocks differ, or nobody would ever find a window that is open.
        Duration validity = Duration.ofSeconds(dice.between(60, 180));
        this.limits = new LedgerLimits(dice.between(1, 5), validity, 64, LedgerLimits.UNPACED, dice.between(1, 4) > 1);
        this.hidesCulprits = dice.toss();
        this.mirrorLag = dice.toss() ? Duration.ZERO : Duration.ofSeconds(dice.between(1, 12));
        this.ledgerShowsClock = dice.toss();
        this.lease = Duration.ofSeconds(dice.between(5, 60));
        network.token(PAYMENT_TOKEN).named("US Dollar", "USDC").decimals(2);
        network.token(PAYMENT_TOKEN).heldBy(FIRST_HOLDER, holders, i -> 0);
        network.account(treasury().account().value());
    }

    /** Puts asset, register and distributions into the database, and money into the treasury: not always enough at first. */
    void declare(PaymentStore store, IdSource ids, Instant now) {
        TokenId token = TokenId.of("0.0." + (account + 1_000_000_000L));
        Asset asset = store.importAsset(asset(token, treasury(), ids, now)).value();
        network.token(asset.tokenId().value()).named("Acme", "ACME").heldBy(FIRST_HOLDER, holders, i -> balance(i));
        importRegister(store, asset, holders, ids, now);
        int number = dice.between(1, 3);
        for (int i = 1; i <= number; i++) {
            long total = dice.between(1_000L, 100_000L) * holders;
            PayoutTerms terms = terms(
                    dice.toss() ? PayoutType.PERCENTAGE : PayoutType.FIXED,
                    total,
                    dice.toss() ? RemainderPolicy.DISTRIBUTE : RemainderPolicy.RETAIN);
            HolderSource source = dice.toss() ? HolderSource.REGISTER : HolderSource.LEDGER;
            distributions.add(
                    store.create(distribution(asset, treasury(), "payout " + i, terms, source, ids, now), Set.of())
                            .value()
                            .id());
            owed = Math.addExact(owed, total);
        }
        treasuryHolds(dice.toss() ? owed : dice.between(0L, owed));
    }

    List<DistributionId> distributions() {
        return distributions;
    }

    LedgerLimits limits() {
        return limits;
    }

    /** Whether the ledger says what time it is; otherwise the database's clock has to do. */
    boolean ledgerShowsClock() {
        return ledgerShowsClock;
    }

    Duration lease() {
        return lease;
    }

    Treasury treasury() {
        return new Treasury(AccountId.of("0.0." + account), TokenId.of(PAYMENT_TOKEN));
    }

    /** A client of the ledger, before anything goes wrong with it. */
    SimulatedLedger.Builder client() {
        SimulatedLedger.Builder client =
                SimulatedLedger.on(network).limits(limits).mirrorLag(mirrorLag);
        return hidesCulprits ? client.hidingCulprits() : client;
    }

    // What an operator of the ledger does -----------------------------------------------------------------------------

    void drainOrFillTreasury() {
        treasuryHolds(dice.toss() ? owed : dice.between(0L, owed));
    }

    void freezeSomebody() {
        network.account(someHolder()).frozenFor(PAYMENT_TOKEN);
    }

    void someoneRefuses() {
        network.account(someHolder()).refuses();
    }

    /** Mends everything that this class can break. */
    void mend() {
        network.token(PAYMENT_TOKEN).unpause();
        treasuryHolds(owed);
        for (int i = 0; i < holders; i++) {
            network.account("0.0." + (FIRST_HOLDER + i))
                    .unfrozenFor(PAYMENT_TOKEN)
                    .accepts();
        }
    }

    void pauseOrUnpauseToken() {
        if (dice.toss()) {
            network.token(PAYMENT_TOKEN).pause();
        } else {
            network.token(PAYMENT_TOKEN).unpause();
        }
    }

    private String someHolder() {
        return "0.0." + (FIRST_HOLDER + dice.between(0, holders - 1));
    }

    private void treasuryHolds(long units) {
        network.account(treasury().account().value()).holds(PAYMENT_TOKEN, units);
    }

    // What is declared ------------------------------------------------------------------------------------------------

    static long balance(long index) {
        return 1 + index * 7_919 % MAX_BALANCE;
    }

    static Asset asset(TokenId token, Treasury treasury, IdSource ids, Instant now) {
        return new Asset(
                new AssetId(ids.next()),
                token,
                "Acme",
                "ACME",
                1_000_000,
                0,
                treasury.account(),
                treasury.token(),
                2,
                null,
                null,
                false,
                true,
                null,
                null,
                null,
                now,
                now);
    }

    static void importRegister(PaymentStore store, Asset asset, int holders, IdSource ids, Instant now) {
        List<StagedHolder> rows = new ArrayList<>();
        for (int i = 0; i < holders; i++) {
            AccountId holder = AccountId.of("0.0." + (FIRST_HOLDER + i));
            rows.add(new StagedHolder(i + 2L, holder.value(), holder, true, balance(i)));
        }
        StagingId staging = new StagingId(ids.next());
        store.stage(staging, rows);
        store.replaceRegister(asset.id(), staging, rows.size(), new Act("simulation", "import", now));
    }

    static PayoutTerms terms(PayoutType type, long total, RemainderPolicy remainder) {
        return new PayoutTerms(type, AmountBasis.TOTAL, BigDecimal.valueOf(total, 2), remainder, 0, false);
    }

    static Distribution distribution(
            Asset asset,
            Treasury treasury,
            String name,
            PayoutTerms terms,
            HolderSource source,
            IdSource ids,
            Instant now) {
        return new Distribution(
                new DistributionId(ids.next()),
                asset.id(),
                DistributionType.DIVIDEND,
                new Timing.Manual(),
                null,
                name + " of " + asset.id(),
                "fingerprint",
                name,
                null,
                terms,
                treasury,
                new PaymentCurrency(treasury.token(), 2),
                source,
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
    }
}
