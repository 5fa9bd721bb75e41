package io.masspayout.testing;

import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.model.MassPayoutException;
import io.masspayout.store.StoreUnavailableException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a port's method may do instead of its work, within its contract or against it. */
public enum Misbehaviour {
    /** Throws what a defect throws. */
    THROWS_A_RUNTIME_EXCEPTION {
        @Override
        Object happen() {
            throw new IllegalStateException("a defect");
        }
    },
    /** Throws a checked exception past the compiler, as code in other languages of the JVM does. */
    THROWS_A_CHECKED_EXCEPTION {
        @Override
        Object happen() throws Throwable {
            throw new IOException("past the compiler");
        }
    },
    /** Throws an error that is none of the JVM's. */
    THROWS_AN_ERROR {
        @Override
        Object happen() {
            throw new AssertionError("an assertion of somebody else");
        }
    },
    /** Lacks a class, as after a deployment that went wrong. */
    LACKS_A_CLASS {
        @Override
        Object happen() {
            throw new NoClassDefFoundError("com/example/Missing");
        }
    },
    /** Recurses without end. */
    OVERFLOWS_THE_STACK {
        @Override
        Object happen() {
            throw new StackOverflowError();
        }
    },
    /** Says that the ledger does not answer. */
    SAYS_THE_LEDGER_IS_DOWN {
        @Override
        Object happen() {
            throw new LedgerUnavailableException("the ledger is down", null);
        }
    },
    /** Says that a database does not answer, be it another one or for one statement only. */
    SAYS_A_DATABASE_IS_DOWN {
        @Override
        Object happen() {
            throw new StoreUnavailableException("a database is down", new IOException("gone"));
        }
    },
    /** Throws an exception of the library. */
    THROWS_AN_EXCEPTION_OF_THE_LIBRARY {
        @Override
        Object happen() {
            throw new MassPayoutException("something of the library");
        }
    },
    /** Throws an exception that has no message. */
    THROWS_WITHOUT_A_MESSAGE {
        @Override
        Object happen() {
            throw new UnsupportedOperationException();
        }
    },
    /** Throws an exception whose message cannot be read. */
    THROWS_AN_UNREADABLE_MESSAGE {
        @Override
        Object happen() {
            throw new Unreadable();
        }
    },
    /** Returns {@code null}; where nothing is to be returned, it just does nothing. */
    RETURNS_NULL {
        @Override
        @Nullable
        Object happen() {
            return null;
        }
    },
    /** Returns a stage that fails; another method than one that returns a stage throws what the stage fails with. */
    FAILS_LATER {
        @Override
        CompletionStage<?> happen() {
            return CompletableFuture.failedFuture(new IllegalStateException("fails later"));
        }
    },
    /** Returns a stage that completes with {@code null}; another method than one that returns a stage returns {@code null} itself. */
    COMPLETES_WITH_NULL {
        @Override
        CompletionStage<?> happen() {
            return CompletableFuture.completedFuture(null);
        }
    };

    abstract @Nullable Object happen() throws Throwable;

    /** For a method that returns this type. */
    @Nullable
    Object happen(Class<?> returned) throws Throwable {
        Object outcome = happen();
        boolean fits = outcome == null || returned.isInstance(outcome);
        if (fits) {
            return outcome;
        }
        if (this == FAILS_LATER) {
            throw new IllegalStateException("fails at once");
        }
        return null;
    }

    private static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("not even the message");
        }
    }
}
