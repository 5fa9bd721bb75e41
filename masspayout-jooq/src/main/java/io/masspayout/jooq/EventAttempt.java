package io.masspayout.jooq;

import io.masspayout.bulkhead.Breakage;
import io.masspayout.ledger.LedgerEvent;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.store.EventTransaction;
import io.masspayout.store.EventWork;
import io.masspayout.store.PayoutStore;
import io.masspayout.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Handles one event within a transaction: what a handler wrote that failed is undone, and nothing else. */
final class EventAttempt {

    /**
     * A lost race or a lock that a handler could not get passes by itself, so its event is tried again with its page. An event that has met the
     * same in so many tries keeps all that come after it waiting, and is parked.
     */
    static final int TRIES_OF_A_PAGE = 3;

    /** in_failed_sql_transaction */
    private static final String ABORTED = "25P02";

    private final Function<Connection, PayoutStore> joining;

    EventAttempt(Function<Connection, PayoutStore> joining) {
        this.joining = joining;
    }

    /**
     * How the looks of a listener have ended so far.
     *
     * @param failures how many have failed in a row
     * @param lastError of the last one
     */
    record Before(int failures, @Nullable String lastError) {

        static final Before NOTHING = new Before(0, null);

        boolean isLastTry(String reason) {
            return failures + 1 >= TRIES_OF_A_PAGE && Texts.storable(reason).equals(lastError);
        }
    }

    /**
     * How it went.
     *
     * @param trouble why it could not be handled
     */
    record Result(boolean handled, Optional<String> trouble) {}

    /**
     * Handles an event.
     *
     * @param before how the looks of its listener have ended so far
     */
    Result make(DSLContext db, LedgerEvent event, EventWork work, Before before) {
        return db.connectionResult(connection -> {
            Savepoint start = connection.setSavepoint();
            try {
                boolean handled = work.handle(event, new Within(connection, joining.apply(connection)));
                connection.releaseSavepoint(start);
                return new Result(handled, Optional.empty());
            } catch (LedgerUnavailableException e) {
                // Not the event's fault: it is tried again with its page.
                throw e;
            } catch (StoreUnavailableException e) {
                if (!before.isLastTry(Breakage.reason(e))) {
                    throw e;
                }
                return undone(connection, start, e);
            } catch (Throwable e) {
                Breakage.throwIfOfTheJvm(e);
                return undone(connection, start, e);
            }
        });
    }

    /** Fails only where the connection is broken, which is then not the event's own trouble. */
    private static Result undone(Connection connection, Savepoint start, Throwable why) throws SQLException {
        connection.rollback(start);
        return new Result(false, Optional.of(reason(why)));
    }

    private static String reason(Throwable why) {
        boolean aborted = why instanceof SQLException refused && ABORTED.equals(refused.getSQLState());
        return aborted
                ? "the handler caught an SQLException and went on, but the database undoes everything after a failed statement;"
                        + " let the exception out of the handler"
                : Breakage.reason(why);
    }

    private record Within(Connection connection, PayoutStore store) implements EventTransaction {

        @Override
        public <T> Optional<T> unwrap(Class<T> type) {
            return type.isInstance(connection) ? Optional.of(type.cast(connection)) : Optional.empty();
        }
    }
}
