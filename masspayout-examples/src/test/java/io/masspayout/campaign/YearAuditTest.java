package io.masspayout.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.masspayout.model.AccountId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.money.Units;
import io.masspayout.testing.LedgerPayment;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A year's audit can fail: it finds nothing in a year that went well, and names each damage, be it to the books, on the ledger or to what was expected. */
@Tag("campaign")
class YearAuditTest {

    private static final String PLAIN = ExpectedPayout.scheduled(SmallYear.PLAIN);
    private static final String DAILY_2 = ExpectedPayout.turn(SmallYear.DAILY, 2);
    private static final String DAILY_3 = ExpectedPayout.turn(SmallYear.DAILY, 3);
    private static final String LATEST_2 = ExpectedPayout.turn(SmallYear.LATEST, 2);
    private static final String LATEST_3 = ExpectedPayout.turn(SmallYear.LATEST, 3);
    private static final String FIRST = " account 0.0.2000: ";

    @AutoClose
    private static SmallYear year;

    @BeforeAll
    static void live() throws Exception {
        year = SmallYear.live();
    }

    @Test
    void aYearThatWentWellHasNoViolation() throws SQLException {
        YearAudit audit = YearAudit.of(year.evidence(), year.places(), year.payouts(), year.templates());

        assertThat(audit.violations()).isEmpty();
        assertThat(audit.payouts())
                .containsExactly(entry("RECURRING", 8L), entry("SCHEDULED", 2L), entry("AUTOMATIC", 1L));
        assertThat(audit.leftOut()).isEqualTo(3);
        assertThat(audit.payments()).isEqualTo(3 * 3 + 2 * 4 + 2 * 5 + 3 + 3 + 4 + 4);
    }

    // ---- which payouts there are

    @Test
    void anExpectedPayoutIsMissing() throws SQLException {
        String another = "SCHEDULED another 2027-03-02T12:00:00.000000 of A0";

        assertThat(expecting(with(year.payouts(), new ExpectedPayout(another, SmallYear.FROM, true, List.of(1L)))))
                .containsExactly(another + " was expected 1 times and is there 0 times");
    }

    @Test
    void anExpectedPayoutWasCancelled() throws SQLException {
        assertNamed(
                damaged("UPDATE distribution SET status = 'CANCELLED' WHERE idempotency_key = 'plain'"),
                PLAIN + " was expected 1 times and is there 0 times");
    }

    @Test
    void aPayoutIsThereThatNobodyExpected() throws SQLException {
        List<String> violations = expecting(without(PLAIN));

        assertNamed(violations, PLAIN + " was expected 0 times and is there 1 times");
        assertNamed(
                violations, "distribution " + year.id("plain") + FIRST + "due nothing, paid 10.000000 in 1 payments");
    }

    @Test
    void aPayoutIsThereThatIsOfNoKindThatWasExpected() throws SQLException {
        assertNamed(
                damaged("UPDATE distribution SET execution_type = 'MANUAL', scheduled_time = NULL"
                        + " WHERE idempotency_key = 'plain'"),
                "MANUAL plain of A0 was expected 0 times and is there 1 times");
    }

    @Test
    void aPayoutIsOfAnotherAssetThatPaysTheSame() throws SQLException {
        assertNamed(
                damaged("UPDATE distribution SET asset_id = (SELECT id FROM asset WHERE symbol = 'A3')"
                        + " WHERE idempotency_key = 'plain'"),
                PLAIN.replace("of A0", "of A3") + " was expected 0 times and is there 1 times");
    }

    @Test
    void aPayoutIsThereTwice() throws SQLException {
        List<String> violations = damaged(
                "DROP INDEX idx_distribution_occurrence",
                "UPDATE distribution SET occurrence = 2, occurrence_at = TIMESTAMPTZ '2027-03-02T09:00:00Z'"
                        + " WHERE occurrence = 3 AND parent_id = '" + year.id("daily") + "'");

        assertNamed(violations, DAILY_2 + " was expected 1 times and is there 2 times");
        assertNamed(violations, DAILY_3 + " was expected 1 times and is there 0 times");
    }

    @Test
    void aPayoutIsExpectedTwice() throws SQLException {
        ExpectedPayout plain = payout(PLAIN);

        assertNamed(expecting(with(year.payouts(), plain)), PLAIN + " was expected 2 times and is there 1 times");
    }

    @Test
    void noPayoutOfAKindIsExpected() throws SQLException {
        for (String kind : List.of(ExpectedPayout.RECURRING, ExpectedPayout.SCHEDULED, ExpectedPayout.AUTOMATIC)) {
            assertThat(expecting(year.payouts().stream()
                            .filter(one -> !one.what().startsWith(kind))
                            .toList()))
                    .contains("no payout is " + kind.strip());
        }
    }

    @Test
    void noPayoutOfAKindIsThere() throws SQLException {
        assertThat(damaged("UPDATE distribution SET status = 'CANCELLED' WHERE occurrence IS NOT NULL"))
                .contains("no payout is RECURRING");
        assertThat(damaged("UPDATE distribution SET status = 'CANCELLED' WHERE execution_type = 'SCHEDULED'"
                        + " AND parent_id IS NULL"))
                .contains("no payout is SCHEDULED");
        assertThat(damaged("UPDATE distribution SET status = 'CANCELLED' WHERE trigger_contract_id IS NOT NULL"))
                .contains("no payout is AUTOMATIC");
    }

    // ---- how they ended and began

    @Test
    void aPayoutIsNotCompleted() throws SQLException {
        for (String status : List.of("PENDING", "PROCESSING", "PARTIALLY_COMPLETED", "FAILED")) {
            assertNamed(
                    damaged("UPDATE distribution SET status = '" + status + "' WHERE idempotency_key = 'plain'"),
                    PLAIN + " is " + status + ", planned at 2027-03-04 00:00:");
        }
    }

    @Test
    void aPayoutWasNeverPlanned() throws SQLException {
        List<String> violations = damaged("UPDATE distribution SET planned_at = NULL, plan_hash = NULL,"
                + " payable_amount = NULL, retained_amount = NULL, payable_holders = NULL, skipped_holders = NULL,"
                + " planned_batches = NULL WHERE idempotency_key = 'plain'");

        assertNamed(violations, PLAIN + " is COMPLETED, planned at no time, due at 2027-03-02 12:00:00+00");
        assertNamed(violations, "the amount is 60.000000, but 60.000000 is due and nothing retained");
    }

    @Test
    void aPayoutWasPlannedBeforeItsTime() throws SQLException {
        assertNamed(
                damaged("UPDATE distribution SET planned_at = TIMESTAMPTZ '2027-03-02T11:59:59.999Z'"
                        + " WHERE idempotency_key = 'plain'"),
                PLAIN + " is COMPLETED, planned at 2027-03-02 11:59:59.999+00, due at 2027-03-02 12:00:00+00");
    }

    // ---- what the ledger paid

    @Test
    void aHolderWasPaidTheWrongAmount() throws SQLException {
        for (long wrong : List.of(1L, 9_999_999L, 10_000_001L)) {
            assertNamed(
                    paying("plain", first(payment -> List.of(paid(payment, wrong)))),
                    PLAIN + FIRST + "due 10.000000 ",
                    ", paid " + Units.toDecimal(wrong, CampaignTerms.DECIMALS).toPlainString() + " in 1 payments");
        }
    }

    @Test
    void aHolderWasPaidTwice() throws SQLException {
        assertNamed(
                paying("plain", first(payment -> List.of(payment, payment))),
                PLAIN + FIRST + "due 10.000000 ",
                ", paid 20.000000 in 2 payments");
    }

    @Test
    void aHolderWasPaidInTwoParts() throws SQLException {
        assertNamed(
                paying("plain", first(payment -> List.of(paid(payment, 4_000_000), paid(payment, 6_000_000)))),
                PLAIN + FIRST + "due 10.000000 ",
                ", paid 10.000000 in 2 payments");
    }

    @Test
    void aHolderWasNotPaid() throws SQLException {
        assertNamed(
                paying("plain", first(payment -> List.of())),
                PLAIN + FIRST + "due 10.000000 ",
                ", paid nothing in 0 payments");
    }

    @Test
    void aHolderWasPaidBeforeItsTime() throws SQLException {
        assertNamed(
                paying("plain", first(payment -> List.of(started(payment, Instant.parse("2027-03-02T11:59:59Z"))))),
                PLAIN + FIRST + "due 10.000000 from 2027-03-02 12:00:00+00",
                ", paid 10.000000 in 1 payments, the first at 2027-03-02 11:59:59+00");
    }

    @Test
    void somebodyElseWasPaid() throws SQLException {
        assertNamed(
                paying("plain", first(payment -> List.of(payment, credited(payment, "0.0.2003")))),
                "distribution " + year.id("plain") + " account 0.0.2003: due nothing, paid 10.000000 in 1 payments");
    }

    @Test
    void aTemplateOrACancelledOnePaid() throws SQLException {
        List<LedgerPayment> payments = new ArrayList<>();
        year.evidence().payments(year.id("plain"), payments::add);

        for (String nobody : List.of("cancelled", "daily", "waiting")) {
            assertNamed(
                    paying(nobody, none -> payments),
                    "distribution " + year.id(nobody) + FIRST + "due nothing, paid 10.000000 in 1 payments");
        }
    }

    @Test
    void theCampaignsAuditsAreHeard() throws SQLException {
        List<String> violations = paying("plain", first(payment -> List.of()));

        assertNamed(violations, year.id("plain") + ": ", "0.0.2000 is PAID", "never paid");
        assertNamed(violations, "the database has 10.000000", "the ledger nothing by nobody");
    }

    // ---- templates

    @Test
    void aTemplateHasTheWrongStatus() throws SQLException {
        assertNamed(
                damaged("UPDATE distribution SET status = 'CANCELLED', next_occurrence = NULL,"
                        + " next_occurrence_at = NULL WHERE idempotency_key = 'daily'"),
                "daily is CANCELLED, expected PENDING, with 3 times, of which 3 were run and 0 left out");
        assertNamed(
                damaged("UPDATE distribution SET status = 'PENDING' WHERE idempotency_key = 'twice'"),
                "twice is PENDING, expected COMPLETED, with 2 times, of which 2 were run and 0 left out");
        assertNamed(
                damaged("UPDATE distribution SET status = 'CANCELLED' WHERE idempotency_key = 'waiting'"),
                "waiting is CANCELLED, expected PENDING, with 1 times, of which 1 were run and 0 left out");
    }

    @Test
    void aTemplateIsMissing() throws SQLException {
        assertThat(expectingTemplates(
                        with(year.templates(), new ExpectedTemplate("another", DistributionStatus.PENDING, 0))))
                .containsExactly(
                        "another is missing, expected PENDING, with 0 times, of which 0 were run and 0 left out");
    }

    @Test
    void aTemplateIsThereThatNobodyExpected() throws SQLException {
        assertThat(expectingTemplates(year.templates().stream()
                        .filter(one -> !one.key().equals("twice"))
                        .toList()))
                .containsExactly("twice is COMPLETED, expected none, with 0 times, of which 2 were run and 0 left out");
    }

    @Test
    void nobodySaysThatATimeWasLeftOut() throws SQLException {
        List<String> violations = damaged("DELETE FROM audit_event WHERE event = 'occurrences left out'");

        assertNamed(
                violations, "latest is PENDING, expected PENDING, with 3 times, of which 2 were run and 0 left out");
        assertNamed(
                violations, "skipping is PENDING, expected PENDING, with 3 times, of which 1 were run and 0 left out");
    }

    @Test
    void aTimeWasRunAndNotPaid() throws SQLException {
        assertNamed(
                damaged("UPDATE distribution SET status = 'CANCELLED' WHERE parent_id = '" + year.id("skipping") + "'"),
                "skipping is PENDING, expected PENDING, with 3 times, of which 0 were run and 2 left out");
    }

    @Test
    void theLatestTimeWasLeftOut() throws SQLException {
        assertThat(payout(LATEST_2).isRequired()).isFalse();
        assertNamed(
                damaged("UPDATE distribution SET status = 'CANCELLED' WHERE occurrence = 3 AND parent_id = '"
                        + year.id("latest") + "'"),
                LATEST_3 + " was expected 1 times and is there 0 times");
    }

    // ---- damages

    private static List<String> expecting(List<ExpectedPayout> payouts) throws SQLException {
        return violations(year.evidence(), payouts, year.templates());
    }

    private static List<String> expectingTemplates(List<ExpectedTemplate> templates) throws SQLException {
        return violations(year.evidence(), year.payouts(), templates);
    }

    private static List<String> damaged(String... sql) throws SQLException {
        return violations(new DamagedBooks(year.evidence(), List.of(sql)), year.payouts(), year.templates());
    }

    private static List<String> paying(String key, UnaryOperator<List<LedgerPayment>> damage) throws SQLException {
        return violations(new DamagedLedger(year.evidence(), year.id(key), damage), year.payouts(), year.templates());
    }

    private static List<String> violations(
            Evidence evidence, List<ExpectedPayout> payouts, List<ExpectedTemplate> templates) throws SQLException {
        return YearAudit.of(evidence, year.places(), payouts, templates).violations();
    }

    private static <T> List<T> with(List<T> all, T another) {
        List<T> more = new ArrayList<>(all);
        more.add(another);
        return more;
    }

    private static List<ExpectedPayout> without(String what) {
        return year.payouts().stream().filter(one -> !one.what().equals(what)).toList();
    }

    private static ExpectedPayout payout(String what) {
        return year.payouts().stream()
                .filter(one -> one.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    /** What becomes of the payment to the first holder. */
    private static UnaryOperator<List<LedgerPayment>> first(Function<LedgerPayment, List<LedgerPayment>> damage) {
        return payments -> payments.stream()
                .flatMap(payment -> (payment.credited().value().equals("0.0.2000")
                                ? damage.apply(payment)
                                : List.of(payment))
                        .stream())
                .toList();
    }

    private static LedgerPayment paid(LedgerPayment payment, long units) {
        return new LedgerPayment(
                payment.transactionId(), payment.batchId(), payment.named(), payment.credited(), units);
    }

    private static LedgerPayment credited(LedgerPayment payment, String account) {
        AccountId other = AccountId.of(account);
        return new LedgerPayment(payment.transactionId(), payment.batchId(), other, other, payment.amount());
    }

    private static LedgerPayment started(LedgerPayment payment, Instant at) {
        return new LedgerPayment(
                LedgerTransactionId.of("0.0.1001@" + at.getEpochSecond() + ".000000000"),
                payment.batchId(),
                payment.named(),
                payment.credited(),
                payment.amount());
    }

    private static void assertNamed(List<String> violations, String... words) {
        assertThat(violations).anySatisfy(violation -> assertThat(violation).contains(words));
    }
}
