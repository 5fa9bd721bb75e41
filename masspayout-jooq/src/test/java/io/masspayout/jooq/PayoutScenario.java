package io.masspayout.jooq;

import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.Bytes;
import io.masspayout.ledger.Signed;
import io.masspayout.model.AccountId;
import io.masspayout.model.AmountBasis;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.DistributionType;
import io.masspayout.model.HolderSource;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.PayoutTerms;
import io.masspayout.model.PayoutType;
import io.masspayout.model.RemainderPolicy;
import io.masspayout.model.Timing;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import io.masspayout.store.Act;
import io.masspayout.store.ClaimedBatch;
import io.masspayout.store.DraftedTransaction;
import io.masspayout.store.Lease;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.PlanOrder;
import io.masspayout.store.PlanSource;
import io.masspayout.store.StagedHolder;
import io.masspayout.store.StagingId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Distributions on the way to being paid. */
final class PayoutScenario {

    static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");
    static final Act ACT = new Act("test", "", NOW);

    private PayoutScenario() {}

    /** Planned in batches of two, and money is reserved. */
    static Distribution started(PaymentStore store, int holders) {
        Distribution distribution = declared(store, holders);
        PlanSource register = new PlanSource.Register();
        PlanOrder order = new PlanOrder(1_000_000, store.eligibility(distribution.id(), register), 2);
        store.commitPlan(distribution.id(), register, order, ACT);
        store.reserve(distribution.id(), store.obligations(distribution.treasury()), 1_000_000, ACT);
        return distribution;
    }

    /** Leased, with an id and a body; not yet an intent. */
    static Signed signed(PaymentStore store, Distribution distribution, Lease lease) {
        ClaimedBatch batch = store.claim(distribution.id(), lease, NOW, 1).get(0);
        LedgerTransactionId id = LedgerTransactionId.of("id of " + batch.id());
        Instant validUntil = NOW.plusSeconds(120);
        Allocated allocated = new Allocated(batch.id(), id, validUntil, Bytes.of(new byte[] {1}));
        store.allocate(lease, List.of(DraftedTransaction.of(allocated, batch.payments())));
        return new Signed(batch.id(), id, validUntil, Bytes.of(new byte[] {2}));
    }

    /** An asset of its own with a register, and a distribution to its holders. */
    static Distribution declared(PaymentStore store, int holders) {
        TokenId token = TokenId.of("token " + UUID.randomUUID());
        Treasury treasury = new Treasury(AccountId.of("treasury " + UUID.randomUUID()), TokenId.of("cash"));
        Asset asset = new Asset(
                new AssetId(UUID.randomUUID()),
                token,
                "Share",
                "SHR",
                1_000,
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
                NOW,
                NOW);
        store.importAsset(asset);
        StagingId staging = new StagingId(UUID.randomUUID());
        List<StagedHolder> rows = new ArrayList<>();
        for (int i = 1; i <= holders; i++) {
            AccountId account = AccountId.of("account " + i);
            rows.add(new StagedHolder(i, account.value(), account, true, i));
        }
        store.stage(staging, rows);
        store.replaceRegister(asset.id(), staging, holders, ACT);
        Distribution candidate = new Distribution(
                new DistributionId(UUID.randomUUID()),
                asset.id(),
                DistributionType.DIVIDEND,
                new Timing.Manual(),
                null,
                "key " + UUID.randomUUID(),
                "fingerprint",
                null,
                null,
                new PayoutTerms(
                        PayoutType.PERCENTAGE,
                        AmountBasis.TOTAL,
                        new BigDecimal("10000.00"),
                        RemainderPolicy.DISTRIBUTE,
                        0,
                        false),
                treasury,
                new PaymentCurrency(treasury.token(), 2),
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
                NOW,
                NOW);
        // There is no ledger here whose history could be compared with the database.
        store.keepsNoHistory(treasury, ACT);
        return store.create(candidate, Set.of()).value();
    }
}
