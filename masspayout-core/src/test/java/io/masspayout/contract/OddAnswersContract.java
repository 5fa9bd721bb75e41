package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.Waiting;
import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.ledger.Settled;
import io.masspayout.ledger.Signed;
import io.masspayout.ledger.Submission;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.store.Parking;
import io.masspayout.testing.FaultPlan;
import io.masspayout.testing.SimulatedLedger;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A gateway that gives one odd answer among good ones: the good ones are recorded, and the odd one is never taken for unpaid. */
@SuppressWarnings("FutureReturnValueIgnored") // what a proxy answers is of any type
abstract class OddAnswersContract {

    private static final int BATCHES = 6;
    private static final AccountId STRANGER = AccountId.of("0.0.999999999");
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final PaymentStoreContract implementation;
    private final AtomicBoolean odd = new AtomicBoolean(true);
    private EngineScenario scenario;
    private SimulatedLedger ledger;

    OddAnswersContract(PaymentStoreContract implementation) {
        this.implementation = implementation;
    }

    @BeforeEach
    void begin() {
        scenario = new EngineScenario(
                implementation, implementation.newStore(), BATCHES * EngineScenario.HOLDERS_PER_BATCH);
        ledger = scenario.ledger(FaultPlan.of()).build();
    }

    static Stream<String> nastyTexts() {
        return Stream.of(
                "a\u0000b",
                "\u0000",
                "lone \uD83E high",
                "lone \uDD16 low",
                "robot \uD83E\uDD16",
                "x".repeat(1_700_000));
    }

    /** The ledger did pay everybody; what it is said to have said cannot be recorded, and must not be guessed. */
    @Test
    void anAnswerThatNamesAStrangerAmongTheUnpaidHidesNoOther() {
        PaymentLedger gateway = firstCallOf("submit", (real, arguments) -> {
            real.submit((Signed) arguments[0]).toCompletableFuture().join();
            Failure failure = Failure.of(FailureCode.ACCOUNT_FROZEN, "frozen");
            return settled(new LedgerOutcome.SomePaid(Map.of(STRANGER, failure)));
        });

        DistributionSummary summary = execute(gateway);

        assertThat(statuses()).filteredOn(BatchStatus.COMPLETED::equals).hasSize(BATCHES - 1);
        assertThat(statuses()).filteredOn(BatchStatus.PROCESSING::equals).hasSize(1);
        assertThat(summary.waiting())
                .hasValueSatisfying(waiting -> assertThat(waiting.reason()).isEqualTo(Waiting.Reason.RECORDING_REFUSED))
                .hasValueSatisfying(waiting -> assertThat(waiting.detail()).contains(STRANGER.value()))
                .hasValueSatisfying(waiting -> assertThat(waiting.until())
                        .isEqualTo(scenario.clock.instant().plus(Parking.FIRST)));

        scenario.clock.advance(Parking.FIRST);
        execute(gateway);
        scenario.everybodyPaidInTheEnd(ledger);
        assertThat(scenario.network.executed()).isEqualTo(BATCHES);
    }

    @Test
    void aCulpritOfAnotherBatchIsNoCulprit() {
        PaymentLedger gateway = firstCallOf("submit", (real, arguments) -> {
            Failure failure = Failure.of(FailureCode.RECIPIENT_REFUSED, "refused");
            return settled(new LedgerOutcome.NobodyPaid(failure, Set.of(STRANGER)));
        });

        execute(gateway);

        scenario.everybodyPaidInTheEnd(ledger);
    }

    @Test
    void aBatchThatTheGatewayCannotAllocateHidesNoOther() {
        PaymentLedger gateway = firstCallOf("allocate", (real, arguments) -> {
            throw new IllegalStateException("no body for this one");
        });

        DistributionSummary summary = execute(gateway);

        assertThat(statuses()).filteredOn(BatchStatus.COMPLETED::equals).hasSize(BATCHES - 1);
        assertThat(summary.waiting())
                .hasValueSatisfying(waiting -> assertThat(waiting.reason()).isEqualTo(Waiting.Reason.RETRY_LATER))
                .hasValueSatisfying(waiting -> assertThat(waiting.detail()).contains("no body for this one"));
        scenario.clock.advance(Duration.ofMinutes(1));
        scenario.everybodyPaidInTheEnd(ledger);
    }

    @Test
    void anIdThatBelongsToAnotherBatchHidesNoOther() {
        AtomicInteger calls = new AtomicInteger();
        Allocated[] first = new Allocated[1];
        PaymentLedger gateway = eachCallOf("allocate", (real, arguments) -> {
            Allocated own = real.allocate((BatchInstruction) arguments[0]);
            if (calls.getAndIncrement() == 0) {
                first[0] = own;
                return own;
            }
            return calls.get() == 2
                    ? new Allocated(own.batchId(), first[0].transactionId(), own.validUntil(), own.body())
                    : own;
        });

        execute(gateway);

        assertThat(statuses()).filteredOn(BatchStatus.COMPLETED::equals).hasSize(BATCHES - 1);
        scenario.clock.advance(Parking.FIRST);
        scenario.everybodyPaidInTheEnd(ledger);
    }

    @ParameterizedTest
    @MethodSource("nastyTexts")
    void aRefusalInWordsThatNoDatabaseKeepsHidesNoOther(String nasty) {
        PaymentLedger gateway = firstCallOf(
                "submit",
                (real, arguments) -> CompletableFuture.<Submission>completedStage(
                        new Submission.Refused(Failure.of(FailureCode.LEDGER_BUSY, nasty))));

        execute(gateway);

        assertThat(statuses()).filteredOn(BatchStatus.COMPLETED::equals).hasSizeGreaterThanOrEqualTo(BATCHES - 1);
        scenario.everybodyPaidInTheEnd(ledger);
    }

    @ParameterizedTest
    @MethodSource("nastyTexts")
    void aFailureInWordsThatNoDatabaseKeepsIsRecorded(String nasty) {
        Failure failure = Failure.of(FailureCode.ACCOUNT_FROZEN, nasty);
        PaymentLedger gateway = firstCallOf("screen", (real, arguments) -> Map.of(scenario.holder(0), failure));

        DistributionSummary summary = execute(gateway);

        assertThat(summary.progress().failed()).isEqualTo(1);
        assertThat(summary.progress().paid()).isEqualTo((long) BATCHES * EngineScenario.HOLDERS_PER_BATCH - 1);
        assertThat(implementation.statement(scenario.store, scenario.id))
                .filteredOn(line -> line.account().equals(scenario.holder(0)))
                .singleElement()
                .satisfies(line -> assertThat(line.failure()).isEqualTo(failure));
        scenario.audit();
    }

    @ParameterizedTest
    @MethodSource("nastyTexts")
    void aSignerWhoFailsInWordsThatNoDatabaseKeepsHidesNoOther(String nasty) {
        PaymentLedger gateway = firstCallOf(
                "sign", (real, arguments) -> CompletableFuture.failedStage(new IllegalStateException(nasty)));

        execute(gateway);

        assertThat(statuses()).filteredOn(BatchStatus.COMPLETED::equals).hasSizeGreaterThanOrEqualTo(BATCHES - 1);
        scenario.everybodyPaidInTheEnd(ledger);
    }

    private DistributionSummary execute(PaymentLedger gateway) {
        return scenario.engine(scenario.store, gateway, Runnable::run, LEASE).execute(scenario.id);
    }

    private Stream<BatchStatus> statuses() {
        return implementation.batches(scenario.store, scenario.id).stream().map(BatchPayout::status);
    }

    private CompletableFuture<Submission> settled(LedgerOutcome outcome) {
        return CompletableFuture.completedFuture(new Settled(outcome, scenario.clock.instant(), null));
    }

    private PaymentLedger firstCallOf(String verb, BiFunction<PaymentLedger, Object[], Object> answer) {
        return eachCallOf(verb, (real, arguments) -> {
            if (odd.getAndSet(false)) {
                return answer.apply(real, arguments);
            }
            return invoke(real, verb, arguments);
        });
    }

    private PaymentLedger eachCallOf(String verb, BiFunction<PaymentLedger, Object[], Object> answer) {
        return (PaymentLedger) Proxy.newProxyInstance(
                PaymentLedger.class.getClassLoader(),
                new Class<?>[] {PaymentLedger.class},
                (self, method, arguments) -> {
                    if (method.getName().equals(verb)) {
                        return answer.apply(ledger, arguments);
                    }
                    try {
                        return method.invoke(ledger, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Object invoke(PaymentLedger real, String verb, Object... arguments) {
        return switch (verb) {
            case "submit" -> real.submit((Signed) arguments[0]);
            case "sign" -> real.sign((Allocated) arguments[0]);
            case "allocate" -> real.allocate((BatchInstruction) arguments[0]);
            case "screen" -> screen(real, arguments);
            default -> throw new IllegalArgumentException("no test replaces " + verb);
        };
    }

    @SuppressWarnings("unchecked") // what screen takes
    private static Object screen(PaymentLedger real, Object... arguments) {
        return real.screen((PaymentCurrency) arguments[0], (List<Payment>) arguments[1]);
    }
}
