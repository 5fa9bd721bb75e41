package io.masspayout.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the ledger's history of a treasury has been compared with the database. What is sent before the two have been compared may be
 * a second payment, as the database may have forgotten the first.
 *
 * @param kept whether the gateway keeps a history at all; where it keeps none, nothing is compared
 * @param completeUntil ledger time up to which every transaction was compared; {@code null} before the first look
 * @param mustReach ledger time to which it has to be complete on this server of the database before anything is sent; {@code null} before
 *     the first look
 * @param fresh whether the last look was at the server that answers now, and is no older than {@link HistoryStore#MAX_AGE} by its clock
 * @param lookIsDue whether it is older than half of that, or was at another server: a worker looks again
 * @param restored whether the database that answers now is of another lineage than the one at the last look: it was restored, failed over or
 *     copied, and no worker has looked since
 * @param allowed whether a person has allowed payments without it for a time, and that time is not over
 * @param reconcilingSince since when a reconcile is under way, by the host's clock; {@code null} when none is
 * @param reconcileUntil ledger time after which nothing that was sent before the reconcile began can still take effect
 * @param unknown transactions on the ledger that the database does not know, and which nothing has explained yet
 * @param trouble why the last look failed; {@code null} when it did not
 * @param troubleSince the first of the looks that have failed since
 */
public record FollowedHistory(
        boolean kept,
        @Nullable Instant completeUntil,
        @Nullable Instant mustReach,
        boolean fresh,
        boolean lookIsDue,
        boolean restored,
        boolean allowed,
        @Nullable Instant reconcilingSince,
        @Nullable Instant reconcileUntil,
        long unknown,
        @Nullable String trouble,
        @Nullable Instant troubleSince) {

    public FollowedHistory {
        if ((reconcilingSince == null) != (reconcileUntil == null)) {
            throw new IllegalArgumentException("a reconcile has a beginning and an end, but here are "
                    + reconcilingSince + " and " + reconcileUntil);
        }
    }

    /**
     * Of a treasury whose history was never looked at.
     *
     * @param restored whether the book's database was restored, and no worker has looked at any history since
     */
    public static FollowedHistory never(boolean restored) {
        return new FollowedHistory(true, null, null, false, true, restored, false, null, null, 0, null, null);
    }

    /** Whether a reconcile is under way, or begins with the next look as the database was restored. Where no history is kept, none begins. */
    public boolean isReconciling() {
        return reconcilingSince != null || (kept && restored);
    }

    /** Whether the history is complete up to a ledger time. */
    public boolean reaches(Instant ledgerTime) {
        return completeUntil != null && !completeUntil.isBefore(ledgerTime);
    }

    /** Whether nothing may be sent because the database may have forgotten payments that the ledger shows. */
    public boolean isBehind() {
        return kept && !allowed && !(fresh && mustReach != null && reaches(mustReach));
    }

    /** Whether a reconcile has come to its end: nothing can still take effect that it has not seen, and nothing is unexplained. */
    public boolean isReconciled() {
        return !restored && reconcileUntil != null && unknown == 0 && reaches(reconcileUntil);
    }
}
