package io.masspayout.campaign;

import io.masspayout.model.EventPosition;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What is due and not done, in plain SQL. */
final class YearBooks {

    private static final String DUE = """
        SELECT id || ' ' || execution_type || ' ' || idempotency_key || ' is ' || status || ', due at '
            || coalesce(scheduled_time, next_occurrence_at) || coalesce(', ' || start_failure, '')
        FROM distribution
        WHERE execution_type = 'SCHEDULED' AND status IN ('PENDING', 'PROCESSING') AND scheduled_time <= ?
           OR next_occurrence_at <= ?
        ORDER BY 1
        """;

    private static final String BEHIND = """
        SELECT 'listener ' || contract_id || ' is at ' || last_processed_timestamp || coalesce(': ' || last_error, '')
        FROM blockchain_event_listener_config
        WHERE enabled AND contract_id = ? AND (last_processed_timestamp, last_processed_index) < (?, ?)
        """;

    private final Books books;

    YearBooks(DataSource dataSource) {
        this.books = new Books(dataSource);
    }

    /** What is due and not done, each in words. */
    List<String> open(Instant now) {
        OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
        return books.lines(DUE, time, time);
    }

    /** Whether listeners have seen all that was deposited, and nothing is left to do. */
    boolean isQuiet(Instant now, Map<String, EventPosition> deposits) {
        return deposits.entrySet().stream()
                        .allMatch(last -> books.lines(
                                        BEHIND,
                                        last.getKey(),
                                        last.getValue().timestamp(),
                                        last.getValue().index())
                                .isEmpty())
                && open(now).isEmpty();
    }

    /** Grows as long as anything moves. */
    String progress() {
        return books.lines("SELECT (SELECT count(*) FROM audit_event) || ' ' || (SELECT count(*) FROM distribution)")
                .get(0);
    }
}
