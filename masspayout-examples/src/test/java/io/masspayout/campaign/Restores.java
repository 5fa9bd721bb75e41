package io.masspayout.campaign;

import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerHistory;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.model.Treasury;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Takes backups of the database, lets the ledger move on, and has the database come back as it was. */
final class Restores {

    /** So many transactions the ledger executes after a backup, if workers have something to pay. */
    private static final int MOST_FORGOTTEN = 40;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(6);

    /** On a busy machine workers take long to start; without a payment after it a backup has nothing to forget. */
    private static final Duration UNTIL_THE_FIRST = Duration.ofSeconds(40);

    private static final Duration LONGEST_IGNORANCE = Duration.ofSeconds(3);
    private static final int PAGE = 500;
    private static final int MAX_ATTEMPTS = 100;

    private final Scene scene;
    private final Tally tally;
    private final Random dice;
    private final Operator operator;
    private final Books books;
    private int backups;

    /**
     * What a database knew when it had come back.
     *
     * @param sent ledger ids that may have been sent
     * @param at when that was
     */
    private record Memory(Set<String> sent, Instant at) {}

    Restores(Scene scene, Tally tally, Random dice, Operator operator) {
        this.scene = scene;
        this.tally = tally;
        this.dice = dice;
        this.operator = operator;
        this.books = new Books(scene.dataSource());
    }

    /**
     * A backup, some payments, and the loss; afterwards everything is known again.
     *
     * @param calm runs before the operator comes: a person waits for better weather
     */
    void bring(RestoreKind kind, Runnable calm) {
        try {
            Instant at = scene.clock().instant();
            Path backup = backUp();
            letTheLedgerMoveOn();
            // A copied disk shows nothing: a person stops all workers first, as the documents say.
            boolean stopped = !kind.shows() || dice.nextInt(3) == 0;
            AtomicReference<Memory> memory = new AtomicReference<>();
            if (stopped) {
                scene.whileClosed(() -> {
                    scene.postgres().restore(backup, kind);
                    memory.set(memory());
                    calm.run();
                    operator.begin(kind.toString());
                });
            } else {
                scene.postgres().restore(backup, kind);
                memory.set(memory());
                // For a moment nobody knows but the workers, whose connections have broken.
                Await.atMost(
                        Duration.ofMillis(dice.nextInt(Math.toIntExact(LONGEST_IGNORANCE.toMillis()))), () -> false);
            }
            calm.run();
            operator.reconcile(kind + (stopped ? ", workers stopped" : ", workers alive"));
            count(kind, at, memory.get());
            tally.restored(kind + (stopped ? ", workers stopped" : ", workers alive"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("a restore failed", e);
        }
    }

    Path backUp() throws SQLException {
        Path backup = scene.directory().resolve("backup-" + ++backups);
        scene.postgres().backUp(backup);
        return backup;
    }

    private void letTheLedgerMoveOn() {
        long before = books.endedBatches();
        long wanted = 1L + dice.nextInt(MOST_FORGOTTEN);
        Await.atMost(UNTIL_THE_FIRST, () -> books.endedBatches() > before);
        Await.atMost(LONGEST_WAIT, () -> books.endedBatches() - before >= wanted);
    }

    // Counted at the end: right after the restore the ledger's records may not show yet what was paid last.
    private void count(RestoreKind kind, Instant since, Memory memory) {
        long lacking = scene.places().payers().stream()
                .flatMap(treasury -> history(treasury, since.minus(CampaignTerms.VALIDITY)).stream())
                .filter(entry -> !entry.payments().isEmpty())
                .filter(entry -> entry.settled().at().isBefore(memory.at))
                .filter(entry -> !memory.sent.contains(entry.transactionId().value()))
                .count();
        if (lacking > 0) {
            tally.count(Tally.LACKED);
            tally.add("transactions that the restored databases lacked", lacking);
        } else {
            tally.count("restores that lacked no payment, " + kind);
        }
    }

    private Memory memory() {
        Set<String> sent = new HashSet<>(books.lines(
                "SELECT transaction_id FROM batch_payout WHERE transaction_id IS NOT NULL AND status <> 'PENDING'"));
        return new Memory(sent, scene.clock().instant());
    }

    /** Read again from the beginning when bad weather breaks it off. */
    private List<LedgerEntry> history(Treasury treasury, Instant since) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            List<LedgerEntry> all = new ArrayList<>();
            try (LedgerHistory history = scene.gateway().history(treasury, since)) {
                for (List<LedgerEntry> page = history.next(PAGE); !page.isEmpty(); page = history.next(PAGE)) {
                    all.addAll(page);
                }
                return all;
            } catch (LedgerUnavailableException outage) {
                tally.count("looks of the conductor at the history that met an outage");
            }
        }
        throw new IllegalStateException("the history cannot be read in " + MAX_ATTEMPTS + " attempts");
    }
}
