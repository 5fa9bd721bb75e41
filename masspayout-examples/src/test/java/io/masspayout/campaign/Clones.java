package io.masspayout.campaign;

import io.masspayout.model.DistributionId;
import io.masspayout.testing.LedgerPayment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A copy of the database lives on beside production as a staging system, with the same key and with workers of its own. Here alone holders
 * may be paid twice: by what both send before they have seen each other's payments.
 */
final class Clones {

    /** Two looks at the history, and the pace of workers: by then each has seen what the other one pays. */
    private static final Duration UNTIL_BOTH_HAVE_LOOKED = Duration.ofSeconds(45);

    private static final int WORKERS = 2;
    private static final String STOPPED =
            "SELECT account_id FROM treasury WHERE stopped_code IN ('UNKNOWN_PAYMENT', 'OTHER_BOOK')";

    private final Scene scene;
    private final Tally tally;
    private final Operator operator;
    private final Restores restores;
    private final Set<String> theirs = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private int number;

    Clones(Scene scene, Tally tally, Operator operator, Restores restores) {
        this.scene = scene;
        this.tally = tally;
        this.operator = operator;
        this.restores = restores;
    }

    /** Ledger ids that clones have made. */
    Set<String> theirTransactions() {
        return theirs;
    }

    /** Where a clone or production went on paying though it had to be stopped. */
    List<String> violations() {
        return violations;
    }

    /** A clone comes, lives until both were stopped or have had the time for it, and goes. */
    void bring(RestoreKind kind, Iterable<Declared> declared) {
        number++;
        try {
            Path backup = restores.backUp();
            Set<String> before = transactions(scene.postgres().jdbcUrl());
            try (ControlledPostgres staging = scene.postgres().cloned(backup, kind)) {
                live(staging, before);
            }
            ServerFiles.remove(backup);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("a clone failed", e);
        }
        operator.reconcile("clone " + number + " was found and shut down");
        countTwice(declared);
        tally.restored("clones, " + kind);
    }

    private void live(ControlledPostgres staging, Set<String> before) throws SQLException {
        List<ChildJvm> workers = new ArrayList<>();
        for (int i = 1; i <= WORKERS; i++) {
            workers.add(scene.startWorker("staging-" + i, staging.jdbcUrl(), Rehearsal.sharing(scene.kind())));
        }
        String production = scene.postgres().jdbcUrl();
        Await.atMost(UNTIL_BOTH_HAVE_LOOKED, () -> isStopped(production) && isStopped(staging.jdbcUrl()));
        workers.forEach(ChildJvm::kill);
        Set<String> made = transactions(staging.jdbcUrl());
        made.removeAll(before);
        made.removeAll(transactions(production));
        theirs.addAll(made);
        tally.count(isStopped(staging.jdbcUrl()) ? "clones that were stopped" : "clones that were not stopped in time");
        tally.count(made.isEmpty() ? "clones that sent nothing" : "clones that sent something");
        if (!made.isEmpty()) {
            tally.count(
                    isStopped(production) ? "clones that stopped production" : "clones that did not stop production");
        }
    }

    private static boolean isStopped(String jdbcUrl) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl)) {
            return !Books.lines(connection, STOPPED).isEmpty();
        } catch (SQLException e) {
            return false;
        }
    }

    private static Set<String> transactions(String jdbcUrl) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl)) {
            return new HashSet<>(
                    Books.lines(
                            connection,
                            "SELECT transaction_id FROM batch_payout WHERE transaction_id IS NOT NULL AND status <> 'PENDING'"));
        }
    }

    /** Holders whom the ledger has paid by more than one transaction: each of them by a clone's, and not more batches than the pace allows. */
    private void countTwice(Iterable<Declared> declared) {
        Set<String> batches = new HashSet<>();
        for (Declared one : declared) {
            paidTwice(scene, one.id()).values().forEach(payments -> {
                List<String> ids = payments.stream()
                        .map(payment -> payment.transactionId().value())
                        .toList();
                if (ids.stream().noneMatch(theirs::contains)) {
                    violations.add(one.id() + ": paid twice, by " + ids + ", and no clone took part");
                }
                ids.stream().filter(theirs::contains).forEach(batches::add);
            });
        }
        long fresh = batches.size() - tally.of(Tally.BY_CLONES);
        tally.add(Tally.BY_CLONES, fresh);
        if (fresh > CampaignTerms.TWICE_AT_MOST) {
            violations.add("clone " + number + ": " + fresh + " batches were paid twice, at most "
                    + CampaignTerms.TWICE_AT_MOST + " can be sent before both have looked");
        }
    }

    /** Payments of each account that has several. */
    static Map<String, List<LedgerPayment>> paidTwice(Evidence evidence, DistributionId distribution) {
        List<LedgerPayment> all = new ArrayList<>();
        evidence.payments(distribution, all::add);
        return all.stream()
                .collect(
                        Collectors.groupingBy(payment -> payment.credited().value(), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .filter(each -> each.getValue().size() > 1)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
