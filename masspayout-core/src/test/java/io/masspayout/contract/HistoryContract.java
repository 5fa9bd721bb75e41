package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.ledger.Settled;
import io.masspayout.ledger.Signed;
import io.masspayout.model.BatchId;
import io.masspayout.model.Book;
import io.masspayout.model.BookId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.FailureCode;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Payment;
import io.masspayout.model.Treasury;
import io.masspayout.model.TreasuryStop;
import io.masspayout.store.ConflictException;
import io.masspayout.store.Fees;
import io.masspayout.store.FollowedHistory;
import io.masspayout.store.HistoryLook;
import io.masspayout.store.HistoryStore;
import io.masspayout.store.IntentResult;
import io.masspayout.store.Lease;
import io.masspayout.store.ReserveResult;
import io.masspayout.store.RetryGroup;
import io.masspayout.store.Settlement;
import io.masspayout.store.TickedOff;
import io.masspayout.store.UnknownPayment;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The ledger's history compared with the database, and what is not sent before that. */
abstract class HistoryContract extends ReconcileScenario {

    private static final Optional<Instant> LEDGER_TIME = Optional.of(NOW);
    private static final LedgerOutcome PAID = new LedgerOutcome.EverybodyPaid();
    private static final Duration HOST_IS_BEHIND = Duration.ofMinutes(10);
    private static final TickedOff ONE_KNOWN_ENTRY = new TickedOff(1, 0, 0, 0);
    private static final TickedOff ONE_UNKNOWN_ENTRY = new TickedOff(0, 1, 0, 0);
    private static final TickedOff ONE_OF_ANOTHER_BOOK = new TickedOff(0, 0, 1, 0);
    private static final TickedOff ONE_OF_A_NEIGHBOUR = new TickedOff(0, 0, 0, 1);

    HistoryContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    // the gate

    @Test
    void nothingIsSentBeforeTheHistoryIsComparedUpToTheFirstLook() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed signed = Worker.signed(worker.allocate(worker.claimOne().id()));
        beginFollow(distribution);

        assertThat(worker.intend(signed)).as("in the middle of the first look").isEqualTo(IntentResult.HISTORY_BEHIND);
        endFollow(distribution, NOW.minusSeconds(1));
        assertThat(worker.intend(signed)).as("not far enough").isEqualTo(IntentResult.HISTORY_BEHIND);
        follow(distribution, NOW);
        assertThat(worker.intend(signed)).isEqualTo(IntentResult.GRANTED);
    }

    @Test
    void whatIsComparedNeverGoesBack() {
        Distribution distribution = started(2, 2);
        follow(distribution, NOW.plusSeconds(5));

        follow(distribution, NOW);

        assertThat(history(distribution).completeUntil()).isEqualTo(NOW.plusSeconds(5));
        assertThat(beginFollow(distribution)).as("where the next look begins").isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void oneWorkerFollowsAtATimeAndALaterOneTakesOverWhatADeadOneLeft() {
        Distribution distribution = started(2, 2);
        Lease patient = lease(Duration.ofHours(1));
        HistoryLook look = store.beginFollow(distribution.treasury(), patient, LEDGER_TIME, act("follow"))
                .orElseThrow();
        assertThat(store.beginFollow(distribution.treasury(), lease(Duration.ofHours(1)), LEDGER_TIME, act("follow")))
                .as("another worker")
                .isEmpty();
        store.endFollow(distribution.treasury(), patient, look, NOW, act("follow"));

        Lease dead = lease(Duration.ZERO);
        store.beginFollow(distribution.treasury(), dead, LEDGER_TIME, act("follow"));
        Lease successor = lease(Duration.ofHours(1));
        assertThat(store.beginFollow(distribution.treasury(), successor, LEDGER_TIME, act("follow")))
                .isPresent();

        assertThat(store.endFollow(distribution.treasury(), dead, look, NOW.plusSeconds(9), act("late"))
                        .completeUntil())
                .as("a worker that has lost its lease says nothing")
                .isEqualTo(NOW);
    }

    /** A worker that stood still between reading and recording knows nothing of what has happened meanwhile. */
    @Test
    void aLookIsAsOldAsItsBeginningHoweverLongItTakes() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed signed = Worker.signed(worker.allocate(worker.claimOne().id()));
        Lease lease = lease(Duration.ofHours(1));
        HistoryLook look = store.beginFollow(distribution.treasury(), lease, LEDGER_TIME, act("follow"))
                .orElseThrow();
        assertThat(look.begunAt()).isBeforeOrEqualTo(store.databaseTime());
        HistoryLook slow = new HistoryLook(
                look.from(), look.begunAt().minus(HistoryStore.MAX_AGE).minusSeconds(1));

        store.endFollow(distribution.treasury(), lease, slow, NOW, act("follow"));

        assertThat(history(distribution).completeUntil()).isEqualTo(NOW);
        assertThat(history(distribution).isBehind()).isTrue();
        assertThat(worker.intend(signed)).isEqualTo(IntentResult.HISTORY_BEHIND);
        follow(distribution, NOW);
        assertThat(worker.intend(signed)).isEqualTo(IntentResult.GRANTED);
    }

    @Test
    void aLookThatFailedSaysWhyAndSinceWhenUntilOneSucceeds() {
        Distribution distribution = started(2, 2);
        Lease first = lease(Duration.ZERO);
        store.beginFollow(distribution.treasury(), first, LEDGER_TIME, act("follow"));
        store.followFailed(distribution.treasury(), first, "no route to the mirror", act("follow"));

        assertThat(history(distribution).trouble()).isEqualTo("no route to the mirror");
        assertThat(history(distribution).troubleSince()).isEqualTo(NOW);
        follow(distribution, NOW);
        assertThat(history(distribution).trouble()).isNull();
        assertThat(history(distribution).troubleSince()).isNull();
    }

    @Test
    void aPersonAllowsPaymentsWithoutHistoryForATime() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed signed = Worker.signed(worker.allocate(worker.claimOne().id()));
        beginFollow(distribution);

        store.allowWithoutHistory(distribution.treasury(), Duration.ofHours(1), act("the mirror is away"));
        assertThat(history(distribution).allowed()).isTrue();
        store.allowWithoutHistory(distribution.treasury(), Duration.ZERO, act("it is back"));
        assertThat(worker.intend(signed)).isEqualTo(IntentResult.HISTORY_BEHIND);
        store.allowWithoutHistory(distribution.treasury(), Duration.ofHours(1), act("away again"));

        assertThat(worker.intend(signed)).isEqualTo(IntentResult.GRANTED);
        assertThat(audit("treasury", distribution.treasury()))
                .filteredOn(event -> event.event().startsWith("allowed without history"))
                .hasSizeGreaterThanOrEqualTo(1);
    }

    // what the database knows

    @Test
    void aTransactionThatTheDatabaseKnowsIsTickedOff() {
        Distribution distribution = started(2, 2);
        Signed signed = worker(distribution).intendNext();

        assertThat(tickOff(distribution, ours(distribution, signed.batchId(), signed.transactionId(), 1, 2)))
                .isEqualTo(ONE_KNOWN_ENTRY);

        assertThat(store.stopped(distribution.treasury())).isEmpty();
    }

    @Test
    void whatATransactionCostIsKnownFromTheHistoryWhereNoAnswerSaidIt() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed signed = worker.intendNext();
        store.settle(
                worker.lease,
                List.of(Settlement.everybodyPaid(signed.batchId(), signed.transactionId(), NOW, null)),
                NOW);
        assertThat(store.fees(distribution.id())).isEqualTo(new Fees(0, 0, 1));

        tickOff(distribution, ours(distribution, signed.batchId(), signed.transactionId(), 1, 2));

        assertThat(store.fees(distribution.id())).isEqualTo(new Fees(Settlements.FEE, 1, 0));
    }

    @Test
    void aTransactionThatTheDatabaseDoesNotKnowStopsTheTreasuryUntilItIsExplained() {
        Distribution distribution = started(2, 2);
        BatchId batch = batches(distribution).get(0).id();
        LedgerEntry forgotten = ours(distribution, batch, LedgerTransactionId.of(Ids.transaction()), 1, 2);

        assertThat(tickOff(distribution, forgotten)).isEqualTo(ONE_UNKNOWN_ENTRY);
        assertThat(tickOff(distribution, forgotten)).as("read again").isEqualTo(ONE_UNKNOWN_ENTRY);

        assertThat(unknown(distribution)).hasSize(1);
        assertStopped(
                distribution,
                FailureCode.UNKNOWN_PAYMENT,
                forgotten.transactionId().value());
        assertThat(store.liftStop(distribution.treasury(), true, act("looked into it")))
                .as("a word explains nothing")
                .isFalse();
        assertThat(worker(distribution).claim()).isEmpty();

        store.adopt(distribution.id(), List.of(forgotten), act("reconcile"));
        store.endReconcile(distribution.treasury(), act("reconcile"));
        assertThat(store.stopped(distribution.treasury())).isEmpty();
        assertThat(tickOff(distribution, forgotten)).as("known by now").isEqualTo(ONE_KNOWN_ENTRY);
        assertPaid(distribution, forgotten.transactionId(), RegisterLines.account(1), RegisterLines.account(2));
    }

    /** Ledgers count nanoseconds, and databases round them: rounded up, the payment would be found by no later look. */
    @Test
    void anUnknownPaymentIsRememberedAtNoLaterTimeThanItsOwn() {
        Distribution distribution = started(2, 2);
        Instant at = Settlements.LEDGER_TIME.plusNanos(999);
        LedgerEntry forgotten =
                ours(distribution, batches(distribution).get(0).id(), LedgerTransactionId.of(Ids.transaction()), 1, 2);

        tickOff(
                distribution,
                new LedgerEntry(
                        forgotten.transactionId(),
                        forgotten.reference(),
                        forgotten.payments(),
                        new Settled(PAID, at, Settlements.FEE)));

        assertThat(unknown(distribution))
                .singleElement()
                .satisfies(payment -> assertThat(payment.at()).isBetween(Settlements.LEDGER_TIME, at));
    }

    @Test
    void aDistributionOfWhichAPaymentIsUnknownIsNotCancelledBeforeThatIsReadBack() {
        Distribution distribution = started(4, 2);
        LedgerEntry forgotten =
                ours(distribution, batches(distribution).get(0).id(), LedgerTransactionId.of(Ids.transaction()), 1, 2);
        tickOff(distribution, forgotten);

        assertThatThrownBy(() -> store.cancel(distribution.id(), act("mistake")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("RECONCILING");
        assertThat(store.setHeld(distribution.id(), true, act("mistake")).changed())
                .as("held at once")
                .isTrue();

        store.adopt(distribution.id(), List.of(forgotten), act("reconcile"));
        assertThat(store.cancel(distribution.id(), act("mistake")).cancelledHolders())
                .isEqualTo(2);
        assertPaid(distribution, forgotten.transactionId(), RegisterLines.account(1), RegisterLines.account(2));
    }

    @Test
    void aDistributionThatIsNotPlannedIsNotCancelledWhileItsTreasuryReconciles() {
        Distribution distribution = declare(Declaration.of(asset()));
        store.beginReconcile(distribution.treasury(), LEDGER_TIME, act("restored"));

        assertThatThrownBy(() -> store.cancel(distribution.id(), act("mistake")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("RECONCILING");
    }

    @Test
    void anIdThatWasAllocatedAndNeverIntendedHereWasSentByAForgottenWorker() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        var allocated = worker.allocate(worker.claimOne().id());

        assertThat(tickOff(distribution, ours(distribution, allocated.batchId(), allocated.transactionId(), 1, 2)))
                .isEqualTo(ONE_UNKNOWN_ENTRY);
    }

    /** The worker that claimed it before the payment was seen gives its id up unsent: that explains nothing, and its holders are paid. */
    @Test
    void anUnknownPaymentIsNotExplainedByTheEndOfTheBatchThatHasItsId() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        var allocated = worker.allocate(worker.claimOne().id());
        LedgerEntry forgotten = ours(distribution, allocated.batchId(), allocated.transactionId(), 1, 2);
        tickOff(distribution, forgotten);

        store.settle(
                worker.lease,
                List.of(Settlements.neverSent(
                        allocated.batchId(),
                        allocated.transactionId(),
                        Map.of(),
                        List.of(new RetryGroup(Set.of(RegisterLines.account(1), RegisterLines.account(2)), NOW)))),
                NOW);

        assertThat(unknown(distribution)).hasSize(1);
        store.liftStop(distribution.treasury(), true, act("it has ended"));
        assertThat(store.stopped(distribution.treasury())).isPresent();
        store.adopt(distribution.id(), List.of(forgotten), act("reconcile"));
        assertPaid(distribution, allocated.transactionId(), RegisterLines.account(1), RegisterLines.account(2));
        assertThat(unknown(distribution)).isEmpty();
    }

    @Test
    void anotherBookStopsTheTreasuryUntilItIsDeclaredANeighbour() {
        Distribution distribution = started(2, 2);
        BookId tenant = new BookId(UUID.randomUUID());
        LedgerEntry theirs = entry(
                BatchReference.of(
                        tenant, new DistributionId(UUID.randomUUID()), new BatchId(UUID.randomUUID()), payments(1)),
                LedgerTransactionId.of(Ids.transaction()),
                payments(1));

        assertThat(tickOff(distribution, theirs)).isEqualTo(ONE_OF_ANOTHER_BOOK);
        assertStopped(distribution, FailureCode.OTHER_BOOK, tenant.toString());
        assertThat(store.liftStop(distribution.treasury(), true, act("lift"))).isFalse();

        store.declareNeighbour(distribution.treasury().account(), tenant, act("our second tenant"));
        assertThat(store.stopped(distribution.treasury())).isEmpty();
        assertThat(tickOff(distribution, theirs)).isEqualTo(ONE_OF_A_NEIGHBOUR);
    }

    @Test
    void aMemoOfTheFirstFormIsOursWhenItsDistributionIs() {
        Distribution distribution = started(2, 2);
        LedgerTransactionId id = LedgerTransactionId.of(Ids.transaction());
        LedgerEntry stranger = entry(
                new BatchReference(new DistributionId(UUID.randomUUID()), new BatchId(UUID.randomUUID())),
                LedgerTransactionId.of(Ids.transaction()),
                payments(1));

        assertThat(tickOff(distribution, stranger)).isEqualTo(ONE_OF_A_NEIGHBOUR);
        assertThat(tickOff(
                        distribution,
                        entry(new BatchReference(distribution.id(), new BatchId(UUID.randomUUID())), id, payments(1))))
                .isEqualTo(ONE_UNKNOWN_ENTRY);
    }

    @Test
    void thePaymentsOfAFormerDistributionAreKnown() {
        Distribution distribution = started(2, 2);
        DistributionId former = new DistributionId(UUID.randomUUID());
        LedgerEntry paid = entry(
                BatchReference.of(store.book().id(), former, new BatchId(UUID.randomUUID()), payments(1)),
                LedgerTransactionId.of(Ids.transaction()),
                payments(1));
        assertThat(tickOff(distribution, paid)).isEqualTo(ONE_UNKNOWN_ENTRY);

        store.declareFormer(former, act("archived long ago"));

        assertThat(unknown(distribution)).isEmpty();
        store.endReconcile(distribution.treasury(), act("explained"));
        assertThat(store.stopped(distribution.treasury())).isEmpty();
        assertThat(tickOff(distribution, paid)).isEqualTo(ONE_KNOWN_ENTRY);
    }

    @Test
    void aStopThatOnlyAPersonLiftsStandsBeforeOneOfTheHistoryAndLeavesItBehind() {
        Distribution distribution = started(2, 2);
        tickOff(
                distribution,
                ours(distribution, new BatchId(UUID.randomUUID()), LedgerTransactionId.of(Ids.transaction()), 1));
        store.stop(distribution.treasury(), stopBecause(FailureCode.LATE_SETTLEMENT), act("late"));
        assertThat(store.stopped(distribution.treasury()).map(TreasuryStop::failure))
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo(FailureCode.LATE_SETTLEMENT));

        assertThat(store.liftStop(distribution.treasury(), true, act("looked into it")))
                .isFalse();

        assertThat(store.stopped(distribution.treasury()).map(TreasuryStop::failure))
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo(FailureCode.UNKNOWN_PAYMENT));
    }

    // reconcile

    @Test
    void aReconcileStopsEverythingOfTheTreasuryUntilTheHistoryHasPassedWhatCouldStillTakeEffect() {
        Distribution distribution = started(2, 2);
        Worker worker = worker(distribution);
        Signed signed = Worker.signed(worker.allocate(worker.claimOne().id()));
        FollowedHistory begun = store.beginReconcile(distribution.treasury(), LEDGER_TIME, act("restored"));
        Instant until = begun.reconcileUntil();

        assertThat(until).isEqualTo(NOW.plus(store.book().longestReach()).plus(Book.CLOCK_MARGIN));
        assertThat(worker.intend(signed)).isEqualTo(IntentResult.TREASURY_RECONCILING);
        assertThat(reserve(distribution, PLENTY))
                .isEqualTo(new ReserveResult.Blocked(IntentResult.TREASURY_RECONCILING));
        assertThatThrownBy(() -> store.retryFailed(distribution.id(), 2, act("again")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("RECONCILING");
        follow(distribution, until.minusNanos(1_000));
        assertThat(store.endReconcile(distribution.treasury(), act("too early")).isReconciling())
                .isTrue();

        follow(distribution, until);
        assertThat(store.endReconcile(distribution.treasury(), act("done")).isReconciling())
                .isFalse();
        assertThat(worker.intend(signed)).isEqualTo(IntentResult.GRANTED);
    }

    /** The act is of a host that is ten minutes behind: its clock is written down, and decides nothing. */
    @Test
    void theLedgersTimeDecidesHowFarTheHistoryHasToReachAndNotTheHosts() {
        Distribution distribution = started(2, 2);
        Treasury treasury = distribution.treasury();
        Instant present = NOW.plus(HOST_IS_BEHIND);
        Lease lease = lease(Duration.ofHours(1));
        HistoryLook look = store.beginFollow(treasury, lease, Optional.of(present), act("follow"))
                .orElseThrow();
        store.endFollow(treasury, lease, look, NOW.plusSeconds(1), act("follow"));

        assertThat(history(distribution).mustReach()).isEqualTo(present);
        assertThat(history(distribution).isBehind()).isTrue();
        assertThat(store.beginReconcile(treasury, Optional.of(present), act("restored"))
                        .reconcileUntil())
                .isEqualTo(present.plus(store.book().longestReach()).plus(Book.CLOCK_MARGIN));
    }

    @Test
    void whereTheLedgerShowsNoClockTheDatabasesDecides() {
        Distribution distribution = started(2, 2);
        Treasury treasury = distribution.treasury();
        Instant before = store.databaseTime();
        store.beginFollow(treasury, lease(Duration.ofHours(1)), Optional.empty(), act("follow"));

        assertThat(history(distribution).mustReach()).isBetween(before, store.databaseTime());
        assertThat(store.beginReconcile(treasury, Optional.empty(), act("restored"))
                        .reconcileUntil())
                .isBetween(
                        before.plus(store.book().longestReach()).plus(Book.CLOCK_MARGIN),
                        store.databaseTime().plus(store.book().longestReach()).plus(Book.CLOCK_MARGIN));
    }

    @Test
    void aReconcileThatIsUnderWayGoesOn() {
        Distribution distribution = started(2, 2);
        Instant until = store.beginReconcile(distribution.treasury(), LEDGER_TIME, act("restored"))
                .reconcileUntil();

        store.noteReach(store.book().longestReach().plusSeconds(60));

        assertThat(store.beginReconcile(distribution.treasury(), LEDGER_TIME, act("asked again"))
                        .reconcileUntil())
                .isEqualTo(until);
    }

    @Test
    void aReconcileDoesNotEndWhileAPaymentIsUnexplained() {
        Distribution distribution = started(2, 2);
        Instant until = store.beginReconcile(distribution.treasury(), LEDGER_TIME, act("restored"))
                .reconcileUntil();
        LedgerEntry forgotten =
                ours(distribution, batches(distribution).get(0).id(), LedgerTransactionId.of(Ids.transaction()), 1, 2);
        tickOff(distribution, forgotten);
        follow(distribution, until.plusSeconds(60));

        assertThat(store.endReconcile(distribution.treasury(), act("unexplained"))
                        .isReconciling())
                .isTrue();
        store.adopt(distribution.id(), List.of(forgotten), act("reconcile"));
        assertThat(store.endReconcile(distribution.treasury(), act("explained")).isReconciling())
                .isFalse();
        assertThat(store.stopped(distribution.treasury())).isEmpty();
    }

    // what a worker still has in its hands when holders are taken out of its batch

    @Test
    void takingHoldersOutOfABatchEndsTheClaimOfTheWorkerThatHasItsOldPayments() {
        Distribution distribution = started(4, 2);
        Worker worker = worker(distribution);
        BatchId claimed = worker.claimOne().id();
        // Another batch, which the database has forgotten, paid one holder of each of the two.
        LedgerEntry forgotten =
                ours(distribution, new BatchId(UUID.randomUUID()), LedgerTransactionId.of(Ids.transaction()), 1, 3);
        store.adopt(distribution.id(), List.of(forgotten), act("reconcile"));

        var stale = worker.drafted(Worker.allocation(claimed));
        assertThat(stale.holders()).isEqualTo(2);
        assertThat(store.allocate(worker.lease, List.of(stale)))
                .as("the old lease")
                .isEmpty();
        Worker successor = worker(distribution);
        assertThat(successor.claim())
                .extracting(batch -> batch.payments().size())
                .containsOnly(1);
        assertThat(store.allocate(successor.lease, List.of(stale)))
                .as("the old payments under a new lease")
                .isEmpty();
        assertThat(store.allocate(successor.lease, List.of(successor.drafted(Worker.allocation(claimed)))))
                .containsExactly(claimed);
    }

    // helpers

    private static Lease lease(Duration length) {
        return new Lease(UUID.randomUUID(), "follower", length);
    }

    private FollowedHistory history(Distribution distribution) {
        return store.followed(distribution.treasury());
    }

    private Instant beginFollow(Distribution distribution) {
        return store.beginFollow(distribution.treasury(), lease(Duration.ZERO), LEDGER_TIME, act("follow"))
                .orElseThrow()
                .from();
    }

    private void endFollow(Distribution distribution, Instant until) {
        follow(distribution, until);
    }

    private void follow(Distribution distribution, Instant until) {
        Lease lease = lease(Duration.ofHours(1));
        HistoryLook look = store.beginFollow(distribution.treasury(), lease, LEDGER_TIME, act("follow"))
                .orElseThrow();
        store.endFollow(distribution.treasury(), lease, look, until, act("follow"));
    }

    private TickedOff tickOff(Distribution distribution, LedgerEntry entry) {
        Treasury treasury = distribution.treasury();
        Lease lease = lease(Duration.ZERO);
        store.beginFollow(treasury, lease, LEDGER_TIME, act("follow"));
        return store.tickOff(treasury, lease, List.of(entry), act("follow"));
    }

    private List<UnknownPayment> unknown(Distribution distribution) {
        return store.unknownPayments(distribution.treasury(), 10);
    }

    private void assertStopped(Distribution distribution, FailureCode code, String named) {
        assertThat(store.stopped(distribution.treasury())).hasValueSatisfying(stop -> {
            assertThat(stop.failure().code()).isEqualTo(code);
            assertThat(stop.failure().detail()).contains(named);
        });
    }

    private LedgerEntry ours(Distribution distribution, BatchId batch, LedgerTransactionId id, int... holders) {
        List<Payment> payments = payments(holders);
        return entry(BatchReference.of(store.book().id(), distribution.id(), batch, payments), id, payments);
    }

    private static LedgerEntry entry(BatchReference reference, LedgerTransactionId id, List<Payment> payments) {
        return new LedgerEntry(id, reference, payments, new Settled(PAID, Settlements.LEDGER_TIME, Settlements.FEE));
    }

    private static List<Payment> payments(int... holders) {
        return Arrays.stream(holders)
                .mapToObj(holder -> new Payment(RegisterLines.account(holder), SHARE))
                .toList();
    }
}
