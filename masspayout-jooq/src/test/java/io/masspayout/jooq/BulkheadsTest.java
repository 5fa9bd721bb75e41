package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.engine.Waiting;
import io.masspayout.model.Asset;
import io.masspayout.model.EventListenerConfig;
import io.masspayout.model.StartFailure;
import io.masspayout.processing.DueWork;
import io.masspayout.store.PageRequest;
import io.masspayout.store.ParkedEvent;
import io.masspayout.testing.LedgerFault;
import io.masspayout.testing.Misbehaviour;
import io.masspayout.validation.InvalidRequestException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every port that a host hands over does everything that it should not, one method after the other; all else is done. */
class BulkheadsTest {

    /** Methods of a gateway that {@code runDue} calls and that name what they are about. */
    private static final List<String> GATEWAY = List.of(
            "check",
            "screen",
            "allocate",
            "sign",
            "submit",
            "resolve",
            "resolveAccounts",
            "takeSnapshot",
            "holders",
            "changes",
            "events");

    private static StoreSchema schema;
    private BulkheadScene scene;

    @BeforeAll
    static void migrate() {
        schema = new StoreSchema();
    }

    @AfterAll
    static void drop() {
        schema.drop();
    }

    @BeforeEach
    void open() {
        schema.clear();
        TestDatabase.execute("TRUNCATE " + schema.name() + ".parked_event");
        scene = new BulkheadScene(schema.store());
    }

    static Stream<Arguments> everyMethodAndMisbehaviour() {
        return GATEWAY.stream()
                .flatMap(method -> Stream.of(Misbehaviour.values()).map(how -> Arguments.of(method, how)));
    }

    @ParameterizedTest
    @MethodSource("everyMethodAndMisbehaviour")
    void aGatewayThatFailsForOneThingFailsForNoOther(String method, Misbehaviour how) {
        if (method.equals("resolve")) {
            scene.faults.onEverySubmission(LedgerFault.LOSE_ANSWER);
        }
        // Whom a screening is about is the payments' to say, which both sides have.
        scene.gateway.fail(method, how, method.equals("screen") ? all -> true : scene.unlucky::concerns);

        scene.runDue();
        scene.runDue();

        assertThat(scene.gateway.failed()).as("the trouble was met").isPositive();
        assertThat(scene.lucky.isDone()).as("all else is done").isTrue();
        scene.gateway.mend();
        scene.runDueUntilDone(scene.unlucky);
        assertThat(scene.unlucky.isDone()).as("and the rest once it is mended").isTrue();
    }

    @ParameterizedTest
    @EnumSource(Misbehaviour.class)
    void aGatewayWithoutLimitsEndsNoCallAndIsMended(Misbehaviour how) {
        scene.gateway.fail("limits", how);

        scene.runDue();

        assertThat(scene.gateway.failed()).isPositive();
        scene.gateway.mend();
        scene.runDueUntilDone(scene.lucky);
        scene.runDueUntilDone(scene.unlucky);
        assertThat(List.of(scene.lucky.isDone(), scene.unlucky.isDone())).containsOnly(true);
    }

    @ParameterizedTest
    @EnumSource(Misbehaviour.class)
    void idsThatCannotBeHadEndNoCallAndAreMended(Misbehaviour how) {
        scene.ids.fail("next", how);

        scene.runDue();

        assertThat(scene.ids.failed()).isPositive();
        scene.ids.mend();
        scene.runDueUntilDone(scene.lucky);
        scene.runDueUntilDone(scene.unlucky);
        assertThat(List.of(scene.lucky.isDone(), scene.unlucky.isDone())).containsOnly(true);
    }

    @ParameterizedTest
    @EnumSource(Misbehaviour.class)
    void anExecutorThatMakesNoCallKeepsNothingFromBeingPaid(Misbehaviour how) {
        boolean tells = how != Misbehaviour.RETURNS_NULL && how != Misbehaviour.COMPLETES_WITH_NULL;
        if (tells) {
            scene.executor.fail("execute", how);
        }

        scene.runDue();
        scene.runDue();

        assertThat(scene.executor.failed() > 0).isEqualTo(tells);
        assertThat(List.of(scene.lucky.isDone(), scene.unlucky.isDone())).containsOnly(true);
    }

    static Stream<Arguments> everyWordToAListener() {
        return Stream.of("planned", "settled", "executed")
                .flatMap(method -> Stream.of(Misbehaviour.values()).map(how -> Arguments.of(method, how)));
    }

    @ParameterizedTest
    @MethodSource("everyWordToAListener")
    void aListenerThatFailsChangesNothing(String method, Misbehaviour how) {
        scene.listener.fail(method, how);

        scene.runDue();
        scene.runDue();

        assertThat(scene.listener.failed()).isPositive();
        assertThat(List.of(scene.lucky.isDone(), scene.unlucky.isDone())).containsOnly(true);
    }

    @ParameterizedTest
    @EnumSource(Misbehaviour.class)
    void aHandlerThatFailsSetsItsEventAside(Misbehaviour how) {
        scene.handler.fail("handle", how, scene.unlucky::concerns);

        for (int call = 0; call < EventAttempt.TRIES_OF_A_PAGE; call++) {
            scene.runDue();
            assertThat(scene.lucky.isDone()).as("at once").isTrue();
            scene.clock.advance(Duration.ofMinutes(1));
        }

        boolean silent = how == Misbehaviour.RETURNS_NULL || how == Misbehaviour.COMPLETES_WITH_NULL;
        boolean waitsForTheLedger = how == Misbehaviour.SAYS_THE_LEDGER_IS_DOWN;
        assertThat(scene.handler.failed()).isPositive();
        assertThat(parked().size()).isEqualTo(silent || waitsForTheLedger ? 0 : 1);
        assertThat(scene.unlucky.isPaid())
                .as("what comes after it, and before it in its page")
                .isNotEqualTo(waitsForTheLedger);
        scene.handler.mend();
        parked().forEach(event ->
                assertThat(scene.client.events().retryParked(event.id())).isTrue());
        scene.runDueUntilDone(scene.unlucky);
        assertThat(scene.unlucky.isPaid()).isTrue();
    }

    /** 25P02: PostgreSQL takes no further statement of the transaction, and the handler has said that all is well. */
    @Test
    void aHandlerThatKeepsARefusedStatementToItselfSetsItsEventAside() {
        scene.keepsRefusalsOf = scene.unlucky.treasury.value();

        scene.runDueUntilDone(scene.lucky);
        scene.runDueUntilDone(scene.unlucky);

        assertThat(scene.heard).contains("42P01");
        assertThat(parked())
                .singleElement()
                .satisfies(event -> assertThat(event.reason()).contains("caught an SQLException and went on"));
        assertThat(List.of(scene.lucky.isPaid(), scene.unlucky.isPaid())).containsOnly(true);
        scene.keepsRefusalsOf = "";
        parked().forEach(event ->
                assertThat(scene.client.events().retryParked(event.id())).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.1001 ", " 0.0.1001", "\t0.0.1001", "", " "})
    void aListenerToANameThatNoLedgerHasIsRefused(String contractId) {
        assertThatThrownBy(() -> scene.client.events().enable(contractId, "alice"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("contractId");
        assertThat(scene.client.events().list(PageRequest.first(10)).items())
                .extracting(EventListenerConfig::contractId)
                .doesNotContain(contractId);
    }

    /** As an earlier version let it in, or SQL: the gateway refuses the name each time. */
    @Test
    void aListenerThatTheGatewayNeverAnswersKeepsNothingFromBeingPaid() {
        TestDatabase.execute("INSERT INTO " + schema.name() + ".blockchain_event_listener_config"
                + " (id, contract_id, last_processed_timestamp, last_processed_index)"
                + " VALUES (gen_random_uuid(), '0.0.1001 ', 0, 0)");
        scene.gateway.fail(
                "events", Misbehaviour.THROWS_A_RUNTIME_EXCEPTION, arguments -> arguments.contains("0.0.1001 "));

        scene.runDueUntilDone(scene.lucky);
        scene.runDueUntilDone(scene.unlucky);

        assertThat(scene.gateway.failed()).isPositive();
        assertThat(List.of(scene.lucky.isPaid(), scene.unlucky.isPaid())).containsOnly(true);
    }

    @ParameterizedTest
    @EnumSource(Misbehaviour.class)
    void aDecoderThatFailsSetsItsEventAside(Misbehaviour how) {
        scene.decoder.fail("decode", how, scene.unlucky::concerns);

        for (int call = 0; call < EventAttempt.TRIES_OF_A_PAGE; call++) {
            scene.runDue();
            assertThat(scene.lucky.isDone()).as("at once").isTrue();
            scene.clock.advance(Duration.ofMinutes(1));
        }

        assertThat(scene.decoder.failed()).isPositive();
        scene.decoder.mend();
        parked().forEach(event ->
                assertThat(scene.client.events().retryParked(event.id())).isTrue());
        scene.runDueUntilDone(scene.unlucky);
        assertThat(scene.unlucky.isPaid()).isTrue();
    }

    private List<ParkedEvent> parked() {
        return scene.client
                .events()
                .parked(scene.unlucky.treasury.value(), PageRequest.first(10))
                .items();
    }

    // ---- what failed is told, and tried again

    @Test
    void whatFailedIsToldByCallAndDatabaseAndTriedAgainLessAndLessOften() {
        scene.gateway.fail("check", Misbehaviour.SAYS_A_DATABASE_IS_DOWN, scene.unlucky::concerns);

        DueWork work = scene.runDue();

        assertThat(work.failed()).containsEntry(scene.unlucky.scheduled.id(), "a database is down");
        Waiting waiting = scene.client
                .distributions()
                .summary(scene.unlucky.scheduled.id())
                .waiting()
                .orElseThrow();
        assertThat(waiting.reason()).isEqualTo(Waiting.Reason.RETRY_LATER);
        assertThat(waiting.detail()).isEqualTo("a database is down");
        assertThat(scene.runDue().failed()).as("not before its time").isEmpty();
        Duration first = waitOf(scene);
        scene.clock.set(Objects.requireNonNull(waiting.until()));
        scene.runDue();
        BulkheadScene restarted = scene;
        assertThat(waitOf(restarted)).as("the count is stored").isGreaterThan(first);
    }

    private static Duration waitOf(BulkheadScene scene) {
        StartFailure failure = Objects.requireNonNull(
                scene.client.distributions().get(scene.unlucky.scheduled.id()).startFailure());
        return Duration.between(scene.clock.instant(), failure.tryAgainAt()).plusSeconds(1);
    }

    @Test
    void aListenerThatFailedIsToldAndLookedAtAgainLater() {
        scene.gateway.fail("events", Misbehaviour.THROWS_AN_ERROR, scene.unlucky::concerns);

        DueWork work = scene.runDue();
        int failed = scene.gateway.failed();
        scene.runDue();

        assertThat(work.troubles())
                .containsEntry("events of " + scene.unlucky.treasury, "an assertion of somebody else");
        assertThat(scene.gateway.failed()).as("not before its time").isEqualTo(failed);
        EventListenerConfig listener =
                scene.client.events().find(scene.unlucky.treasury.value()).orElseThrow();
        assertThat(listener.lastError()).isEqualTo("an assertion of somebody else");
        assertThat(listener.failures()).isEqualTo(1);
        scene.clock.set(Objects.requireNonNull(listener.nextPollAt()));
        scene.runDue();
        assertThat(scene.gateway.failed()).isGreaterThan(failed);
    }

    @Test
    void aSyncThatFailedIsToldWhateverItFailedOf() {
        scene.gateway.fail("takeSnapshot", Misbehaviour.SAYS_A_DATABASE_IS_DOWN, scene.unlucky::concerns);

        DueWork work = scene.runDue();

        Asset asset = scene.client.assets().get(scene.unlucky.asset.id());
        assertThat(work.troubles()).containsEntry("sync of asset " + asset.id(), "a database is down");
        assertThat(asset.syncError()).isEqualTo("a database is down");
    }
}
