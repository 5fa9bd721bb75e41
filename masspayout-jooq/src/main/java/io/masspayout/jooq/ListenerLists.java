package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BLOCKCHAIN_EVENT_LISTENER_CONFIG;
import static io.masspayout.jooq.schema.Tables.PARKED_EVENT;

import io.masspayout.jooq.schema.tables.BlockchainEventListenerConfig;
import io.masspayout.jooq.schema.tables.records.BlockchainEventListenerConfigRecord;
import io.masspayout.model.EventListenerConfig;
import io.masspayout.model.EventPosition;
import io.masspayout.store.Page;
import io.masspayout.store.PageRequest;
import io.masspayout.store.ParkedEvent;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Lists of listeners, and of the events that were set aside. */
final class ListenerLists {

    private static final BlockchainEventListenerConfig LISTENER = BLOCKCHAIN_EVENT_LISTENER_CONFIG;

    /** The request's column has the database's collation; lists are ordered bytewise everywhere. */
    private static final Field<String> CONTRACT = LISTENER.CONTRACT_ID.collate(DSL.name("C"));

    private static final PageCursor<String> LISTENERS = PageCursor.byText("listeners");
    private static final PageCursor<EventPosition> PARKED = PageCursor.byPosition("parked events");

    private final Transactions transactions;

    ListenerLists(Transactions transactions) {
        this.transactions = transactions;
    }

    Page<EventListenerConfig> listeners(PageRequest page) {
        List<BlockchainEventListenerConfigRecord> rows = transactions.read(db -> db.selectFrom(LISTENER)
                .where(LISTENERS.key(page).<Condition>map(CONTRACT::gt).orElse(DSL.noCondition()))
                .orderBy(CONTRACT)
                .limit(page.limit() + 1)
                .fetch());
        return PostgresQueries.page(rows, page, ListenerRows::listener, last -> LISTENERS.behind(last.getContractId()));
    }

    Optional<EventListenerConfig> listener(String contractId) {
        return transactions
                .read(db -> db.fetchOptional(LISTENER, LISTENER.CONTRACT_ID.eq(contractId)))
                .map(ListenerRows::listener);
    }

    Page<ParkedEvent> parkedEvents(String contractId, PageRequest page) {
        var position = DSL.row(PARKED_EVENT.EVENT_TIMESTAMP, PARKED_EVENT.EVENT_INDEX);
        List<? extends Record> rows = transactions.read(db -> db.select(PARKED_EVENT.fields())
                .select(ParkedEvents.NAMES, ParkedEvents.VALUES)
                .from(PARKED_EVENT)
                .where(PARKED_EVENT.CONTRACT_ID.eq(contractId))
                .and(PARKED_EVENT.HANDLED_AT.isNull())
                .and(PARKED.key(page)
                        .<Condition>map(last -> position.gt(last.timestamp(), last.index()))
                        .orElse(DSL.noCondition()))
                .orderBy(PARKED_EVENT.EVENT_TIMESTAMP, PARKED_EVENT.EVENT_INDEX)
                .limit(page.limit() + 1)
                .fetch());
        return PostgresQueries.page(
                rows,
                page,
                ParkedEvents::parkedEvent,
                last -> PARKED.behind(
                        new EventPosition(last.get(PARKED_EVENT.EVENT_TIMESTAMP), last.get(PARKED_EVENT.EVENT_INDEX))));
    }
}
