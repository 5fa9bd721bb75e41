package io.masspayout.model;

import io.masspayout.storable.CallerText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One payout to the holders of one asset.
 *
 * @param id the library's id
 * @param assetId whose holders are paid
 * @param type what it is to the holders
 * @param timing what sets it going
 * @param origin for what it was made by a recurring or automatic distribution; {@code null} when somebody declared it
 * @param idempotencyKey the caller's name for it; one key makes at most one distribution, for ever
 * @param fingerprint a hash of the request, by which a reused key with other content is told apart
 * @param concept the caller's label
 * @param corporateAction the ledger's or issuer's id of the corporate action it pays; one action of an asset is paid once
 * @param terms how the money is shared
 * @param treasury who pays, in which token
 * @param currency what is paid
 * @param holderSource where holders and balances come from
 * @param recordDate the instant at which balances count; {@code null} for the register as it stands when planned
 * @param snapshot the balances it was planned on, once known
 * @param plan what planning fixed; {@code null} until planned
 * @param startFailure why the last try to start it, or to go on with it, failed; {@code null} after one that did not
 * @param held whether new sends are stopped
 * @param cancelRequested whether it was cancelled after it had started; it ends CANCELLED when nothing is in flight
 * @param reconcilingSince set while {@code reconcile} has not finished; nothing is sent meanwhile
 * @param executedAt when it was first started
 */
public record Distribution(
        DistributionId id,
        AssetId assetId,
        DistributionType type,
        Timing timing,
        @Nullable Origin origin,
        String idempotencyKey,
        String fingerprint,
        @Nullable String concept,
        @Nullable String corporateAction,
        PayoutTerms terms,
        Treasury treasury,
        PaymentCurrency currency,
        HolderSource holderSource,
        @Nullable Instant recordDate,
        @Nullable SnapshotRef snapshot,
        @Nullable Plan plan,
        DistributionStatus status,
        @Nullable StartFailure startFailure,
        boolean held,
        boolean cancelRequested,
        @Nullable Instant reconcilingSince,
        @Nullable Instant executedAt,
        Instant createdAt,
        Instant updatedAt) {

    public Distribution {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(assetId, "assetId");
        Objects.requireNonNull(idempotencyKey, "idempotencyKey");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(timing, "timing");
        requireStorable("idempotencyKey", idempotencyKey);
        requireStorable("concept", concept);
        requireStorable("corporateAction", corporateAction);
        if (!treasury.token().equals(currency.token())) {
            throw new IllegalArgumentException(
                    "treasury pays " + treasury.token() + " but the currency is " + currency.token());
        }
    }

    /** Here and not only at the front door: a key is looked up by what the database has of it, and must be that exactly. */
    private static void requireStorable(String field, @Nullable String text) {
        if (text != null) {
            CallerText.problem(text, codePoint -> true).ifPresent(problem -> {
                throw new IllegalArgumentException(field + " of a distribution " + problem);
            });
        }
    }

    /** The kind of what sets it going. */
    public ExecutionType executionType() {
        return timing.executionType();
    }

    /** The instant that tells it from other payouts of the same amount: its record date, else when it is due, else when it was declared. */
    public Instant payoutDate() {
        return recordDate != null ? recordDate : timing.due().orElse(createdAt);
    }

    /** Whether holders, amounts and batches are fixed. */
    public boolean isPlanned() {
        return plan != null;
    }

    /**
     * The plan of a distribution that has one.
     *
     * @throws IllegalStateException when it is not planned yet
     */
    public Plan requirePlan() {
        if (plan == null) {
            throw new IllegalStateException("distribution " + id + " is not planned yet; execute or plan it first");
        }
        return plan;
    }

    /**
     * What this template makes: with its terms and holders, and nothing of its history. Its id follows from the template's and the origin:
     * made again by a database that has forgotten it after a restore, it is the one that the ledger's memos name.
     *
     * @param timing when it is due
     * @param terms as this one's, or with an amount that is known now
     * @param countedAt when balances count, where they are read from the ledger
     */
    public Distribution child(
            Origin childOrigin, Timing.Scheduled timing, PayoutTerms terms, Instant countedAt, Instant now) {
        String name = childOrigin.name();
        return new Distribution(
                new DistributionId(UUID.nameUUIDFromBytes((id + "/" + name).getBytes(StandardCharsets.UTF_8))),
                assetId,
                type,
                timing,
                childOrigin,
                id + "/" + name,
                fingerprint + "/" + name,
                concept,
                null,
                terms,
                treasury,
                currency,
                holderSource,
                holderSource.isLedger() ? countedAt : null,
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
