package io.masspayout.campaign;

import io.masspayout.events.EventHandler;
import io.masspayout.ledger.LedgerEvent;
import io.masspayout.store.EventTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A host's handler with a table of its own, in which every event that was handled leaves a row, and one that is handled twice leaves two. It
 * cannot stand some kinds of events.
 */
final class HostTable implements EventHandler<HostTable.Numbered> {

    static final String TABLE = "CREATE TABLE host_event (seq BIGSERIAL PRIMARY KEY, event_timestamp BIGINT NOT NULL,"
            + " event_index INT NOT NULL, number INT NOT NULL)";

    static final String REFUSAL = "the host does not want number ";

    /** What the decoder makes of an event that the host knows. */
    record Numbered(int value) {}

    /** What another decoder makes of events that nobody handles. */
    record Hearsay(String text) {}

    static Numbered read(LedgerEvent event) {
        String text = event.attributes().get(ScriptedMirror.NUMBER);
        if (text == null) {
            throw new IllegalArgumentException("no number in " + event.attributes());
        }
        return new Numbered(Integer.parseInt(text));
    }

    @Override
    public void handle(Numbered number, LedgerEvent raw, EventTransaction transaction) {
        Connection connection = transaction.unwrap(Connection.class).orElseThrow();
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO host_event (event_timestamp, event_index, number) VALUES (?, ?, ?)");
                Statement other = connection.createStatement()) {
            insert.setLong(1, raw.position().timestamp());
            insert.setInt(2, raw.position().index());
            insert.setInt(3, number.value());
            insert.executeUpdate();
            if (raw.type().equals(ScriptedEvent.Kind.BREAKS_SQL.name())) {
                other.execute("INSERT INTO host_event (seq) VALUES (1 / 0)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the host's table: " + e.getMessage(), e);
        }
        if (raw.type().equals(ScriptedEvent.Kind.REFUSED.name())) {
            throw new IllegalStateException(REFUSAL + number.value());
        }
    }
}
