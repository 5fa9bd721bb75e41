package io.masspayout.testing;

import static io.masspayout.testing.PayoutScene.DISTRIBUTION;
import static io.masspayout.testing.PayoutScene.account;
import static io.masspayout.testing.PayoutScene.pay;
import static io.masspayout.testing.PayoutScene.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.masspayout.ledger.Signed;
import io.masspayout.model.AccountId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Payment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditorTest {

    private static final String ALIAS = "0xabcdefabcdefabcdefabcdefabcdefabcdefabcd";
    private static final LedgerTransactionId MADE_UP = LedgerTransactionId.of("0.0.1@1.1");

    private final PayoutScene scene = new PayoutScene();
    private final SimulatedLedger ledger = scene.ledger();
    private final List<AuditedHolder> holders = new ArrayList<>();
    private DistributionStatus status = DistributionStatus.COMPLETED;
    private long retained = 3;

    private LedgerTransactionId pays(Payment... payments) {
        Signed signed = scene.signed(ledger, payments);
        submit(ledger, signed);
        return signed.transactionId();
    }

    private void holder(
            AccountId account,
            long due,
            long paid,
            HolderStatus holderStatus,
            boolean explained,
            @Nullable LedgerTransactionId by) {
        holders.add(new AuditedHolder(account, due, paid, holderStatus, explained, true, by));
    }

    private void paid(long number, long amount, LedgerTransactionId by) {
        holder(account(number), amount, amount, HolderStatus.PAID, false, by);
    }

    private AuditReport audit() {
        long payable = holders.stream().mapToLong(AuditedHolder::due).sum();
        return audit(payable + retained, payable);
    }

    private AuditReport audit(long total, long payable) {
        return Auditor.audit(
                DISTRIBUTION,
                scene.network::payments,
                new AuditedBooks(status, total, payable, retained, each -> holders.forEach(each)));
    }

    private void assertViolation(String... words) {
        AuditReport report = audit();
        assertThat(report.isClean()).isFalse();
        assertThat(report.violations())
                .anySatisfy(violation -> assertThat(violation).contains(words));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(report::requireClean)
                .withMessageContaining(words[0]);
    }

    @Test
    void whatIsRightIsCleanWithItsFigures() {
        LedgerTransactionId first = pays(pay(1, 10), pay(2, 20));
        LedgerTransactionId second = pays(pay(3, 30));
        paid(1, 10, first);
        paid(2, 20, first);
        paid(3, 30, second);
        holder(account(4), 40, 0, HolderStatus.FAILED, true, null);
        holder(account(5), 0, 0, HolderStatus.SKIPPED, true, null);
        status = DistributionStatus.PARTIALLY_COMPLETED;

        AuditReport report = audit().requireClean();

        assertThat(report).isEqualTo(new AuditReport(List.of(), 0, 5, 3, 1, 1, 0, 0, 0, 2, BigInteger.valueOf(60)));
        assertThat(report.toString()).contains("3 paid", "60 units in 2 transactions", "nothing wrong");
    }

    @Test
    void nobodyMayBePaidTwiceByTwoTransactions() {
        LedgerTransactionId first = pays(pay(1, 10));
        pays(pay(1, 10));
        paid(1, 10, first);
        assertViolation("PAID TWICE", "0.0.1");
    }

    @Test
    void nobodyMayBePaidTwiceUnderTwoNames() {
        scene.network.account("0.0.1").alias(ALIAS);
        LedgerTransactionId first = pays(pay(1, 10));
        LedgerTransactionId second = pays(new Payment(AccountId.of(ALIAS), 10));
        paid(1, 10, first);
        holder(AccountId.of(ALIAS), 10, 10, HolderStatus.PAID, false, second);
        assertViolation("PAID TWICE", "0.0.1");
        assertViolation("two rows are one account");
    }

    @Test
    void whoWasPaidUnderAnAliasIsFoundUnderIt() {
        scene.network.account("0.0.1").alias(ALIAS);
        LedgerTransactionId by = pays(new Payment(AccountId.of(ALIAS), 10));
        holder(AccountId.of(ALIAS), 10, 10, HolderStatus.PAID, false, by);
        audit().requireClean();
    }

    @Test
    void paidNeedsAPaymentOnTheLedger() {
        paid(1, 10, MADE_UP);
        assertViolation("0.0.1 is PAID", "never paid");
    }

    @Test
    void paidNeedsExactlyThatAmountByExactlyThatTransaction() {
        LedgerTransactionId by = pays(pay(1, 10), pay(2, 10), pay(3, 10));
        paid(1, 11, by);
        paid(2, 10, MADE_UP);
        holder(account(3), 9, 10, HolderStatus.PAID, false, by);
        assertViolation("0.0.1 is PAID", "paid 11 and the ledger moved 10");
        assertViolation("0.0.2 is PAID", "settled by " + MADE_UP);
        assertViolation("0.0.3 is PAID", "due 9 and paid 10");
    }

    @Test
    void whoTheLedgerPaidIsPaid() {
        pays(pay(1, 10), pay(2, 10), pay(3, 10), pay(4, 10));
        holder(account(1), 10, 0, HolderStatus.FAILED, true, null);
        holder(account(2), 0, 0, HolderStatus.SKIPPED, true, null);
        holder(account(3), 10, 0, HolderStatus.CANCELLED, false, null);
        status = DistributionStatus.CANCELLED;
        assertViolation("0.0.1 is FAILED", "the ledger paid it");
        assertViolation("0.0.2 is SKIPPED", "the ledger paid it");
        assertViolation("0.0.3 is CANCELLED", "the ledger paid it");
        assertViolation("the ledger paid 0.0.4", "knows nothing");
    }

    @Test
    void whatIsOnItsWayIsNoViolationWhileSomethingIsOpen() {
        pays(pay(1, 10));
        holder(account(1), 10, 0, HolderStatus.PENDING, false, null);
        holder(account(2), 10, 0, HolderStatus.PENDING, false, null);
        status = DistributionStatus.PROCESSING;
        AuditReport report = audit().requireClean();
        assertThat(report.waiting()).isEqualTo(2);
        assertThat(report.unrecorded()).isEqualTo(1);
        status = DistributionStatus.PARTIALLY_COMPLETED;
        assertViolation("0.0.1 is PENDING", "the ledger paid it");
        assertViolation("0.0.2 is PENDING", "the distribution is PARTIALLY_COMPLETED");
    }

    @Test
    void nobodyIsLeftWithoutAReason() {
        status = DistributionStatus.FAILED;
        holder(account(1), 10, 0, HolderStatus.FAILED, false, null);
        holder(account(2), 0, 0, HolderStatus.SKIPPED, false, null);
        assertViolation("0.0.1 is FAILED", "no reason is given");
        assertViolation("0.0.2 is SKIPPED", "no reason is given");
    }

    @Test
    void whoWaitsWaitsForABatch() {
        status = DistributionStatus.PROCESSING;
        holders.add(new AuditedHolder(account(1), 10, 0, HolderStatus.PENDING, false, false, null));
        assertViolation("0.0.1 is PENDING", "waits for nothing");
    }

    @Test
    void cancelledHoldersBelongToACancelledDistribution() {
        holder(account(1), 10, 0, HolderStatus.CANCELLED, false, null);
        status = DistributionStatus.FAILED;
        assertViolation("0.0.1 is CANCELLED", "the distribution is FAILED");
        status = DistributionStatus.CANCELLED;
        audit().requireClean();
    }

    @Test
    void unpaidHoldersHaveNoTraceOfAPayment() {
        status = DistributionStatus.FAILED;
        holder(account(1), 10, 4, HolderStatus.FAILED, true, MADE_UP);
        assertViolation("0.0.1 is FAILED", "has paid 4");
        assertViolation("0.0.1 is FAILED", "settled by");
    }

    @Test
    void booksMustBalance() {
        LedgerTransactionId by = pays(pay(1, 10));
        paid(1, 10, by);
        assertThat(audit(13, 10).isClean()).isTrue();
        assertThat(audit(14, 10).violations()).singleElement().asString().contains("is 13 and should be 14");
        assertThat(audit(14, 11).violations()).singleElement().asString().contains("is 10 and should be 11");
    }

    @Test
    void theStatusMustFitTheHolders() {
        LedgerTransactionId by = pays(pay(1, 10));
        paid(1, 10, by);
        for (DistributionStatus wrong : List.of(
                DistributionStatus.PENDING, DistributionStatus.PARTIALLY_COMPLETED, DistributionStatus.FAILED)) {
            status = wrong;
            assertViolation("the distribution is " + wrong, "1 paid");
        }
        status = DistributionStatus.COMPLETED;
        audit().requireClean();
    }

    @Test
    void listsSoManyViolationsAndCountsThemAll() {
        for (int i = 0; i < 500; i++) {
            paid(1_000_000 + i, 1, MADE_UP);
        }
        AuditReport report = audit();
        assertThat(report.violations()).hasSize(AuditReport.MAX_LISTED);
        assertThat(report.violationCount()).isEqualTo(501);
    }

    @Test
    void manyHoldersAreAuditedAtOnce() {
        for (int batch = 0; batch < 500; batch++) {
            Payment[] payments = new Payment[100];
            for (int i = 0; i < payments.length; i++) {
                payments[i] = pay(10_000 + batch * 100L + i, 1);
                scene.network.account(payments[i].account().value());
            }
            LedgerTransactionId by = pays(payments);
            for (Payment payment : payments) {
                holder(payment.account(), 1, 1, HolderStatus.PAID, false, by);
            }
        }
        assertThat(audit().requireClean().paid()).isEqualTo(50_000);
        holders.remove(25_000);
        assertViolation("the ledger paid 0.0.35000");
    }
}
