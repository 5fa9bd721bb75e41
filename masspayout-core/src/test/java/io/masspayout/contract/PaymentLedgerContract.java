package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.InvalidAccountException;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerHistory;
import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.ledger.LedgerOutcome.EverybodyPaid;
import io.masspayout.ledger.LedgerOutcome.NobodyPaid;
import io.masspayout.ledger.LedgerOutcome.SomePaid;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.Settled;
import io.masspayout.ledger.Signed;
import io.masspayout.ledger.Submission;
import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.FailureScope;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Payment;
import io.masspayout.model.Treasury;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What {@link PaymentLedger} promises, as tests that every implementation inherits. What they need of an
 * implementation's surroundings is in {@link LedgerSetting}.
 */
public abstract class PaymentLedgerContract extends LedgerSetting {

    // ---- paying

    @Test
    void paysEverybodyExactlyWhatWasAskedFor() {
        Treasury treasury = treasury(1_000);
        Payment one = new Payment(recipient(), 1);
        Payment other = new Payment(recipient(), 998);

        Submission answer = submit(signed(treasury, one, other));

        assertThat(outcome(answer)).isEqualTo(new EverybodyPaid());
        assertThat(balance(one.account())).isEqualTo(1);
        assertThat(balance(other.account())).isEqualTo(998);
        assertThat(balance(treasury.account())).isEqualTo(1);
    }

    @Test
    void paysAsManyAsItsLimitsSay() {
        int holders = ledger().limits().holdersPerBatch();
        Treasury treasury = treasury(holders);
        List<Payment> payments = new ArrayList<>();
        for (int i = 0; i < holders; i++) {
            payments.add(new Payment(recipient(), 1));
        }

        Signed signed = sign(ledger(), ledger().allocate(instruction(treasury, payments)));

        assertThat(outcome(submit(signed))).isEqualTo(new EverybodyPaid());
        assertThat(payments)
                .allSatisfy(payment -> assertThat(balance(payment.account())).isEqualTo(1));
        assertThat(balance(treasury.account())).isZero();
    }

    /** How far the history has to reach is reckoned from it: a clock that is behind would leave payments out. */
    @Test
    void aClockThatTheLedgerShowsIsNotBehindWhatItHasSettled() {
        Submission answer = submit(signed(treasury(1_000), new Payment(recipient(), 1)));

        Settled settled = (Settled) answer;
        assertThat(ledger().time().filter(now -> now.isBefore(settled.at()))).isEmpty();
    }

    @Test
    void limitsStayTheSame() {
        assertThat(ledger().limits()).isEqualTo(ledger().limits());
    }

    @Test
    void allocatingAndSigningMoveNothing() {
        Treasury treasury = treasury(1_000);
        AccountId recipient = recipient();

        Signed signed = signed(treasury, new Payment(recipient, 10));

        assertThat(ledger().resolve(signed)).isInstanceOf(Resolution.Unknown.class);
        assertThat(balance(recipient)).isZero();
        assertThat(balance(treasury.account())).isEqualTo(1_000);
    }

    @Test
    void anAllocatedTransactionKeepsItsNamesWhenSigned() {
        Allocated allocated = ledger().allocate(instruction(treasury(1), List.of(new Payment(recipient(), 1))));

        Signed signed = sign(ledger(), allocated);

        assertThat(signed.batchId()).isEqualTo(allocated.batchId());
        assertThat(signed.transactionId()).isEqualTo(allocated.transactionId());
        assertThat(signed.validUntil()).isEqualTo(allocated.validUntil());
    }

    @Test
    void validityIsWithinTheLimits() {
        Instant before = ledgerTime();

        Allocated allocated = ledger().allocate(instruction(treasury(1), List.of(new Payment(recipient(), 1))));

        assertThat(allocated.validUntil())
                .isAfter(before)
                .isBeforeOrEqualTo(
                        ledgerTime().plus(ledger().limits().validity()).plusMillis(1));
    }

    @Test
    void idsAreUniqueAmongClients() {
        PaymentLedger other = anotherClient();
        BatchInstruction instruction = instruction(treasury(1), List.of(new Payment(recipient(), 1)));
        Set<LedgerTransactionId> ids = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            assertThat(ids.add(ledger().allocate(instruction).transactionId())).isTrue();
            assertThat(ids.add(other.allocate(instruction).transactionId())).isTrue();
        }
    }

    @Test
    void anotherClientCanGoOnFromEveryStep() {
        Treasury treasury = treasury(100);
        AccountId recipient = recipient();
        PaymentLedger successor = anotherClient();

        Allocated allocated = ledger().allocate(instruction(treasury, List.of(new Payment(recipient, 7))));
        Signed signed = sign(successor, allocated);
        Submission answer = submit(signed);

        assertThat(outcome(answer)).isEqualTo(new EverybodyPaid());
        assertThat(outcome(successor.resolve(signed))).isEqualTo(outcome(answer));
        assertThat(balance(recipient)).isEqualTo(7);
    }

    // ---- at most once

    @Test
    void theSameBytesPayOnceHoweverOftenTheyAreSent() {
        Treasury treasury = treasury(100);
        AccountId recipient = recipient();
        Signed signed = signed(treasury, new Payment(recipient, 30));

        Submission first = submit(signed);
        for (int i = 0; i < 5; i++) {
            Submission again = submit(signed);
            if (again instanceof Settled) {
                assertThat(outcome(again)).isEqualTo(outcome(first));
            }
        }

        assertThat(balance(recipient)).isEqualTo(30);
        assertThat(balance(treasury.account())).isEqualTo(70);
        assertThat(outcome(ledger().resolve(signed))).isEqualTo(outcome(first));
    }

    @Test
    void twoSignaturesOfOneBodyPayOnce() {
        Treasury treasury = treasury(100);
        AccountId recipient = recipient();
        Allocated allocated = ledger().allocate(instruction(treasury, List.of(new Payment(recipient, 30))));

        Signed one = sign(ledger(), allocated);
        Signed other = sign(ledger(), allocated);
        submit(one);
        submit(other);

        assertThat(balance(recipient)).isEqualTo(30);
        assertThat(outcome(ledger().resolve(one))).isEqualTo(new EverybodyPaid());
    }

    @Test
    void manyThreadsAndClientsThatSendTheSameBytesPayOnce() throws Exception {
        Treasury treasury = treasury(1_000);
        AccountId recipient = recipient();
        PaymentLedger other = anotherClient();
        Signed signed = signed(treasury, new Payment(recipient, 10));
        List<Callable<Submission>> sends = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            PaymentLedger client = i % 2 == 0 ? ledger() : other;
            sends.add(() -> await(client.submit(signed)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<Submission> answer : threads.invokeAll(sends)) {
                if (answer.get() instanceof Settled settled) {
                    assertThat(settled.outcome()).isEqualTo(new EverybodyPaid());
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(balance(recipient)).isEqualTo(10);
        assertThat(outcome(ledger().resolve(signed))).isEqualTo(new EverybodyPaid());
    }

    // ---- fate

    @Test
    void aLostAnswerIsFoundByAsking() {
        Treasury treasury = treasury(100);
        AccountId recipient = recipient();
        Signed signed = signed(treasury, new Payment(recipient, 30));
        loseNextAnswer();

        assertThat(submit(signed)).isInstanceOf(Submission.Unknown.class);

        assertThat(outcome(ledger().resolve(signed))).isEqualTo(new EverybodyPaid());
        assertThat(balance(recipient)).isEqualTo(30);
    }

    @Test
    void aLostRequestCanBeSentAgain() {
        Treasury treasury = treasury(100);
        AccountId recipient = recipient();
        Signed signed = signed(treasury, new Payment(recipient, 30));
        loseNextRequest();

        assertThat(submit(signed)).isInstanceOf(Submission.Unknown.class);
        assertThat(ledger().resolve(signed)).isInstanceOf(Resolution.Unknown.class);
        assertThat(balance(recipient)).isZero();

        assertThat(outcome(submit(signed))).isEqualTo(new EverybodyPaid());
        assertThat(balance(recipient)).isEqualTo(30);
    }

    @Test
    void whatNeverTookEffectIsDeadOnlyAfterItsValidity() {
        Treasury treasury = treasury(100);
        AccountId recipient = recipient();
        Signed signed = signed(treasury, new Payment(recipient, 30));
        loseNextRequest();
        submit(signed);

        assertThat(ledger().resolve(signed)).isInstanceOf(Resolution.Unknown.class);
        passValidity();

        assertThat(ledger().resolve(signed))
                .isInstanceOfSatisfying(
                        Resolution.Dead.class,
                        dead -> assertThat(dead.evidence()).isNotBlank());
        assertThat(submit(signed)).isNotInstanceOf(Settled.class);
        assertThat(ledger().resolve(signed)).isInstanceOf(Resolution.Dead.class);
        assertThat(balance(recipient)).isZero();
        assertThat(balance(treasury.account())).isEqualTo(100);
    }

    @Test
    void whatWasNeverSentDiesToo() {
        Signed signed = signed(treasury(100), new Payment(recipient(), 30));
        passValidity();
        assertThat(ledger().resolve(signed)).isInstanceOf(Resolution.Dead.class);
    }

    @Test
    void whatTookEffectStaysSettledForEver() {
        Treasury treasury = treasury(100);
        AccountId recipient = recipient();
        Signed signed = signed(treasury, new Payment(recipient, 30));
        Submission answer = submit(signed);

        passValidity();
        // The send is too late and may be refused; the id has long been settled.
        submit(signed);

        assertThat(outcome(ledger().resolve(signed))).isEqualTo(outcome(answer));
        assertThat(balance(recipient)).isEqualTo(30);
    }

    private void passValidity() {
        // A real network's answer may lag behind its time by some seconds.
        advanceLedgerTime(ledger().limits().validity().plusMinutes(1));
    }

    // ---- who cannot be paid

    @ParameterizedTest
    @EnumSource(
            value = FailureCode.class,
            names = {
                "ACCOUNT_NOT_FOUND",
                "ACCOUNT_DELETED",
                "NOT_ASSOCIATED",
                "RECEIVER_SIGNATURE_REQUIRED",
                "RECIPIENT_REFUSED",
                "ACCOUNT_FROZEN",
                "KYC_NOT_GRANTED"
            })
    void oneWhoCannotBePaidIsTreatedAsTheLimitsSay(FailureCode code) {
        Treasury treasury = treasury(100);
        AccountId unable = recipientWho(code);
        AccountId able = recipient();

        LedgerOutcome outcome = outcome(submit(signed(treasury, new Payment(able, 10), new Payment(unable, 20))));

        if (ledger().limits().allOrNothing()) {
            assertThat(outcome).isInstanceOfSatisfying(NobodyPaid.class, nobody -> {
                assertThat(nobody.failure().code()).isIn(code, FailureCode.SOME_RECIPIENT);
                assertThat(nobody.culprits()).isSubsetOf(unable);
                assertThat(nobody.culprits().isEmpty())
                        .as("a code of one holder goes with a name, SOME_RECIPIENT with none")
                        .isEqualTo(nobody.failure().code() == FailureCode.SOME_RECIPIENT);
            });
            assertThat(balance(able)).isZero();
            assertThat(balance(treasury.account())).isEqualTo(100);
        } else {
            assertThat(outcome).isInstanceOfSatisfying(SomePaid.class, some -> {
                assertThat(some.failed()).containsOnlyKeys(unable);
                assertThat(some.failed().get(unable).code()).isEqualTo(code);
            });
            assertThat(balance(able)).isEqualTo(10);
            assertThat(balance(treasury.account())).isEqualTo(90);
        }
        assertThat(balance(unable)).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureCode.class,
            names = {"ACCOUNT_NOT_FOUND", "ACCOUNT_DELETED", "NOT_ASSOCIATED", "ACCOUNT_FROZEN", "KYC_NOT_GRANTED"})
    void whoIsAloneAndCannotBePaidIsNamed(FailureCode code) {
        AccountId unable = recipientWho(code);

        LedgerOutcome outcome = outcome(submit(signed(treasury(100), new Payment(unable, 20))));

        assertThat(outcome).isInstanceOfSatisfying(NobodyPaid.class, nobody -> {
            assertThat(nobody.failure().code()).isEqualTo(code);
            assertThat(nobody.culprits()).containsExactly(unable);
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureCode.class,
            names = {"ACCOUNT_NOT_FOUND", "ACCOUNT_DELETED", "NOT_ASSOCIATED", "ACCOUNT_FROZEN", "KYC_NOT_GRANTED"})
    void screeningNamesThoseWhoCannotBePaidAndNobodyElse(FailureCode code) {
        AccountId unable = recipientWho(code);
        AccountId able = recipient();

        Map<AccountId, Failure> named =
                ledger().screen(currency(), List.of(new Payment(able, 1), new Payment(unable, 1)));

        assertThat(named).containsOnlyKeys(unable);
        assertThat(named.get(unable).code()).isEqualTo(code);
    }

    @Test
    void aFailedTransactionUsesItsIdUp() {
        Treasury treasury = treasury(5);
        AccountId recipient = recipient();
        Signed signed = signed(treasury, new Payment(recipient, 6));

        Submission answer = submit(signed);

        assertThat(outcome(answer)).isInstanceOfSatisfying(NobodyPaid.class, nobody -> {
            assertThat(nobody.failure().code()).isEqualTo(FailureCode.TREASURY_EMPTY);
            assertThat(nobody.culprits()).isEmpty();
        });
        assertThat(outcome(ledger().resolve(signed))).isEqualTo(outcome(answer));
        submit(signed);
        assertThat(balance(recipient)).isZero();
        assertThat(balance(treasury.account())).isEqualTo(5);
    }

    @Test
    void checkTellsTheBalanceAndNoObstacle() {
        Treasury treasury = treasury(12_345);
        assertThat(ledger().check(treasury).balance()).isEqualTo(12_345);
        assertThat(ledger().check(treasury).obstacle()).isEmpty();
    }

    @Test
    void aPausedTokenIsAnObstacleAndPaysNobody() {
        Treasury treasury = treasury(100);
        AccountId recipient = recipient();
        pauseToken();

        assertThat(ledger().check(treasury).obstacle())
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo(FailureCode.TOKEN_PAUSED));
        assertThat(outcome(submit(signed(treasury, new Payment(recipient, 6)))))
                .isInstanceOfSatisfying(
                        NobodyPaid.class,
                        nobody -> assertThat(nobody.failure().code()).isEqualTo(FailureCode.TOKEN_PAUSED));
        assertThat(balance(recipient)).isZero();
    }

    // ---- history

    @Test
    void historyTellsWhatWasPaidOldestFirst() {
        Treasury treasury = treasury(1_000);
        Instant since = ledgerTime();
        List<Signed> sent = new ArrayList<>();
        List<Payment> payments = new ArrayList<>();
        for (int i = 1; i <= 7; i++) {
            Payment payment = new Payment(recipient(), i);
            Signed signed = signed(treasury, payment);
            assertThat(outcome(submit(signed))).isEqualTo(new EverybodyPaid());
            sent.add(signed);
            payments.add(payment);
        }
        signed(treasury, new Payment(recipient(), 8)); // never sent

        List<LedgerEntry> entries = history(treasury, since, 3);

        assertThat(entries)
                .extracting(LedgerEntry::transactionId)
                .containsExactlyElementsOf(
                        sent.stream().map(Signed::transactionId).toList());
        for (int i = 0; i < sent.size(); i++) {
            LedgerEntry entry = entries.get(i);
            assertThat(entry.reference())
                    .isEqualTo(new BatchReference(DISTRIBUTION, sent.get(i).batchId()));
            assertThat(entry.payments()).containsExactly(payments.get(i));
            assertThat(entry.settled().outcome()).isEqualTo(outcome(ledger().resolve(sent.get(i))));
        }
    }

    @Test
    void historyHasFailedTransactionsWithoutPayments() {
        Treasury treasury = treasury(5);
        Instant since = ledgerTime();
        Signed signed = signed(treasury, new Payment(recipient(), 6));
        submit(signed);

        assertThat(history(treasury, since, 10)).singleElement().satisfies(entry -> {
            assertThat(entry.transactionId()).isEqualTo(signed.transactionId());
            assertThat(entry.payments()).isEmpty();
            assertThat(entry.settled().outcome()).isInstanceOf(NobodyPaid.class);
        });
    }

    @Test
    void historyBeginsWhereItIsAskedTo() {
        Treasury treasury = treasury(100);
        submit(signed(treasury, new Payment(recipient(), 1)));
        advanceLedgerTime(Duration.ofMinutes(1));
        Instant since = ledgerTime();
        Signed later = signed(treasury, new Payment(recipient(), 2));
        submit(later);

        assertThat(history(treasury, since, 10))
                .extracting(LedgerEntry::transactionId)
                .containsExactly(later.transactionId());
    }

    @Test
    void historyOfAnotherTreasuryIsNotMixedIn() {
        Treasury treasury = treasury(100);
        Instant since = ledgerTime();
        submit(signed(treasury(50), new Payment(recipient(), 1)));
        assertThat(history(treasury, since, 10)).isEmpty();
    }

    @Test
    void nothingAppearsBeforeTheTimeUpToWhichHistoryIsComplete() {
        Treasury treasury = treasury(100);
        Instant since = ledgerTime();
        submit(signed(treasury, new Payment(recipient(), 1)));
        Instant complete;
        try (LedgerHistory history = ledger().history(treasury, since)) {
            assertThat(history.next(10)).hasSize(1);
            assertThat(history.next(10)).isEmpty();
            complete = history.completeUntil();
        }
        assertThat(complete).isAfterOrEqualTo(since);

        Signed later = signed(treasury, new Payment(recipient(), 2));
        submit(later);

        assertThat(history(treasury, since, 10))
                .filteredOn(entry -> entry.transactionId().equals(later.transactionId()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.settled().at()).isAfter(complete));
    }

    // ---- names of accounts

    @Test
    void everySpellingOfAnAccountIsOneAccount() {
        AccountId account = recipient();
        Collection<String> spellings = spellings(account);
        assertThat(spellings).contains(account.value());

        assertThat(ledger().resolveAccounts(spellings))
                .hasSize(spellings.size())
                .allSatisfy((given, resolved) -> {
                    assertThat(resolved.account()).as(given).isEqualTo(account);
                    assertThat(resolved.exists()).as(given).isTrue();
                });
    }

    @Test
    void eachDistinctTextHasOneEntry() {
        String account = recipient().value();
        assertThat(ledger().resolveAccounts(List.of(account, account))).containsOnlyKeys(account);
        assertThat(ledger().resolveAccounts(List.of())).isEmpty();
    }

    @Test
    void anAccountThatDoesNotExistIsSaidToBeNone() {
        AccountId nobody = nobody();
        assertThat(ledger().resolveAccounts(List.of(nobody.value())).get(nobody.value()))
                .satisfies(resolved -> {
                    assertThat(resolved.exists()).isFalse();
                    assertThat(resolved.account()).isEqualTo(nobody);
                });
    }

    @Test
    void whatCanBeNoAccountIsRefused() {
        for (String nonsense : List.of("", " ", "nonsense", "0.0", "0.0.-5", "0.0.5 ", "0x12", "0.0.5e3")) {
            assertThatExceptionOfType(InvalidAccountException.class)
                    .as(nonsense)
                    .isThrownBy(() -> ledger().resolveAccounts(List.of(nonsense)))
                    .satisfies(refused -> assertThat(refused.given()).isEqualTo(nonsense));
        }
    }

    @Test
    void screenedFailuresSpeakOfHoldersOnly() {
        AccountId unable = recipientWho(FailureCode.ACCOUNT_DELETED);
        assertThat(ledger().screen(currency(), List.of(new Payment(unable, 1))).values())
                .allSatisfy(failure -> assertThat(failure.code().scope()).isEqualTo(FailureScope.HOLDER));
    }
}
