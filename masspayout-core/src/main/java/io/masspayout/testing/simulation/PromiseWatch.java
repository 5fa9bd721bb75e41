package io.masspayout.testing.simulation;

import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.BatchStatus;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.store.StatementLine;
import io.masspayout.testing.AuditedBooks;
import io.masspayout.testing.AuditedHolder;
import io.masspayout.testing.Auditor;
import io.masspayout.testing.SimulatedNetwork;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at ledger and database after every step, and knows nothing of the engine: nobody is paid twice, nobody is lost, the books balance;
 * nothing is on the ledger that is no intent in the database; nothing is begun while held; what has ended stays as it is.
 *
 * <p>A database that was put back to a backup has forgotten intents, and nothing else is forgiven: a payment that was an intent in the database
 * that was lost may be missing until it is read back, and meanwhile the books do not balance. That no holder is paid twice holds all the time, but
 * where a clone of the database pays at the same time.
 */
final class PromiseWatch {

    private final SimulatedDatabase database;
    private final SimulatedNetwork network;
    private final Clones clones;
    private final Map<DistributionId, Look> last = new HashMap<>();
    /** What was an intent in a database before it was put back to a backup. */
    private final Set<LedgerTransactionId> intendedBefore = new HashSet<>();

    private long looks;

    /** Everything that a look depends on. */
    private record Look(
            Distribution distribution, List<StatementLine> lines, Map<BatchId, BatchPayout> batches, int executed) {

        boolean sameBooks(Look other) {
            return executed == other.executed && distribution.equals(other.distribution) && lines.equals(other.lines);
        }
    }

    PromiseWatch(SimulatedDatabase database, SimulatedNetwork network, Clones clones) {
        this.database = database;
        this.network = network;
        this.clones = clones;
    }

    long looks() {
        return looks;
    }

    /** How many transactions the ledger has executed. */
    int executed() {
        return network.executed();
    }

    /** Takes note of what the database knows before it becomes an older one, in which what has ended may have another end. */
    void databaseFallsBack(List<DistributionId> ids) {
        ids.forEach(id -> intendedBefore.addAll(intents(database.batches(id), database.statement(id))));
        last.clear();
    }

    /** Adds what it remembers that decides what it finds wrong later. */
    void addTo(StateDigest state) {
        Structure.add(state, intendedBefore);
    }

    /** Whether the ledger has payments that the database does not know; a clone's payment is known when its holder has been paid, by either side. */
    boolean hasForgotten(List<DistributionId> ids) {
        return ids.stream().anyMatch(this::hasForgotten);
    }

    private boolean hasForgotten(DistributionId id) {
        List<StatementLine> lines = database.statement(id);
        Set<LedgerTransactionId> known = intents(database.batches(id), lines);
        Set<AccountId> paid = lines.stream()
                .filter(line -> line.settledBy() != null)
                .map(StatementLine::account)
                .collect(Collectors.toSet());
        List<LedgerTransactionId> forgotten = new ArrayList<>();
        network.payments(id, payment -> {
            boolean paidByBoth = clones.haveSent(payment.transactionId()) && paid.contains(payment.named());
            if (!known.contains(payment.transactionId()) && !paidByBoth) {
                forgotten.add(payment.transactionId());
            }
        });
        return !forgotten.isEmpty();
    }

    /** Everything that is wrong with a distribution now; empty if nothing is. */
    List<String> look(DistributionId id) {
        looks++;
        List<String> wrong = new ArrayList<>();
        Distribution distribution = database.distribution(id);
        Map<BatchId, BatchPayout> batches = new HashMap<>();
        database.batches(id).forEach(batch -> batches.put(batch.id(), batch));
        List<StatementLine> lines = database.statement(id);
        Look now = new Look(distribution, lines, batches, network.executed());
        Look before = last.put(id, now);
        if (before != null && now.equals(before)) {
            return wrong;
        }
        Set<LedgerTransactionId> unintended = unintended(id, batches.values(), lines);
        clones.look(id, batches.values(), network);
        boolean paidByBoth = (!unintended.isEmpty() || !clones.isEmpty()) && noHolderIsPaidTwice(id, wrong);
        boolean balances = unintended.isEmpty() && !paidByBoth;
        // The auditor would come to the same end as the last time.
        if (balances && distribution.isPlanned() && (before == null || !now.sameBooks(before))) {
            wrong.addAll(Auditor.audit(
                            id,
                            network::payments,
                            AuditedBooks.of(
                                    distribution, each -> lines.forEach(line -> each.accept(AuditedHolder.of(line)))))
                    .violations());
        }
        for (LedgerTransactionId transaction : unintended) {
            if (!intendedBefore.contains(transaction) && !clones.haveSent(transaction)) {
                wrong.add("the ledger has " + transaction + ", which is no intent in the database");
            }
        }
        noBatchIsOpenInWhatHasEnded(distribution, batches, wrong);
        if (before != null) {
            batches.forEach((batchId, batch) -> {
                BatchPayout was = before.batches.get(batchId);
                if (was != null) {
                    compare(was, batch, before.distribution.held() && distribution.held(), wrong);
                }
            });
        }
        return wrong;
    }

    /** Returns whether a holder was paid by a clone and by the database itself, before they could know of each other. */
    private boolean noHolderIsPaidTwice(DistributionId id, List<String> wrong) {
        Map<AccountId, LedgerTransactionId> paid = new HashMap<>();
        Set<AccountId> byBoth = new HashSet<>();
        network.payments(id, payment -> {
            LedgerTransactionId first = paid.putIfAbsent(payment.credited(), payment.transactionId());
            if (first != null && clones.mayBothHavePaid(payment.credited(), first, payment.transactionId())) {
                byBoth.add(payment.credited());
            } else if (first != null) {
                wrong.add("the ledger paid " + payment.credited() + " by " + first + " and again by "
                        + payment.transactionId());
            }
        });
        return !byBoth.isEmpty();
    }

    /** What has moved money without being an intent in the database. */
    private Set<LedgerTransactionId> unintended(
            DistributionId id, Collection<BatchPayout> batches, List<StatementLine> lines) {
        Set<LedgerTransactionId> intended = intents(batches, lines);
        Set<LedgerTransactionId> unintended = new LinkedHashSet<>();
        network.payments(id, payment -> {
            if (!intended.contains(payment.transactionId())) {
                unintended.add(payment.transactionId());
            }
        });
        return unintended;
    }

    /**
     * What the database knows that it sent: the ids of batches that were intents, and those by which it says that holders were paid. A batch that
     * was cancelled was no intent; one that a database has forgotten as an intent may be cancelled in it, and its payment is adopted later.
     */
    static Set<LedgerTransactionId> intents(Collection<BatchPayout> batches, List<StatementLine> lines) {
        Set<LedgerTransactionId> intended = new HashSet<>();
        for (BatchPayout batch : batches) {
            LedgerTransactionId transaction = batch.transactionId();
            if (transaction != null && wasIntent(batch.status())) {
                intended.add(transaction);
            }
        }
        for (StatementLine line : lines) {
            LedgerTransactionId transaction = line.settledBy();
            if (transaction != null) {
                intended.add(transaction);
            }
        }
        return intended;
    }

    private static boolean wasIntent(BatchStatus status) {
        return switch (status) {
            case PENDING, CANCELLED -> false;
            case PROCESSING, COMPLETED, FAILED -> true;
        };
    }

    private static void noBatchIsOpenInWhatHasEnded(
            Distribution distribution, Map<BatchId, BatchPayout> batches, List<String> wrong) {
        boolean ended = switch (distribution.status()) {
            case PENDING, PROCESSING -> false;
            case COMPLETED, PARTIALLY_COMPLETED, FAILED, CANCELLED -> true;
        };
        for (BatchPayout batch : batches.values()) {
            if (ended && !batch.status().isFinal()) {
                wrong.add("the distribution is " + distribution.status() + " but batch " + batch.batchNumber() + " is "
                        + batch.status());
            }
        }
    }

    private static void compare(BatchPayout was, BatchPayout is, boolean held, List<String> wrong) {
        if (held && was.status().isUnsent() && is.status().isInFlight()) {
            wrong.add("batch " + is.batchNumber() + " was begun while its distribution is held");
        }
        if (was.status().isFinal() && (is.status() != was.status() || is.paidAmount() != was.paidAmount())) {
            wrong.add("batch " + is.batchNumber() + " had ended " + was.status() + " with " + was.paidAmount()
                    + " paid and is now " + is.status() + " with " + is.paidAmount());
        }
        if (was.transactionId() != null && !was.transactionId().equals(is.transactionId())) {
            wrong.add("batch " + is.batchNumber() + " had the id " + was.transactionId() + " and has now "
                    + is.transactionId());
        }
    }
}
