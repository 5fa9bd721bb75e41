package io.masspayout.testing;

import io.masspayout.model.DistributionId;
import io.masspayout.model.HolderStatus;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Compares what the ledger moved with what the database says, and checks the promises that matter most: nobody is paid twice,
 * no payment is lost, the books balance. Knows nothing of how payments are made.
 *
 * <pre>{@code
 * AuditReport report = Auditor.audit(id, network::payments,
 *         AuditedBooks.of(distribution, holders -> store.statement(id, line -> holders.accept(AuditedHolder.of(line)))));
 * report.requireClean();
 * }</pre>
 *
 * <p>Nothing may be paid or recorded meanwhile, or the two sides are of different times. Memory: some 50 bytes for each account
 * paid, more for accounts that are not {@code 0.0.n}; holders of the database are not kept.
 */
public final class Auditor {

    private final AuditedBooks books;
    private final LedgerTally ledger = new LedgerTally();
    private final List<String> violations = new ArrayList<>();
    private final Map<HolderStatus, Long> counts = new EnumMap<>(HolderStatus.class);
    private BigInteger due = BigInteger.ZERO;
    private BigInteger paid = BigInteger.ZERO;
    private BigInteger unrecorded = BigInteger.ZERO;
    private long violationCount;
    private long holders;
    private long unrecordedHolders;

    private Auditor(AuditedBooks books) {
        this.books = books;
    }

    /**
     * Audits one distribution.
     *
     * @param ledger gives every movement of money that names the distribution in its memo, from the ledger's own history;
     *     {@link SimulatedNetwork#payments} is one
     * @param books what the database says
     */
    public static AuditReport audit(
            DistributionId distribution,
            BiConsumer<DistributionId, Consumer<LedgerPayment>> ledger,
            AuditedBooks books) {
        Auditor auditor = new Auditor(books);
        ledger.accept(distribution, payment -> auditor.ledger.add(payment, auditor::violated));
        books.holders().accept(auditor::examine);
        auditor.conclude();
        return auditor.report();
    }

    private void violated(String what) {
        violationCount++;
        if (violations.size() < AuditReport.MAX_LISTED) {
            violations.add(what);
        }
    }

    private void require(boolean condition, AuditedHolder holder, String otherwise) {
        if (!condition) {
            violated(holder.account() + " is " + holder.status() + " but " + otherwise);
        }
    }

    private void examine(AuditedHolder holder) {
        holders++;
        counts.merge(holder.status(), 1L, Long::sum);
        due = due.add(BigInteger.valueOf(holder.due()));
        paid = paid.add(BigInteger.valueOf(holder.paid()));
        require(holder.due() >= 0, holder, "due " + holder.due());
        int payment = ledger.find(holder.account());
        boolean moved = payment != LedgerTally.NONE;
        if (moved && !ledger.claim(payment)) {
            violated(holder.account() + " shares a ledger payment with another row: two rows are one account");
        }
        if (holder.status().isPaid()) {
            examinePaid(holder, payment);
        } else {
            require(holder.paid() == 0, holder, "has paid " + holder.paid());
            require(holder.settledBy() == null, holder, "settled by " + holder.settledBy());
            if (moved && holder.status().isWaiting() && books.isOpen()) {
                unrecordedHolders++;
                unrecorded = unrecorded.add(ledger.amount(payment));
            } else {
                require(!moved, holder, "the ledger paid it by " + (moved ? ledger.transaction(payment) : "nothing"));
            }
            examineUnpaid(holder);
        }
    }

    private void examinePaid(AuditedHolder holder, int payment) {
        require(holder.paid() == holder.due(), holder, "due " + holder.due() + " and paid " + holder.paid());
        if (payment == LedgerTally.NONE) {
            require(false, holder, "the ledger never paid it");
            return;
        }
        BigInteger moved = ledger.amount(payment);
        require(
                moved.equals(BigInteger.valueOf(holder.paid())),
                holder,
                "paid " + holder.paid() + " and the ledger moved " + moved);
        require(
                ledger.transaction(payment).equals(holder.settledBy()),
                holder,
                "settled by " + holder.settledBy() + " and the ledger says " + ledger.transaction(payment));
    }

    private void examineUnpaid(AuditedHolder holder) {
        Runnable examination = switch (holder.status()) {
            case PENDING -> () -> examineWaiting(holder);
            case FAILED ->
                () -> {
                    require(holder.explained(), holder, "no reason is given");
                    require(holder.due() > 0, holder, "due nothing");
                };
            case SKIPPED ->
                () -> {
                    require(holder.explained(), holder, "no reason is given");
                    require(holder.due() == 0, holder, "due " + holder.due());
                };
            case CANCELLED -> () -> require(books.mayHaveCancelled(), holder, "the distribution is " + books.status());
            case PAID -> throw new IllegalStateException("paid holders are examined elsewhere");
        };
        examination.run();
    }

    private void examineWaiting(AuditedHolder holder) {
        require(books.isOpen(), holder, "the distribution is " + books.status());
        require(holder.inBatch(), holder, "in no batch, so it waits for nothing");
        require(holder.due() > 0, holder, "due nothing");
    }

    private void conclude() {
        ledger.unclaimed(account -> violated("the ledger paid " + account + ", of whom the database knows nothing"));
        balance("the sum of what holders are due", due, BigInteger.valueOf(books.payable()));
        balance(
                "payable and retained together",
                BigInteger.valueOf(books.payable()).add(BigInteger.valueOf(books.retained())),
                BigInteger.valueOf(books.total()));
        balance("what the ledger moved", ledger.units(), paid.add(unrecorded));
        long paidHolders = count(HolderStatus.PAID);
        long unpaid = count(HolderStatus.FAILED) + count(HolderStatus.CANCELLED) + count(HolderStatus.PENDING);
        boolean plausible = switch (books.status()) {
            case PENDING -> paidHolders == 0;
            case PROCESSING, CANCELLED -> true;
            case COMPLETED -> unpaid == 0;
            case PARTIALLY_COMPLETED -> paidHolders > 0 && unpaid > 0;
            case FAILED -> paidHolders == 0 && unpaid > 0;
        };
        if (!plausible) {
            violated("the distribution is " + books.status() + " with " + paidHolders + " paid and " + unpaid
                    + " unpaid holders");
        }
    }

    private void balance(String what, BigInteger is, BigInteger should) {
        if (!is.equals(should)) {
            violated("books do not balance: " + what + " is " + is + " and should be " + should);
        }
    }

    private long count(HolderStatus status) {
        return counts.getOrDefault(status, 0L);
    }

    private AuditReport report() {
        return new AuditReport(
                violations,
                violationCount,
                holders,
                count(HolderStatus.PAID),
                count(HolderStatus.FAILED),
                count(HolderStatus.SKIPPED),
                count(HolderStatus.CANCELLED),
                count(HolderStatus.PENDING),
                unrecordedHolders,
                ledger.transactions(),
                ledger.units());
    }
}
