package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.BLOCKCHAIN_EVENT_LISTENER_CONFIG;

import io.masspayout.bulkhead.NextTry;
import io.masspayout.jooq.Audit.Change;
import io.masspayout.jooq.schema.tables.BlockchainEventListenerConfig;
import io.masspayout.jooq.schema.tables.records.BlockchainEventListenerConfigRecord;
import io.masspayout.ledger.EventPage;
import io.masspayout.ledger.LedgerEvent;
import io.masspayout.model.AccountId;
import io.masspayout.model.EventListenerConfig;
import io.masspayout.model.EventPosition;
import io.masspayout.model.IdSource;
import io.masspayout.store.Act;
import io.masspayout.store.EventCounts;
import io.masspayout.store.EventWork;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.PayoutStore;
import io.masspayout.validation.Faults;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Listeners and their cursors. Whoever handles a page holds the listener's row: a page is handled, and the cursor moved, by one at a time, in
 * one transaction.
 */
final class ListenerVerbs {

    private static final BlockchainEventListenerConfig LISTENER = BLOCKCHAIN_EVENT_LISTENER_CONFIG;

    private final Transactions transactions;
    private final IdSource ids;
    private final Audit audit;
    private final ParkedEvents parked;
    private final EventAttempt attempt;

    ListenerVerbs(Transactions transactions, IdSource ids, Audit audit, Function<Connection, PayoutStore> joining) {
        this.transactions = transactions;
        this.ids = ids;
        this.audit = audit;
        this.parked = new ParkedEvents(ids);
        this.attempt = new EventAttempt(joining);
    }

    EventListenerConfig setListener(String contractId, boolean enabled, @Nullable EventPosition from, Act act) {
        Faults faults = Faults.of("listener");
        faults.check(
                !contractId.isBlank() && contractId.length() <= AccountId.MAX_LENGTH,
                "contractId",
                contractId,
                "must have 1 to " + AccountId.MAX_LENGTH + " characters");
        faults.check(
                contractId.chars().noneMatch(ListenerVerbs::isBlankOrControl),
                "contractId",
                contractId,
                "must be the canonical id, without blanks and control characters; leave them out");
        faults.text("contractId", contractId, AccountId.MAX_LENGTH).throwIfAny();
        UUID id = ids.next();
        return transactions.run(db -> {
            ExactTexts.of(db, "listener").text("contractId", contractId).throwIfAny();
            Optional<Boolean> before = db.select(LISTENER.ENABLED)
                    .from(LISTENER)
                    .where(LISTENER.CONTRACT_ID.eq(contractId))
                    .forUpdate()
                    .fetchOptional(LISTENER.ENABLED);
            if (before.isEmpty() || before.get() != enabled) {
                String was = before.map(ListenerVerbs::state).orElse(null);
                audit.write(db, act, new Change("listener", contractId, "switched", was, state(enabled), act.why()));
            }
            return ListenerRows.listener(db.insertInto(LISTENER)
                    .set(ListenerRows.fresh(id, contractId, enabled, from, act.at()))
                    .onConflict(LISTENER.CONTRACT_ID)
                    .doUpdate()
                    .set(LISTENER.ENABLED, enabled)
                    // A person has looked: the next call tries again at once.
                    .set(LISTENER.FAILURES, 0)
                    .setNull(LISTENER.NEXT_POLL_AT)
                    .set(LISTENER.UPDATED_AT, act.at())
                    .returning()
                    .fetchSingle());
        });
    }

    // The ledger would be asked for exactly this text, and answers to no text with a blank in it.
    private static boolean isBlankOrControl(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character);
    }

    private static String state(boolean enabled) {
        return enabled ? "ENABLED" : "DISABLED";
    }

    List<EventListenerConfig> dueListeners(Instant now, int limit) {
        return transactions.run(db -> db.selectFrom(LISTENER)
                .where(LISTENER.ENABLED)
                .and(LISTENER.NEXT_POLL_AT.isNull().or(LISTENER.NEXT_POLL_AT.le(now)))
                .orderBy(LISTENER.POLLED_AT.asc().nullsFirst(), LISTENER.CONTRACT_ID)
                .limit(limit)
                .fetch(ListenerRows::listener));
    }

    void polled(String contractId, @Nullable String error, Instant now) {
        transactions.run(db -> {
            int failures = db.select(LISTENER.FAILURES)
                    .from(LISTENER)
                    .where(LISTENER.CONTRACT_ID.eq(contractId))
                    .forNoKeyUpdate()
                    .fetchOptional(LISTENER.FAILURES)
                    .orElseThrow(() -> new NotFoundException("listener", contractId));
            return db.update(LISTENER)
                    .set(LISTENER.LAST_ERROR, error == null ? null : Texts.storable(error))
                    .set(LISTENER.FAILURES, error == null ? 0 : failures + 1)
                    .set(LISTENER.NEXT_POLL_AT, error == null ? null : NextTry.after(failures + 1, now))
                    .set(LISTENER.POLLED_AT, now)
                    .where(LISTENER.CONTRACT_ID.eq(contractId))
                    .execute();
        });
    }

    Optional<EventCounts> handle(EventListenerConfig seen, EventPage page, EventWork work, Instant now) {
        return transactions.run(db -> {
            // Whoever is at it goes on; waiting for it would only find the cursor moved.
            Optional<BlockchainEventListenerConfigRecord> held = db.selectFrom(LISTENER)
                    .where(LISTENER.CONTRACT_ID.eq(seen.contractId()))
                    .and(LISTENER.ENABLED)
                    .and(stillAt(seen.lastProcessed()))
                    .forUpdate()
                    .skipLocked()
                    .fetchOptional();
            if (held.isEmpty()) {
                return Optional.empty();
            }
            EventAttempt.Before before =
                    new EventAttempt.Before(held.get().getFailures(), held.get().getLastError());
            EventCounts counts = EventCounts.NONE;
            for (LedgerEvent event : page.events()) {
                counts = counts.plus(outcome(db, event, work, before, now));
            }
            db.update(LISTENER)
                    .set(LISTENER.LAST_PROCESSED_TIMESTAMP, page.readTo().timestamp())
                    .set(LISTENER.LAST_PROCESSED_INDEX, page.readTo().index())
                    .set(LISTENER.HANDLED_EVENTS, LISTENER.HANDLED_EVENTS.plus(counts.handled()))
                    .set(LISTENER.SKIPPED_EVENTS, LISTENER.SKIPPED_EVENTS.plus(counts.skipped()))
                    .set(LISTENER.PARKED_EVENTS, LISTENER.PARKED_EVENTS.plus(counts.parked()))
                    .setNull(LISTENER.LAST_ERROR)
                    .set(LISTENER.FAILURES, 0)
                    .setNull(LISTENER.NEXT_POLL_AT)
                    .set(LISTENER.POLLED_AT, now)
                    .set(LISTENER.UPDATED_AT, now)
                    .where(LISTENER.ID.eq(held.get().getId()))
                    .execute();
            return Optional.of(counts);
        });
    }

    private static Condition stillAt(@Nullable EventPosition position) {
        return position == null
                ? LISTENER.LAST_PROCESSED_TIMESTAMP.isNull()
                : LISTENER.LAST_PROCESSED_TIMESTAMP
                        .eq(position.timestamp())
                        .and(LISTENER.LAST_PROCESSED_INDEX.eq(position.index()));
    }

    private EventCounts outcome(
            DSLContext db, LedgerEvent event, EventWork work, EventAttempt.Before before, Instant now) {
        EventAttempt.Result result = attempt.make(db, event, work, before);
        if (result.trouble().isPresent()) {
            parked.park(db, event, result.trouble().get(), now);
            return new EventCounts(0, 0, 1);
        }
        return result.handled() ? new EventCounts(1, 0, 0) : new EventCounts(0, 1, 0);
    }

    boolean handleParked(UUID id, EventWork work, Instant now) {
        return transactions.run(db -> {
            if (!parked.isOpen(db, id)) {
                throw new NotFoundException("parked event", id);
            }
            Optional<LedgerEvent> event = parked.take(db, id);
            if (event.isEmpty()) {
                return false;
            }
            EventAttempt.Result result = attempt.make(db, event.get(), work, EventAttempt.Before.NOTHING);
            Optional<String> trouble = result.handled()
                    ? Optional.empty()
                    : Optional.of(result.trouble()
                            .orElse("nobody handles events of type "
                                    + event.get().type()));
            parked.tried(db, id, trouble, now);
            return trouble.isEmpty();
        });
    }

    /** Makes sure that somebody listens, from a moment on if nobody did so far. One that a person has disabled stays so. */
    static void listen(DSLContext db, UUID id, AccountId account, Instant from) {
        db.insertInto(LISTENER)
                .set(ListenerRows.fresh(id, account.value(), true, EventPosition.before(from), from))
                .onConflict(LISTENER.CONTRACT_ID)
                .doNothing()
                .execute();
    }
}
