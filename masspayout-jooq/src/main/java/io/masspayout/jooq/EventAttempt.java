package io.masspayout.jooq;

import io.masspayout.ledger.LedgerEvent;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.store.EventTransaction;
import io.masspayout.store.EventWork;
import io.masspayout.store.PayoutStore;
import io.masspayout.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.Savepoint;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;

/** Handles one event within a transaction: what a handler wrote that failed is undone, and nothing else. */
final class EventAttempt {

    private final Function<Connection, PayoutStore> joining;

    EventAttempt(Function<Connection, PayoutStore> joining) {
        this.joining = joining;
    }

    /**
     * How it went.
     *
     * @param trouble why it could not be handled
     */
    record Result(boolean handled, Optional<String> trouble) {}

    Result make(DSLContext db, LedgerEvent event, EventWork work) {
        return db.connectionResult(connection -> {
            Savepoint before = connection.setSavepoint();
            try {
                boolean handled = work.handle(event, new Within(connection, joining.apply(connection)));
                connection.releaseSavepoint(before);
                return new Result(handled, Optional.empty());
            } catch (StoreUnavailableException | LedgerUnavailableException e) {
                // Not the event's fault: it is tried again with its page.
                throw e;
            } catch (RuntimeException e) {
                connection.rollback(before);
                return new Result(false, Optional.of(e.getMessage() == null ? e.toString() : e.getMessage()));
            }
        });
    }

    private record Within(Connection connection, PayoutStore store) implements EventTransaction {

        @Override
        public <T> Optional<T> unwrap(Class<T> type) {
            return type.isInstance(connection) ? Optional.of(type.cast(connection)) : Optional.empty();
        }
    }
}
