package io.masspayout.engine;

import io.masspayout.model.Treasury;
import io.masspayout.store.ReconcileCounts;
import io.masspayout.store.UnknownPayment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What reading the ledger's history back came to, for each treasury of the book.
 *
 * @param treasuries every treasury from which a distribution of the book is paid
 */
public record ReconcileReport(Map<Treasury, OfTreasury> treasuries) {

    public ReconcileReport {
        treasuries = Map.copyOf(treasuries);
    }

    /** Whether payments are allowed again from every treasury; otherwise call again. */
    public boolean finished() {
        return treasuries.values().stream().allMatch(OfTreasury::finished);
    }

    /** Entries of all treasuries by what became of them. */
    public ReconcileCounts counts() {
        return treasuries.values().stream().map(OfTreasury::counts).reduce(ReconcileCounts.NONE, ReconcileCounts::plus);
    }

    /**
     * One treasury.
     *
     * @param counts entries of the history by what became of them
     * @param completeUntil ledger time up to which the history was complete; {@code null} when it could not be read at all
     * @param finalAfter ledger time after which nothing sent before the reconcile can still take effect; {@code null} when none was begun
     * @param unknown transactions that nothing has explained: of distributions that this database does not have. A host that
     *     asks for them again, with the same idempotency keys, makes the same distributions; a call after that records their payments
     * @param firstUnknown the oldest of these, at most {@link Reconciler#MAX_NAMED}
     * @param trouble why the history could not be read; {@code null} when it could be
     * @param finished whether the history is complete beyond {@code finalAfter} and nothing is unknown
     */
    public record OfTreasury(
            ReconcileCounts counts,
            @Nullable Instant completeUntil,
            @Nullable Instant finalAfter,
            long unknown,
            List<UnknownPayment> firstUnknown,
            @Nullable String trouble,
            boolean finished) {

        public OfTreasury {
            firstUnknown = List.copyOf(firstUnknown);
        }
    }
}
