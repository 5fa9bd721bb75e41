package io.masspayout.bulkhead;

import io.masspayout.store.StoreUnavailableException;
import java.util.Optional;

/**
 * Runs units of work one by one, so that one that fails harms no other. Two kinds of failure come through and end the call: the JVM is broken
 * ({@link Breakage#isOfTheJvm}), or the database does not answer, without which nothing can be noted. Whether it answers is asked, not
 * guessed: a statement of one unit that took too long, or a lock that one unit could not get, is that unit's own failure. Safe for use by many
 * threads.
 */
public final class Bulkhead {

    private final Runnable databaseAnswers;

    /**
     * Bulkheads over one database.
     *
     * @param databaseAnswers a short query that throws when the database does not answer
     */
    public Bulkhead(Runnable databaseAnswers) {
        this.databaseAnswers = databaseAnswers;
    }

    /**
     * How a unit has failed.
     *
     * @param reason for a person to read
     * @param cause fit to be logged
     */
    public record Failed(String reason, Throwable cause) {}

    /**
     * Runs a unit.
     *
     * @return how it failed; empty when it did not
     * @throws StoreUnavailableException when the database does not answer any more
     */
    public Optional<Failed> run(Runnable unit) {
        try {
            unit.run();
            return Optional.empty();
        } catch (StoreUnavailableException e) {
            probe(e);
            return failed(e);
        } catch (Throwable e) {
            Breakage.throwIfOfTheJvm(e);
            return failed(e);
        }
    }

    private void probe(StoreUnavailableException cause) {
        try {
            databaseAnswers.run();
        } catch (RuntimeException stillSilent) {
            if (stillSilent != cause) {
                cause.addSuppressed(stillSilent);
            }
            throw cause;
        }
    }

    private static Optional<Failed> failed(Throwable e) {
        // Thrown past the compiler by code that catches nothing: the thread is still to stop.
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return Optional.of(new Failed(Breakage.reason(e), Breakage.loggable(e)));
    }
}
