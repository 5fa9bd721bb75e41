package io.masspayout.testing;

import static io.masspayout.testing.PayoutScene.DISTRIBUTION;
import static io.masspayout.testing.PayoutScene.FUNDS;
import static io.masspayout.testing.PayoutScene.pay;
import static io.masspayout.testing.PayoutScene.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerHistory;
import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.Settled;
import io.masspayout.ledger.Signed;
import io.masspayout.ledger.Submission;
import io.masspayout.model.FailureCode;
import io.masspayout.model.LedgerTransactionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Several clients of one network, their pace, and when their answers come. */
class SimulatedClientsTest {

    private final PayoutScene scene = new PayoutScene();

    private static void assertBusy(Submission answer) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Submission.Refused.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.LEDGER_BUSY));
    }

    // ---- pace

    @Test
    void whoIsFasterThanItsPaceIsTurnedAwayUntilTheNextSecond() {
        SimulatedLedger ledger = scene.describe().batchesPerSecond(2).build();
        submit(ledger, scene.signed(ledger, pay(1, 1)));
        submit(ledger, scene.signed(ledger, pay(1, 1)));
        Signed third = scene.signed(ledger, pay(1, 1));
        assertBusy(submit(ledger, third));
        scene.clock.advance(Duration.ofMillis(999));
        assertBusy(submit(ledger, third));
        scene.clock.advance(Duration.ofMillis(1));
        assertThat(submit(ledger, third)).isInstanceOf(Settled.class);
        assertThat(scene.balance(1)).isEqualTo(3);
    }

    @Test
    void eachClientHasAPaceOfItsOwn() {
        SimulatedLedger one = scene.describe().batchesPerSecond(1).build();
        SimulatedLedger other = scene.describe().batchesPerSecond(1).build();
        assertThat(submit(one, scene.signed(one, pay(1, 1)))).isInstanceOf(Settled.class);
        assertThat(submit(other, scene.signed(other, pay(1, 1)))).isInstanceOf(Settled.class);
        assertBusy(submit(other, scene.signed(other, pay(1, 1))));
    }

    @Test
    void moreInFlightThanAllowedIsTurnedAway() {
        SimulatedLedger ledger = scene.describe().maxInFlight(2).stepped().build();
        var one = ledger.submit(scene.signed(ledger, pay(1, 1)));
        ledger.submit(scene.signed(ledger, pay(1, 1)));
        assertBusy(submit(ledger, scene.signed(ledger, pay(1, 1))));
        assertThat(ledger.inFlight()).isEqualTo(2);
        ledger.deliverAll();
        assertThat(one.toCompletableFuture()).isCompleted();
        assertThat(ledger.inFlight()).isZero();
    }

    // ---- steps and latency

    @Test
    void aSteppedClientMovesOneStepAtATime() {
        SimulatedLedger ledger = scene.describe().stepped().build();
        Signed signed = scene.signed(ledger, pay(1, 5));
        CompletableFuture<Submission> answer = ledger.submit(signed).toCompletableFuture();
        assertThat(scene.balance(1)).isZero();

        assertThat(ledger.deliverNext()).isTrue();
        assertThat(scene.balance(1)).as("the request has arrived").isEqualTo(5);
        assertThat(answer).as("and the answer has not").isNotDone();
        assertThat(ledger.resolve(signed)).isInstanceOf(Settled.class);

        assertThat(ledger.deliverNext()).isTrue();
        assertThat(answer).isCompletedWithValueMatching(Settled.class::isInstance);
        assertThat(ledger.deliverNext()).isFalse();
    }

    @Test
    void stepsThatAnswersGiveRiseToAreTakenToo() {
        SimulatedLedger ledger = scene.describe().stepped().build();
        Signed second = scene.signed(ledger, pay(2, 1));
        CompletableFuture<Submission> last = ledger.submit(scene.signed(ledger, pay(1, 1)))
                .thenCompose(first -> ledger.submit(second))
                .toCompletableFuture();
        assertThat(ledger.deliverAll()).isEqualTo(4);
        assertThat(last).isCompletedWithValueMatching(Settled.class::isInstance);
    }

    @Test
    void aRequestThatWaitsForItsStepTooLongIsRefused() {
        SimulatedLedger ledger = scene.describe().stepped().build();
        Signed signed = scene.signed(ledger, pay(1, 5));
        var answer = ledger.submit(signed).toCompletableFuture();
        scene.clock.advance(Duration.ofHours(1));
        assertThat(ledger.resolve(signed)).isInstanceOf(Resolution.Dead.class);
        ledger.deliverAll();
        assertThat(answer).isCompletedWithValueMatching(Submission.Refused.class::isInstance);
        assertThat(ledger.resolve(signed)).isInstanceOf(Resolution.Dead.class);
    }

    @Test
    void aClientWithoutStepsTakesNone() {
        assertThatIllegalStateException().isThrownBy(() -> scene.ledger().deliverNext());
    }

    @Test
    void lateAnswersComeInTheHostsThread() throws Exception {
        ScheduledExecutorService host =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "the host's thread"));
        try {
            SimulatedLedger ledger = scene.describe()
                    .latency(Duration.ofMillis(5), host)
                    .faults(FaultPlan.of().signerSlow(1, Duration.ofMillis(5)))
                    .build();
            Signed signed = ledger.sign(ledger.allocate(scene.instruction(pay(1, 1))))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            // Blocks the only thread, so that no answer can come before the callback is in place.
            CompletableFuture<Void> gate = new CompletableFuture<>();
            host.execute(gate::join);
            CompletableFuture<String> thread = ledger.submit(signed)
                    .thenApply(answer -> Thread.currentThread().getName())
                    .toCompletableFuture();
            assertThat(scene.balance(1)).isEqualTo(1);
            gate.complete(null);
            assertThat(thread.get(30, TimeUnit.SECONDS)).isEqualTo("the host's thread");
        } finally {
            host.shutdownNow();
        }
        SimulatedLedger orphan =
                scene.describe().latency(Duration.ofHours(1), host).build();
        assertThat(submit(orphan, scene.signed(orphan, pay(1, 1))))
                .as("a host that has shut down is answered at once")
                .isInstanceOf(Settled.class);
    }

    // ---- many at once

    @Test
    void manyThreadsOfManyClientsNeitherLoseNorDoubleAnything() throws Exception {
        int clients = 4;
        int batches = 200;
        List<Callable<List<Signed>>> work = new ArrayList<>();
        for (int c = 0; c < clients; c++) {
            SimulatedLedger client = SimulatedLedger.on(scene.network)
                    .faults(FaultPlan.random(c, 30, Duration.ofSeconds(1)))
                    .build();
            SimulatedLedger signer = SimulatedLedger.on(scene.network).build();
            Random random = new Random(c);
            work.add(() -> {
                List<Signed> sent = new ArrayList<>();
                for (int i = 0; i < batches; i++) {
                    Signed signed = sign(signer, 1 + random.nextInt(9));
                    sent.add(signed);
                    for (int send = 0; send < 3; send++) {
                        client.submit(sent.get(random.nextInt(sent.size())));
                    }
                }
                return sent;
            });
        }
        List<Signed> all = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            for (Future<List<Signed>> sent : threads.invokeAll(work)) {
                all.addAll(sent.get());
            }
        } finally {
            threads.shutdownNow();
        }
        scene.clock.advance(Duration.ofHours(1));

        SimulatedLedger reader = scene.ledger();
        Set<LedgerTransactionId> ids = new HashSet<>();
        Set<LedgerTransactionId> settled = new HashSet<>();
        for (Signed signed : all) {
            assertThat(ids.add(signed.transactionId())).isTrue();
            Resolution fate = reader.resolve(signed);
            assertThat(fate).isNotInstanceOf(Resolution.Unknown.class);
            if (fate instanceof Settled) {
                settled.add(signed.transactionId());
            }
        }
        List<LedgerEntry> history = new ArrayList<>();
        try (LedgerHistory cursor = reader.history(PayoutScene.TREASURY, Instant.EPOCH)) {
            for (List<LedgerEntry> page = cursor.next(50); !page.isEmpty(); page = cursor.next(50)) {
                history.addAll(page);
            }
        }
        assertThat(history).extracting(LedgerEntry::transactionId).containsExactlyInAnyOrderElementsOf(settled);
        assertThat(history).extracting(entry -> entry.settled().at()).isSorted().doesNotHaveDuplicates();
        long moved = history.stream()
                .flatMap(entry -> entry.payments().stream())
                .mapToLong(payment -> payment.amount())
                .sum();
        assertThat(scene.balance(1001)).isEqualTo(FUNDS - moved);
        assertThat(scene.network.paid(DISTRIBUTION)).isEqualTo(moved);
        long held = 0;
        for (int n = 1; n <= 9; n++) {
            held += scene.balance(n);
        }
        assertThat(held).isEqualTo(moved);
        assertThat(Collections.disjoint(ids, settled)).isFalse();
    }

    private Signed sign(SimulatedLedger signer, int recipient) {
        synchronized (scene) {
            return scene.signed(signer, pay(recipient, 1));
        }
    }
}
