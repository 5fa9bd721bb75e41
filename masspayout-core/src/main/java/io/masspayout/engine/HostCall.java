package io.masspayout.engine;

import io.masspayout.bulkhead.Breakage;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One call of signer or ledger, made once, by the thread that begins it first: one of the host's executor, or the thread of the run. Whatever the
 * call throws becomes its answer.
 */
final class HostCall implements Runnable {

    private final Runnable call;
    private final Consumer<Throwable> onProblem;
    private final Instant since;
    private final AtomicBoolean begun = new AtomicBoolean();

    HostCall(Runnable call, Consumer<Throwable> onProblem, Instant since) {
        this.call = call;
        this.onProblem = onProblem;
        this.since = since;
    }

    boolean isBegun() {
        return begun.get();
    }

    /** When it was to be made, by the host's clock. */
    Instant since() {
        return since;
    }

    @Override
    public void run() {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        try {
            call.run();
        } catch (Throwable problem) {
            // The run must not wait for an answer that will never come. Only of a broken JVM the thread's owner hears,
            // too.
            onProblem.accept(problem);
            Breakage.throwIfOfTheJvm(problem);
        }
    }
}
