package io.masspayout.engine;

import io.masspayout.bulkhead.Breakage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the calls of one run made by the host's executor, and loses none of them. An executor may refuse calls, because its queue is full or the host
 * has shut it down, and it may drop calls that it has accepted. A refused call is kept and offered again when an answer has come; as long as
 * there is none, the thread of the run makes it. So an executor that refuses everything slows a run down to one call at a time, and stops nothing.
 * Belongs to one run; not thread-safe.
 */
final class HostExecutor {

    /**
     * The thread of the run makes a call itself that the executor has accepted and not begun for so long: the executor has dropped it, or
     * its threads are all waiting for runs like this one.
     */
    private static final Duration BEGUN_WITHIN = Duration.ofSeconds(20);

    private static final Logger log = LoggerFactory.getLogger(HostExecutor.class);

    private final Executor executor;
    private final InstantSource clock;
    private final Deque<HostCall> refused = new ArrayDeque<>();
    private final Deque<HostCall> accepted = new ArrayDeque<>();

    HostExecutor(Executor executor, InstantSource clock) {
        this.executor = executor;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    void make(HostCall call) {
        if (!refused.isEmpty() || !accepts(call)) {
            refused.add(call);
        }
    }

    /** Offers again what was refused, in its order, until something is refused again. */
    void offerAgain() {
        while (!refused.isEmpty() && accepts(refused.element())) {
            refused.remove();
        }
    }

    /**
     * Makes one call in this thread, if there is one that the executor does not make: it has refused the call, or accepted it long ago without
     * beginning it.
     *
     * @return whether there was one
     */
    boolean makeOneHere() {
        Optional<HostCall> next = Optional.ofNullable(refused.poll()).or(this::overdue);
        next.ifPresent(HostCall::run);
        return next.isPresent();
    }

    private Optional<HostCall> overdue() {
        while (!accepted.isEmpty() && accepted.element().isBegun()) {
            accepted.remove();
        }
        if (accepted.isEmpty() || accepted.element().since().plus(BEGUN_WITHIN).isAfter(now())) {
            return Optional.empty();
        }
        log.warn(
                "the executor has not begun a call for {} s; the thread of the payout makes it",
                BEGUN_WITHIN.toSeconds());
        return Optional.of(accepted.remove());
    }

    private boolean accepts(HostCall call) {
        try {
            executor.execute(call);
        } catch (RejectedExecutionException e) {
            return call.isBegun();
        } catch (Throwable e) {
            // The executor is the host's code, and may throw anything. Where it has begun the call all the same, the
            // call has its answer.
            Breakage.throwIfOfTheJvm(e);
            log.warn("the executor failed; the thread of the payout makes the call", Breakage.loggable(e));
            return call.isBegun();
        }
        if (!call.isBegun()) {
            accepted.add(call);
        }
        return true;
    }
}
