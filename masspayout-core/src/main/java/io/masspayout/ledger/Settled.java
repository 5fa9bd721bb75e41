package io.masspayout.ledger;

import io.masspayout.storable.StorableInstant;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The transaction has ended on the ledger, well or badly, and nothing can change that.
 *
 * @param outcome for whom it took effect
 * @param at ledger time; where the answer does not carry it, the time at which the answer was read
 * @param fee what the ledger charged, in the smallest units of its native currency; {@code null} where unknown
 */
public record Settled(
        LedgerOutcome outcome, Instant at, @Nullable Long fee) implements Submission, Resolution {

    public Settled {
        Objects.requireNonNull(outcome, "outcome");
        at = StorableInstant.nearest(at);
    }

    @Override
    public <T> T match(
            Function<Settled, T> settled, Function<Refused, T> refused, Function<Submission.Unknown, T> unknown) {
        return settled.apply(this);
    }

    @Override
    public <T> T matchFate(
            Function<Settled, T> settled, Function<Dead, T> dead, Function<Resolution.Unknown, T> unknown) {
        return settled.apply(this);
    }
}
