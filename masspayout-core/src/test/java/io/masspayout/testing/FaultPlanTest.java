package io.masspayout.testing;

import static io.masspayout.testing.PayoutScene.TOKEN;
import static io.masspayout.testing.PayoutScene.TREASURY;
import static io.masspayout.testing.PayoutScene.account;
import static io.masspayout.testing.PayoutScene.pay;
import static io.masspayout.testing.PayoutScene.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.masspayout.ledger.LedgerHistory;
import io.masspayout.ledger.LedgerOutcome.EverybodyPaid;
import io.masspayout.ledger.LedgerOutcome.NobodyPaid;
import io.masspayout.ledger.LedgerOutcome.SomePaid;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.Settled;
import io.masspayout.ledger.Signed;
import io.masspayout.ledger.SigningException;
import io.masspayout.ledger.Submission;
import io.masspayout.model.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

    private final PayoutScene scene = new PayoutScene();
    private final FaultPlan faults = scene.faults;
    private final SimulatedLedger ledger = scene.ledger();

    private static FailureCode nobodyBecause(Object answer) {
        assertThat(answer).isInstanceOf(Settled.class);
        assertThat(((Settled) answer).outcome()).isInstanceOf(NobodyPaid.class);
        return ((NobodyPaid) ((Settled) answer).outcome()).failure().code();
    }

    private static void assertPaid(Object answer) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Settled.class, settled -> assertThat(settled.outcome()).isEqualTo(new EverybodyPaid()));
    }

    // ---- submissions

    @Test
    void faultsStrikeBySubmissionNumber() {
        faults.onSubmission(2, LedgerFault.BUSY);

        assertPaid(submit(ledger, scene.signed(ledger, pay(1, 1))));
        Signed second = scene.signed(ledger, pay(1, 1));
        assertThat(submit(ledger, second))
                .isInstanceOfSatisfying(
                        Submission.Refused.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.LEDGER_BUSY));
        assertPaid(submit(ledger, second));

        assertThat(faults.submissions()).isEqualTo(3);
        assertThat(faults.struck()).isEqualTo(1);
    }

    @Test
    void faultsStrikeByBatchByRecipientAndByCondition() {
        Signed one = scene.signed(ledger, pay(1, 1));
        Signed two = scene.signed(ledger, pay(2, 1), pay(3, 1));
        Signed three = scene.signed(ledger, pay(4, 1));
        faults.onBatch(one.batchId(), LedgerFault.LOSE_REQUEST)
                .onPaymentTo(account(3), LedgerFault.SOMEBODY_UNPAYABLE)
                .onSubmissionsThat(three::equals, LedgerFault.TREASURY_EMPTY);

        assertThat(submit(ledger, one)).isInstanceOf(Submission.Unknown.class);
        assertThat(submit(ledger, one)).isInstanceOf(Submission.Unknown.class);
        assertThat(nobodyBecause(submit(ledger, two))).isEqualTo(FailureCode.SOME_RECIPIENT);
        assertThat(nobodyBecause(submit(ledger, three))).isEqualTo(FailureCode.TREASURY_EMPTY);
        assertThat(scene.balance(1001)).isEqualTo(PayoutScene.FUNDS);
    }

    @Test
    void theFirstRuleThatFitsWins() {
        faults.onNextSubmission(LedgerFault.TOKEN_PAUSED).onEverySubmission(LedgerFault.BUSY);
        assertThat(nobodyBecause(submit(ledger, scene.signed(ledger, pay(1, 1)))))
                .isEqualTo(FailureCode.TOKEN_PAUSED);
        assertThat(submit(ledger, scene.signed(ledger, pay(1, 1)))).isInstanceOf(Submission.Refused.class);
    }

    @Test
    void aDuplicatePaysOnceAndTheClientHearsOnlyThatItWasSeen() {
        faults.onNextSubmission(LedgerFault.DUPLICATE);
        Signed signed = scene.signed(ledger, pay(1, 5));

        assertThat(submit(ledger, signed)).isInstanceOf(Submission.Unknown.class);

        assertThat(scene.balance(1)).isEqualTo(5);
        assertThat(scene.network.executed()).isEqualTo(1);
        assertPaid(ledger.resolve(signed));
    }

    @Test
    void aDelayedRequestArrivesWhenTheClientHasGivenUp() {
        faults.onNextSubmission(LedgerFault.delay(Duration.ofSeconds(60)));
        Signed signed = scene.signed(ledger, pay(1, 5));

        assertThat(submit(ledger, signed)).isInstanceOf(Submission.Unknown.class);
        scene.clock.advance(Duration.ofSeconds(59));
        assertThat(ledger.resolve(signed)).isInstanceOf(Resolution.Unknown.class);
        assertThat(scene.network.onTheWay()).isEqualTo(1);

        scene.clock.advance(Duration.ofSeconds(1));
        assertPaid(ledger.resolve(signed));
        assertThat(scene.balance(1)).isEqualTo(5);
        assertThat(scene.network.onTheWay()).isZero();
    }

    @Test
    void aDelayedRequestTookEffectWhenItArrivedEvenIfTheClockJumpsPastItsValidity() {
        faults.onNextSubmission(LedgerFault.delay(Duration.ofSeconds(60)));
        Signed signed = scene.signed(ledger, pay(1, 5));
        Instant arrival = scene.clock.instant().plusSeconds(60);
        submit(ledger, signed);

        scene.clock.advance(Duration.ofDays(1));

        assertThat(ledger.resolve(signed))
                .isInstanceOfSatisfying(
                        Settled.class, settled -> assertThat(settled.at()).isEqualTo(arrival));
    }

    @Test
    void aRequestThatArrivesPastItsValidityIsRefused() {
        faults.onNextSubmission(LedgerFault.delay(ledger.limits().validity().plusNanos(1)));
        Signed signed = scene.signed(ledger, pay(1, 5));
        submit(ledger, signed);

        scene.clock.advance(Duration.ofDays(1));

        assertThat(ledger.resolve(signed)).isInstanceOf(Resolution.Dead.class);
        assertThat(scene.network.executed()).isZero();
        assertThat(scene.balance(1)).isZero();
    }

    @Test
    void aRequestThatArrivesAtTheLastMomentIsTaken() {
        faults.onNextSubmission(LedgerFault.delay(ledger.limits().validity()));
        Signed signed = scene.signed(ledger, pay(1, 5));
        submit(ledger, signed);

        scene.clock.advance(Duration.ofDays(1));

        assertPaid(ledger.resolve(signed));
    }

    @Test
    void delayedRequestsArriveOnDemand() {
        faults.onEverySubmission(LedgerFault.delay(Duration.ofSeconds(100)));
        submit(ledger, scene.signed(ledger, pay(1, 5)));
        submit(ledger, scene.signed(ledger, pay(2, 6)));

        assertThat(scene.network.deliverDelayed()).isEqualTo(2);
        assertThat(scene.balance(1)).isEqualTo(5);
        assertThat(scene.balance(2)).isEqualTo(6);
    }

    @Test
    void aDelayedRequestAndItsResendPayOnce() {
        faults.onNextSubmission(LedgerFault.delay(Duration.ofSeconds(100)));
        Signed signed = scene.signed(ledger, pay(1, 5));
        submit(ledger, signed);
        assertPaid(submit(ledger, signed));
        scene.network.deliverDelayed();
        assertThat(scene.balance(1)).isEqualTo(5);
        assertThat(scene.network.executed()).isEqualTo(1);
    }

    @Test
    void aLedgerCanBeMadeToBreakItsPromise() {
        faults.onNextSubmission(
                LedgerFault.delayBreakingFinality(ledger.limits().validity().plusSeconds(10)));
        Signed signed = scene.signed(ledger, pay(1, 5));
        submit(ledger, signed);

        scene.clock.advance(ledger.limits().validity().plusSeconds(1));
        assertThat(ledger.resolve(signed)).isInstanceOf(Resolution.Dead.class);
        scene.clock.advance(Duration.ofSeconds(10));
        assertPaid(ledger.resolve(signed));
    }

    @Test
    void oneRecipientWhoRefusesFailsAllWithAName() {
        faults.onPaymentTo(account(2), LedgerFault.refusedBy(account(2)));
        Submission answer = submit(ledger, scene.signed(ledger, pay(1, 5), pay(2, 6)));
        assertThat(nobodyBecause(answer)).isEqualTo(FailureCode.RECIPIENT_REFUSED);
        assertThat(((NobodyPaid) ((Settled) answer).outcome()).culprits()).containsExactly(account(2));
        assertThat(scene.balance(1)).isZero();
    }

    @Test
    void oneRecipientWhoRefusesGetsNothingWhereEachIsPaidAlone() {
        SimulatedLedger perHolder = scene.describe().perHolder().build();
        faults.onEverySubmission(LedgerFault.unpayable(account(2), FailureCode.ACCOUNT_FROZEN));
        Submission answer = submit(perHolder, scene.signed(perHolder, pay(1, 5), pay(2, 6)));
        assertThat(((Settled) answer).outcome())
                .isInstanceOfSatisfying(
                        SomePaid.class, some -> assertThat(some.failed()).containsOnlyKeys(account(2)));
        assertThat(scene.balance(1)).isEqualTo(5);
        assertThat(scene.balance(2)).isZero();
    }

    @Test
    void aFailureNobodyHeardOfIsFoundByAsking() {
        faults.onNextSubmission(LedgerFault.TREASURY_EMPTY.unheard());
        Signed signed = scene.signed(ledger, pay(1, 5));
        assertThat(submit(ledger, signed)).isInstanceOf(Submission.Unknown.class);
        assertThat(nobodyBecause(ledger.resolve(signed))).isEqualTo(FailureCode.TREASURY_EMPTY);
    }

    @Test
    void onlyFailuresOfOneHolderCanBePinnedOnOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LedgerFault.unpayable(account(1), FailureCode.TOKEN_PAUSED));
    }

    // ---- everything else

    @Test
    void callsFailAsOftenAsPlanned() {
        faults.unavailable(LedgerCall.CHECK, 2)
                .unavailable(LedgerCall.SCREEN, 1)
                .unavailable(LedgerCall.RESOLVE_ACCOUNTS, 1)
                .unavailable(LedgerCall.TOKEN, 1)
                .unavailable(LedgerCall.TAKE_SNAPSHOT, 1);

        assertUnavailable(() -> ledger.check(TREASURY));
        assertUnavailable(() -> ledger.check(TREASURY));
        assertThat(ledger.check(TREASURY).balance()).isEqualTo(PayoutScene.FUNDS);
        assertUnavailable(() -> ledger.screen(scene.instruction(pay(1, 1)).currency(), List.of(pay(1, 1))));
        assertThat(ledger.screen(scene.instruction(pay(1, 1)).currency(), List.of(pay(1, 1))))
                .isEmpty();
        assertUnavailable(() -> ledger.resolveAccounts(Set.of("0.0.1")));
        assertThat(ledger.resolveAccounts(Set.of("0.0.1"))).hasSize(1);
        assertUnavailable(() -> ledger.token(TOKEN.value()));
        assertThat(ledger.token(TOKEN.value())).isPresent();
        assertUnavailable(() -> ledger.takeSnapshot(TOKEN, null));
        assertThat(ledger.takeSnapshot(TOKEN, null)).isNotNull();
    }

    @Test
    void historyAndHoldersFailInTheMiddleToo() {
        submit(ledger, scene.signed(ledger, pay(1, 1)));
        LedgerHistory history = ledger.history(TREASURY, Instant.EPOCH);
        var holders = ledger.holders(TOKEN, ledger.takeSnapshot(TOKEN, null));
        faults.unavailable(LedgerCall.HISTORY, 1).unavailable(LedgerCall.HOLDERS, 1);

        assertUnavailable(() -> history.next(10));
        assertThat(history.next(10)).hasSize(1);
        assertUnavailable(() -> holders.next(10));
        assertThat(holders.next(10)).hasSize(10);
    }

    @Test
    void resolveSaysUnknownWhileItCannotAsk() {
        Signed signed = scene.signed(ledger, pay(1, 1));
        Submission answer = submit(ledger, signed);
        faults.unavailable(LedgerCall.RESOLVE, 1);
        assertThat(ledger.resolve(signed)).isInstanceOf(Resolution.Unknown.class);
        assertThat(ledger.resolve(signed)).isEqualTo(answer);
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatExceptionOfType(LedgerUnavailableException.class).isThrownBy(call);
    }

    @Test
    void signersRefuseAreUnavailableAndHang() {
        faults.signerRefuses(1).signerUnavailable(1).signerHangs(1);
        var allocated = ledger.allocate(scene.instruction(pay(1, 1)));

        assertThat(signingFailure(ledger.sign(allocated).toCompletableFuture())).isEqualTo(FailureCode.SIGNING_REFUSED);
        assertThat(signingFailure(ledger.sign(allocated).toCompletableFuture()))
                .isEqualTo(FailureCode.SIGNER_UNAVAILABLE);
        CompletableFuture<Signed> hanging = ledger.sign(allocated).toCompletableFuture();
        assertThat(hanging).isNotDone();
        CompletableFuture<Signed> good = ledger.sign(allocated).toCompletableFuture();
        assertThat(good).isCompleted();
        faults.heal();
        assertThat(hanging).isCompletedWithValue(good.join());
    }

    private static FailureCode signingFailure(CompletableFuture<Signed> signature) {
        Throwable thrown = catchThrowable(signature::join);
        assertThat(thrown).isInstanceOf(CompletionException.class).hasCauseInstanceOf(SigningException.class);
        return ((SigningException) thrown.getCause()).failure().code();
    }

    @Test
    void healingEndsEverything() {
        faults.onEverySubmission(LedgerFault.BUSY)
                .unavailable(LedgerCall.CHECK, 99)
                .signerRefuses(99);
        faults.heal();
        assertPaid(submit(ledger, scene.signed(ledger, pay(1, 1))));
        assertThat(ledger.check(TREASURY).obstacle()).isEmpty();
    }

    // ---- by chance

    @Test
    void chanceIsRepeatableAndStrikesAboutAsOftenAsAsked() {
        List<String> first = randomRun(4711, 40);
        assertThat(randomRun(4711, 40)).isEqualTo(first);
        assertThat(randomRun(4712, 40)).isNotEqualTo(first);
        long struck = first.stream()
                .filter(answer -> !answer.startsWith("Settled[outcome=EverybodyPaid"))
                .count();
        assertThat(struck).isBetween(30L, 180L);
        assertThat(randomRun(1, 0)).allMatch(answer -> answer.startsWith("Settled[outcome=EverybodyPaid"));
    }

    private static List<String> randomRun(long seed, int percent) {
        PayoutScene fresh = new PayoutScene();
        FaultPlan plan = FaultPlan.random(seed, percent, Duration.ofMinutes(4));
        SimulatedLedger signer = fresh.ledger();
        SimulatedLedger client = SimulatedLedger.on(fresh.network).faults(plan).build();
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            answers.add(submit(client, fresh.signed(signer, pay(1 + i % 9, 1))).toString());
            fresh.clock.advance(Duration.ofSeconds(1));
        }
        return answers;
    }

    /** Whatever befalls them, each transaction takes effect at most once, and asking long enough tells which did. */
    @Test
    void everyTransactionEndsInTruthUnderAnyFaults() {
        for (long seed = 0; seed < 20; seed++) {
            PayoutScene fresh = new PayoutScene();
            FaultPlan plan = FaultPlan.random(seed, 60, Duration.ofMinutes(4));
            SimulatedLedger signer = fresh.ledger();
            SimulatedLedger client =
                    SimulatedLedger.on(fresh.network).faults(plan).build();
            List<Signed> all = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                Signed signed = fresh.signed(signer, pay(1 + i % 9, 3));
                all.add(signed);
                for (int send = 0; send < 3; send++) {
                    submit(client, signed);
                    fresh.clock.advance(Duration.ofSeconds(20));
                }
            }
            plan.heal();
            fresh.clock.advance(Duration.ofHours(1));
            long settled = all.stream()
                    .map(client::resolve)
                    .filter(Settled.class::isInstance)
                    .count();
            long paid = all.stream()
                    .map(client::resolve)
                    .filter(fate -> fate instanceof Settled end && end.outcome() instanceof EverybodyPaid)
                    .count();
            long dead = all.stream()
                    .map(client::resolve)
                    .filter(Resolution.Dead.class::isInstance)
                    .count();
            assertThat(settled + dead).isEqualTo(100);
            assertThat(fresh.network.executed()).isEqualTo(settled);
            assertThat(fresh.network.paid(PayoutScene.DISTRIBUTION)).isEqualTo(3 * paid);
            assertThat(fresh.balance(1001)).isEqualTo(PayoutScene.FUNDS - 3 * paid);
        }
    }
}
