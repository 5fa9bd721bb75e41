package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerHistory;
import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.ledger.Settled;
import io.masspayout.ledger.Signed;
import io.masspayout.ledger.Submission;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.FailureCode;
import io.masspayout.model.FailureScope;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.Treasury;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * What {@link PaymentLedgerContract} needs of the surroundings of an implementation: accounts in every state, a ledger time that
 * moves, a network that loses messages. The tests that need something left alone are reported as skipped.
 */
public abstract class LedgerSetting {

    private static final long SECONDS_TO_WAIT = 30;

    // ---- what every implementation has to have: a ledger, one for each test

    /** The ledger under test. */
    protected abstract PaymentLedger ledger();

    /** A treasury that holds exactly so much of the payment token. */
    protected abstract Treasury treasury(long balance);

    protected abstract PaymentCurrency currency();

    /** Another account that can be paid, with each call; it holds nothing of the payment token. */
    protected abstract AccountId recipient();

    /** What an account holds of the payment token now, read past the port. */
    protected abstract long balance(AccountId account);

    /** The ledger's time now. */
    protected abstract Instant ledgerTime();

    /** All the texts by which people may name an account. */
    protected abstract Collection<String> spellings(AccountId account);

    /** The canonical id of an account that does not exist. */
    protected abstract AccountId nobody();

    // ---- what may be left alone

    /** Another client of the same ledger, as another JVM would have it. */
    protected PaymentLedger anotherClient() {
        throw declined("have a second client");
    }

    /** Moves the ledger's time on. */
    protected void advanceLedgerTime(Duration by) {
        throw declined("move the ledger's time");
    }

    /** The next submission never reaches the ledger. */
    protected void loseNextRequest() {
        throw declined("lose a request");
    }

    /** The next submission is executed, and its answer is lost. */
    protected void loseNextAnswer() {
        throw declined("lose an answer");
    }

    /** Another account that cannot be paid for a reason of {@link FailureScope#HOLDER}, with each call. */
    protected AccountId recipientWho(FailureCode failure) {
        throw declined("make a recipient " + failure);
    }

    /** Pauses the payment token. */
    protected void pauseToken() {
        throw declined("pause the payment token");
    }

    /** Skips the test, as this implementation's surroundings cannot do something. Never returns. */
    protected static RuntimeException declined(String what) {
        return Assumptions.abort("this ledger's tests cannot " + what);
    }

    // ---- words to test with

    static final DistributionId DISTRIBUTION = new DistributionId(new UUID(1, 1));

    final BatchInstruction instruction(Treasury treasury, List<Payment> payments) {
        BatchReference reference = new BatchReference(DISTRIBUTION, new BatchId(UUID.randomUUID()));
        return new BatchInstruction(reference, treasury, currency(), payments, false);
    }

    final Signed signed(Treasury treasury, Payment... payments) {
        return sign(ledger(), ledger().allocate(instruction(treasury, List.of(payments))));
    }

    static Signed sign(PaymentLedger by, Allocated allocated) {
        return await(by.sign(allocated));
    }

    final Submission submit(Signed signed) {
        return await(ledger().submit(signed));
    }

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(SECONDS_TO_WAIT, TimeUnit.SECONDS)
                .join();
    }

    static LedgerOutcome outcome(Object answer) {
        assertThat(answer).isInstanceOf(Settled.class);
        return ((Settled) answer).outcome();
    }

    final List<LedgerEntry> history(Treasury treasury, Instant since, int pageSize) {
        List<LedgerEntry> all = new ArrayList<>();
        try (LedgerHistory history = ledger().history(treasury, since)) {
            for (List<LedgerEntry> page = history.next(pageSize); !page.isEmpty(); page = history.next(pageSize)) {
                assertThat(page).hasSizeLessThanOrEqualTo(pageSize);
                all.addAll(page);
            }
        }
        return all;
    }
}
