package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.PARKED_EVENT;

import io.masspayout.jooq.internal.StoredText;
import io.masspayout.jooq.internal.StoredTexts;
import io.masspayout.ledger.LedgerEvent;
import io.masspayout.model.EventPosition;
import io.masspayout.model.IdSource;
import io.masspayout.store.ParkedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The rows of events that are set aside. */
final class ParkedEvents {

    /** Names and values of the attributes, as the library reads no JSON of its own. */
    static final Field<String[]> NAMES = DSL.field(
            "array(SELECT key FROM jsonb_each_text({0}) ORDER BY key)", String[].class, PARKED_EVENT.ATTRIBUTES);

    static final Field<String[]> VALUES = DSL.field(
            "array(SELECT value FROM jsonb_each_text({0}) ORDER BY key)", String[].class, PARKED_EVENT.ATTRIBUTES);

    private final IdSource ids;

    ParkedEvents(IdSource ids) {
        this.ids = ids;
    }

    void park(DSLContext db, LedgerEvent event, String reason, Instant now) {
        Map<String, String> attributes = new TreeMap<>(event.attributes());
        String[] names = attributes.keySet().stream().map(Texts::storable).toArray(String[]::new);
        String[] values = attributes.values().stream().map(Texts::storable).toArray(String[]::new);
        db.insertInto(PARKED_EVENT)
                .set(PARKED_EVENT.ID, ids.next())
                .set(PARKED_EVENT.CONTRACT_ID, event.contractId())
                .set(PARKED_EVENT.EVENT_TIMESTAMP, event.position().timestamp())
                .set(PARKED_EVENT.EVENT_INDEX, event.position().index())
                .set(PARKED_EVENT.TYPE, Texts.storable(event.type()))
                .set(PARKED_EVENT.TRANSACTION_ID, Texts.storable(event.transactionId()))
                .set(
                        PARKED_EVENT.ATTRIBUTES,
                        DSL.field(
                                "jsonb_object({0}, {1})",
                                SQLDataType.JSONB, StoredTexts.values(names), StoredTexts.values(values)))
                .set(PARKED_EVENT.REASON, Texts.storable(reason))
                .set(PARKED_EVENT.PARKED_AT, now)
                .execute();
    }

    boolean isOpen(DSLContext db, UUID id) {
        return db.fetchExists(PARKED_EVENT, PARKED_EVENT.ID.eq(id), PARKED_EVENT.HANDLED_AT.isNull());
    }

    /** The event, kept from others; empty when somebody has it. */
    Optional<LedgerEvent> take(DSLContext db, UUID id) {
        return db.select(PARKED_EVENT.fields())
                .select(NAMES, VALUES)
                .from(PARKED_EVENT)
                .where(PARKED_EVENT.ID.eq(id))
                .and(PARKED_EVENT.HANDLED_AT.isNull())
                .forUpdate()
                .skipLocked()
                .fetchOptional(ParkedEvents::event);
    }

    void tried(DSLContext db, UUID id, Optional<String> trouble, Instant now) {
        db.update(PARKED_EVENT)
                .set(PARKED_EVENT.ATTEMPTS, PARKED_EVENT.ATTEMPTS.plus(1))
                .set(
                        PARKED_EVENT.REASON,
                        trouble.<Field<String>>map(reason -> StoredText.value(Texts.storable(reason)))
                                .orElse(PARKED_EVENT.REASON))
                .set(PARKED_EVENT.HANDLED_AT, trouble.isEmpty() ? now : null)
                .where(PARKED_EVENT.ID.eq(id))
                .execute();
    }

    static ParkedEvent parkedEvent(Record row) {
        return new ParkedEvent(
                row.get(PARKED_EVENT.ID),
                event(row),
                row.get(PARKED_EVENT.REASON),
                row.get(PARKED_EVENT.ATTEMPTS),
                row.get(PARKED_EVENT.PARKED_AT));
    }

    private static LedgerEvent event(Record row) {
        Map<String, String> attributes = new TreeMap<>();
        List<String> names = List.of(row.get(NAMES));
        List<String> values = List.of(row.get(VALUES));
        for (int i = 0; i < names.size(); i++) {
            attributes.put(names.get(i), values.get(i));
        }
        return new LedgerEvent(
                row.get(PARKED_EVENT.CONTRACT_ID),
                new EventPosition(row.get(PARKED_EVENT.EVENT_TIMESTAMP), row.get(PARKED_EVENT.EVENT_INDEX)),
                row.get(PARKED_EVENT.TYPE),
                row.get(PARKED_EVENT.TRANSACTION_ID),
                attributes);
    }
}
