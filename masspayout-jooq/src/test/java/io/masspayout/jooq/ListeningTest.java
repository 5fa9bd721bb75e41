package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.masspayout.contract.AtOnce;
import io.masspayout.events.EventHandlers;
import io.masspayout.events.Listening;
import io.masspayout.ledger.EventPage;
import io.masspayout.ledger.EventSource;
import io.masspayout.ledger.LedgerEvent;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.model.EventListenerConfig;
import io.masspayout.model.EventPosition;
import io.masspayout.store.Act;
import io.masspayout.store.AuditEvent;
import io.masspayout.store.EventCounts;
import io.masspayout.store.Page;
import io.masspayout.store.PageRequest;
import io.masspayout.store.ParkedEvent;
import io.masspayout.store.StoreUnavailableException;
import io.masspayout.validation.InvalidRequestException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events are handled once, in order, in the transaction that moves the cursor; nothing that happens to one keeps the others waiting. */
class ListeningTest {

    private static final String CONTRACT = "0.0.5005";
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private static StoreSchema schema;
    private final JooqPayoutStore store = schema.store();
    private final Script script = new Script();

    @BeforeAll
    static void migrate() {
        schema = new StoreSchema();
        TestDatabase.execute("CREATE TABLE " + schema.name()
                + ".seen (seq BIGINT GENERATED ALWAYS AS IDENTITY, event_timestamp BIGINT, event_index INT)");
    }

    @AfterAll
    static void drop() {
        schema.drop();
    }

    @BeforeEach
    void listen() {
        schema.clear();
        TestDatabase.execute("TRUNCATE " + schema.name() + ".seen, " + schema.name() + ".parked_event");
        store.setListener(CONTRACT, true, new EventPosition(0, 0), new Act("test", "", NOW));
    }

    /** A ledger that tells what it is told to, in pages of a size, and sometimes nothing. */
    private static final class Script implements EventSource {

        final List<LedgerEvent> events = new ArrayList<>();
        int pageSize = MAX_EVENTS_PER_PAGE;
        boolean down;

        void add(long timestamp, int index, String type) {
            events.add(new LedgerEvent(
                    CONTRACT,
                    new EventPosition(timestamp, index),
                    type,
                    "tx " + timestamp,
                    Map.of("name", "a\u0000b")));
        }

        @Override
        public EventPage events(String contractId, EventPosition after, int limit) {
            if (down) {
                throw new LedgerUnavailableException("the mirror node is down", null);
            }
            List<LedgerEvent> next = events.stream()
                    .filter(event -> event.position().isAfter(after))
                    .limit(Math.min(pageSize, limit))
                    .toList();
            EventPosition readTo =
                    next.isEmpty() ? after : next.get(next.size() - 1).position();
            boolean more = !events.isEmpty()
                    && events.get(events.size() - 1).position().isAfter(readTo);
            return new EventPage(next, readTo, more);
        }
    }

    private record Ping(EventPosition position) {}

    private EventHandlers handlers() {
        EventHandlers handlers = new EventHandlers();
        handlers.decode("PING", event -> new Ping(event.position()));
        handlers.decode("BROKEN", event -> {
            throw new IllegalArgumentException("topic 0x\u0000 cannot be read");
        });
        handlers.handle(
                Ping.class,
                (ping, raw, transaction) ->
                        insert(transaction.unwrap(Connection.class).orElseThrow(), ping.position()));
        return handlers;
    }

    private static void insert(Connection connection, EventPosition position) {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + schema.name() + ".seen (event_timestamp, event_index) VALUES (?, ?)")) {
            insert.setLong(1, position.timestamp());
            insert.setInt(2, position.index());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Listening listening(EventHandlers handlers) {
        return new Listening(store, script, handlers, InstantSource.fixed(NOW));
    }

    private Listening.CaughtUp catchUp() {
        return listening(handlers()).catchUp(listener(), 1_000);
    }

    private EventListenerConfig listener() {
        return store.listener(CONTRACT).orElseThrow();
    }

    private List<EventPosition> seen() {
        return schema.db()
                .fetch("SELECT event_timestamp, event_index FROM " + schema.name() + ".seen ORDER BY seq")
                .map(row -> new EventPosition(row.get(0, Long.class), row.get(1, Integer.class)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100})
    void manyEventsOfOneTimeAreAllHandledInOrder(int pageSize) {
        script.pageSize = pageSize;
        script.add(5, 0, "PING");
        IntStream.range(0, 300).forEach(index -> script.add(6, index, "PING"));
        script.add(7, 0, "PING");

        assertThat(catchUp().counts()).isEqualTo(new EventCounts(302, 0, 0));

        assertThat(seen()).hasSize(302).isSorted();
        assertThat(catchUp().counts()).as("again").isEqualTo(EventCounts.NONE);
        assertThat(listener().lastProcessed()).isEqualTo(new EventPosition(7, 0));
        assertThat(listener().handled()).isEqualTo(302);
    }

    @Test
    void whatNobodyKnowsIsSkippedAndCounted() {
        script.add(1, 0, "APPROVAL");
        script.add(2, 0, "PING");

        assertThat(catchUp().counts()).isEqualTo(new EventCounts(1, 1, 0));
        assertThat(listener().skipped()).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadIsSetAsideWithItsReason() {
        script.add(1, 0, "BROKEN");
        script.add(2, 0, "PING");

        assertThat(catchUp().counts()).isEqualTo(new EventCounts(1, 0, 1));

        ParkedEvent parked =
                store.parkedEvents(CONTRACT, PageRequest.first(10)).items().get(0);
        assertThat(parked.reason()).isEqualTo("topic 0x\\u0000 cannot be read");
        assertThat(parked.event().position()).isEqualTo(new EventPosition(1, 0));
        assertThat(parked.event().attributes()).isEqualTo(Map.of("name", "a\\u0000b"));
        assertThat(parked.attempts()).isEqualTo(1);
    }

    @Test
    void whatAHandlerWroteThatFailedIsUndone() {
        script.add(1, 0, "PING");
        script.add(2, 0, "PING");
        EventHandlers handlers = handlers();
        handlers.handle(Ping.class, (ping, raw, transaction) -> {
            if (ping.position().timestamp() == 1) {
                throw new IllegalStateException("the second handler says no");
            }
        });

        listening(handlers).catchUp(listener(), 10);

        assertThat(seen()).containsExactly(new EventPosition(2, 0));
        assertThat(store.parkedEvents(CONTRACT, PageRequest.first(10)).items())
                .extracting(ParkedEvent::reason)
                .containsExactly("the second handler says no");
    }

    @Test
    void aParkedEventIsHandledOnceItsCauseIsMended() {
        script.add(1, 0, "BROKEN");
        catchUp();
        ParkedEvent parked =
                store.parkedEvents(CONTRACT, PageRequest.first(10)).items().get(0);

        assertThat(store.handleParked(parked.id(), handlers(), NOW))
                .as("still broken")
                .isFalse();
        EventHandlers mended = handlers();
        mended.decode("BROKEN", event -> new Ping(event.position()));
        assertThat(store.handleParked(parked.id(), mended, NOW)).isTrue();

        assertThat(seen()).containsExactly(new EventPosition(1, 0));
        assertThat(store.parkedEvents(CONTRACT, PageRequest.first(10)).items()).isEmpty();
        assertThatThrownBy(() -> store.handleParked(parked.id(), mended, NOW)).hasMessageContaining("parked event");
    }

    @Test
    void anOutageOfTheLedgerIsNotedAndLosesNothing() {
        script.add(1, 0, "PING");
        script.down = true;

        assertThat(catchUp().trouble()).contains("the mirror node is down");
        assertThat(listener().lastError()).isEqualTo("the mirror node is down");
        script.down = false;

        assertThat(catchUp().counts().handled()).isEqualTo(1);
        assertThat(listener().lastError()).isNull();
    }

    @Test
    void troubleWithTheDatabaseIsNoFaultOfTheEvent() {
        script.add(1, 0, "PING");
        script.add(2, 0, "PING");
        EventHandlers handlers = handlers();
        handlers.handle(Ping.class, (ping, raw, transaction) -> {
            if (ping.position().timestamp() == 2) {
                throw new StoreUnavailableException("the connection broke", null);
            }
        });

        assertThatThrownBy(() -> listening(handlers).catchUp(listener(), 10))
                .isInstanceOf(StoreUnavailableException.class);

        assertThat(seen()).as("the page is undone as a whole").isEmpty();
        assertThat(listener().lastProcessed()).isEqualTo(new EventPosition(0, 0));
        assertThat(catchUp().counts().handled()).isEqualTo(2);
    }

    @Test
    void aDisabledListenerHandlesNothingAndGoesOnWhereItWasLeft() {
        script.add(1, 0, "PING");
        store.setListener(CONTRACT, false, null, new Act("test", "", NOW));

        assertThat(catchUp().counts()).isEqualTo(EventCounts.NONE);
        store.setListener(CONTRACT, true, new EventPosition(9, 9), new Act("test", "", NOW));

        assertThat(catchUp().counts().handled()).isEqualTo(1);
    }

    @Test
    void switchingAListenerIsAuditedAndItsCursorStays() {
        Act act = new Act("operator", "as planned", NOW);
        script.add(5, 1, "PING");
        catchUp();

        EventListenerConfig switched = store.setListener(CONTRACT, false, new EventPosition(9, 9), act);
        store.setListener(CONTRACT, false, null, act);
        store.setListener("0.0.1000", true, null, act);

        assertThat(switched.enabled()).isFalse();
        assertThat(switched.lastProcessed()).isEqualTo(new EventPosition(5, 1));
        assertThat(store.listener("0.0.901")).isEmpty();
        Page<EventListenerConfig> first = store.listeners(PageRequest.first(1));
        assertThat(first.items()).extracting(EventListenerConfig::contractId).containsExactly("0.0.1000");
        assertThat(store.listeners(PageRequest.first(1).after(first.next().orElseThrow()))
                        .items())
                .extracting(EventListenerConfig::contractId)
                .containsExactly(CONTRACT);
        assertThat(store.audit("listener", CONTRACT, PageRequest.first(10)).items())
                .extracting(AuditEvent::from, AuditEvent::to, AuditEvent::who)
                .containsExactly(tuple(null, "ENABLED", "test"), tuple("ENABLED", "DISABLED", "operator"));
        assertThatThrownBy(() -> store.setListener(" ", true, null, act)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void theCursorNeverGoesBack() {
        script.add(5, 3, "PING");
        catchUp();

        assertThatThrownBy(() -> TestDatabase.execute(
                        "UPDATE " + schema.name() + ".blockchain_event_listener_config SET last_processed_index = 2"))
                .hasMessageContaining("its cursor never goes back");
    }

    @Test
    void severalListenersAtOnceHandleEachEventOnce() throws Exception {
        script.pageSize = 10;
        IntStream.range(0, 2_000).forEach(i -> script.add(1 + i / 30, i % 30, "PING"));

        // Who comes second leaves, and comes again until everything is read.
        AtOnce.times(4, () -> {
            while (listener().handled() < 2_000) {
                catchUp();
            }
            return true;
        });

        assertThat(seen()).hasSize(2_000).isSorted().doesNotHaveDuplicates();
    }

    /** A random history, read in random pages by a listener that is disturbed at random, and looked at after each call. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theCursorNeverMovesPastAnUnhandledEvent(long seed) {
        Random dice = new Random(seed);
        String[] types = {"PING", "PING", "PING", "BROKEN", "UNKNOWN", "FLAKY"};
        EventHandlers handlers = handlers();
        handlers.decode("FLAKY", event -> {
            if (dice.nextInt(3) == 0) {
                throw new StoreUnavailableException("the connection broke", null);
            }
            return new Ping(event.position());
        });
        long timestamp = 1;
        int index = 0;
        int calls = 0;
        while (script.events.size() < 150 || !allRead()) {
            for (int arrived = dice.nextInt(8); arrived > 0 && script.events.size() < 150; arrived--) {
                boolean sameTime = dice.nextInt(3) > 0;
                index = sameTime ? index + 1 : 0;
                timestamp = sameTime ? timestamp : timestamp + 1 + dice.nextInt(5);
                script.add(timestamp, index, types[dice.nextInt(types.length)]);
            }
            script.pageSize = 1 + dice.nextInt(6);
            script.down = dice.nextInt(4) == 0;
            try {
                listening(handlers).catchUp(listener(), 1 + dice.nextInt(3));
            } catch (StoreUnavailableException expected) {
                calls++;
            }
            assertEverythingUpToTheCursorIsDealtWith();
        }
        assertThat(calls).as("pages that broke").isPositive();
        assertThat(listener().handled()).isEqualTo(seen().size());
    }

    private boolean allRead() {
        return script.events
                .get(script.events.size() - 1)
                .position()
                .equals(listener().lastProcessed());
    }

    private void assertEverythingUpToTheCursorIsDealtWith() {
        EventPosition cursor = Objects.requireNonNull(listener().lastProcessed());
        List<EventPosition> upTo = new ArrayList<>();
        long unknown = 0;
        for (LedgerEvent event : script.events) {
            if (!event.position().isAfter(cursor)) {
                upTo.add(event.position());
                unknown += event.type().equals("UNKNOWN") ? 1 : 0;
            }
        }
        List<EventPosition> dealtWith = new ArrayList<>(seen());
        assertThat(dealtWith).as("handled, in order").isSorted().doesNotHaveDuplicates();
        store.parkedEvents(CONTRACT, PageRequest.first(PageRequest.MAX_LIMIT))
                .items()
                .forEach(parked -> dealtWith.add(parked.event().position()));
        script.events.stream()
                .filter(event ->
                        event.type().equals("UNKNOWN") && !event.position().isAfter(cursor))
                .forEach(event -> dealtWith.add(event.position()));
        assertThat(dealtWith).as("handled, parked or skipped").containsExactlyInAnyOrderElementsOf(upTo);
        assertThat(listener().skipped()).isEqualTo(unknown);
    }
}
