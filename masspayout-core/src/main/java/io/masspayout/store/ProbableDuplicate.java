package io.masspayout.store;

import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import java.time.Duration;
import java.time.Instant;

/**
 * Another distribution that pays the same to the same holders at about the same time, under another idempotency key. Two payouts may well be
 * alike, so this is never refused; but a payout that was asked for twice looks exactly so.
 *
 * @param id of the other distribution
 * @param idempotencyKey its key
 * @param status where it stands
 * @param payoutDate its {@link Distribution#payoutDate}
 */
public record ProbableDuplicate(
        DistributionId id, String idempotencyKey, DistributionStatus status, Instant payoutDate) {

    /**
     * How far apart the dates of one payout are when it is asked for twice: by a form that was sent again, or by a colleague after a long
     * weekend. Shorter than a week, so that payouts that recur weekly are not taken for each other.
     */
    public static final Duration SPAN = Duration.ofDays(4);

    /** Enough to look at; a payout that was asked for more often than that is known by then. */
    public static final int MAX_TOLD = 10;

    /** As it is told of in a list. */
    public static ProbableDuplicate of(Distribution other) {
        return new ProbableDuplicate(other.id(), other.idempotencyKey(), other.status(), other.payoutDate());
    }

    @Override
    public String toString() {
        return "distribution " + id + " with idempotencyKey '" + idempotencyKey + "' is " + status
                + " and pays the same amount to the holders of the same asset as of " + payoutDate;
    }
}
