package io.masspayout.engine;

import io.masspayout.ledger.Signed;
import io.masspayout.model.Failure;
import io.masspayout.store.Postponement;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** How long a batch waits that could not be brought to its end now. Pure but for the dice. */
final class Backoff {

    /** At the very end of the window a transaction may still take effect. */
    private static final Duration PAST_THE_WINDOW = Duration.ofMillis(1);

    private final RetryPolicy retries;
    private final RandomGenerator random;

    Backoff(RetryPolicy retries, RandomGenerator random) {
        this.retries = retries;
        this.random = random;
    }

    /** Before a batch is taken up again: the more often it was sent, the longer. */
    Postponement takeUpAgain(BatchWork work, Failure failure, Instant now) {
        return new Postponement(work.id(), now.plus(retries.delay(failure.code(), work.sends(), random)), failure);
    }

    /**
     * Before the ledger is asked again what became of a send: the same, but not beyond the end of the window, when the ledger can say that
     * the id is dead. From then on only its lag is waited for; the longer waits are there to spare sends.
     */
    Postponement askAgain(BatchWork work, Signed sent, Failure failure, Instant now) {
        if (now.isAfter(sent.validUntil())) {
            return new Postponement(work.id(), now.plus(retries.delay(failure.code(), 0, random)), failure);
        }
        Postponement later = takeUpAgain(work, failure, now);
        Instant closed = sent.validUntil().plus(PAST_THE_WINDOW);
        return later.notBefore().isAfter(closed) ? new Postponement(work.id(), closed, failure) : later;
    }
}
