package io.masspayout.hedera.local;

import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.EngineSettings;
import io.masspayout.engine.PayoutEngine;
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
import io.masspayout.store.PaymentStore;
import io.masspayout.store.StagedHolder;
import io.masspayout.store.StagingId;
import io.masspayout.testing.InMemoryPaymentStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A database in memory, in which a treasury owes equal amounts to some accounts; and workers that pay them over any gateway. */
public final class SmallBooks {

    private static final String ASSET = "0.0.77777";

    private final InstantSource clock = InstantSource.system();
    private final TimeOrderedIds ids = new TimeOrderedIds(clock, new Random(1));
    private final PaymentStore store = new InMemoryPaymentStore(clock, ids);
    private final Treasury treasury;
    private final PaymentCurrency currency;
    private final List<AccountId> holders;
    private final AssetId asset;

    /** Books of an asset whose holders all have the same number of it. */
    public SmallBooks(Treasury treasury, PaymentCurrency currency, List<AccountId> holders) {
        this.treasury = treasury;
        this.currency = currency;
        this.holders = List.copyOf(holders);
        this.asset = importAsset();
    }

    /** A worker that has just been started. */
    public PayoutEngine worker(PaymentLedger ledger) {
        return new PayoutEngine(
                store,
                ledger,
                Optional.empty(),
                Surroundings.of(clock, ids, new Random(11), Runnable::run),
                EngineSettings.defaults(),
                List.of());
    }

    /** Pays as a worker that has just been started. */
    public DistributionSummary pay(PaymentLedger ledger, DistributionId id) {
        return worker(ledger).execute(id);
    }

    /** Declares that each holder is to get so much, in smallest units. */
    public DistributionId declare(String name, long each) {
        Instant now = clock.instant();
        Distribution candidate = new Distribution(
                new DistributionId(ids.next()),
                asset,
                DistributionType.DIVIDEND,
                new Timing.Manual(),
                null,
                name,
                "fingerprint",
                name,
                null,
                new PayoutTerms(
                        PayoutType.PERCENTAGE,
                        AmountBasis.TOTAL,
                        new BigDecimal(Units.format(each * holders.size(), currency.decimals())),
                        RemainderPolicy.DISTRIBUTE,
                        0,
                        false),
                treasury,
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

    private AssetId importAsset() {
        Instant now = clock.instant();
        AssetId id = store.importAsset(new Asset(
                        new AssetId(ids.next()),
                        TokenId.of(ASSET),
                        "Acme",
                        "ACME",
                        1_000_000_000,
                        0,
                        treasury.account(),
                        currency.token(),
                        currency.decimals(),
                        null,
                        null,
                        false,
                        true,
                        null,
                        null,
                        null,
                        now,
                        now))
                .value()
                .id();
        List<StagedHolder> rows = new ArrayList<>();
        for (AccountId holder : holders) {
            rows.add(new StagedHolder(rows.size() + 2L, holder.value(), holder, true, 1));
        }
        StagingId staging = new StagingId(ids.next());
        store.stage(staging, rows);
        store.replaceRegister(id, staging, rows.size(), new Act("test", "import", now));
        return id;
    }
}
