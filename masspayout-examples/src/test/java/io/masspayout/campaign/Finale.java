package io.masspayout.campaign;

import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.store.RetryResult;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * The end of a campaign: everything is mended, everybody is let go on, and the workers have to bring every distribution to its end. Some
 * of those with failures are tried again, and have to be paid to the last holder.
 */
final class Finale {

    private static final String WHO = "the conductor";

    private final Scene scene;
    private final Tally tally;
    private final Books books;
    private final Duration standstill;
    private final boolean restored;

    /**
     * The end.
     *
     * @param restored whether the database has forgotten, so that a person may still have to lift a stop
     */
    Finale(Scene scene, Tally tally, Duration standstill, boolean restored) {
        this.scene = scene;
        this.tally = tally;
        this.books = new Books(scene.dataSource());
        this.standstill = standstill;
        this.restored = restored;
    }

    void play() {
        scene.console().fair();
        scene.fillTreasuries();
        if (restored) {
            new Operator(scene, tally, () -> {}).reconcile("the end of the campaign");
        }
        for (UUID held : books.held()) {
            scene.client().distributions().resume(new DistributionId(held), WHO, "the end of the campaign");
        }
        awaitEnd();
        // Or somebody would be told of an obstacle that is gone, and fail again.
        scene.console().awaitKnown();
        List<DistributionId> retried = retryHalf();
        awaitEnd();
        for (DistributionId id : retried) {
            DistributionStatus status = scene.client().distributions().get(id).status();
            if (status != DistributionStatus.COMPLETED) {
                throw new IllegalStateException("everything is mended, but after retryFailed " + id + " is " + status);
            }
        }
        scene.killWorkers();
        scene.console().deliverDelayed();
    }

    /** The other half stays as it is: an end with failures is an end, too. */
    private List<DistributionId> retryHalf() {
        List<UUID> unpaid = books.withFailures();
        List<DistributionId> retried = unpaid.subList(0, (unpaid.size() + 1) / 2).stream()
                .map(DistributionId::new)
                .toList();
        for (DistributionId id : retried) {
            RetryResult result = scene.client().payouts().retryFailed(id, WHO, "the causes are mended");
            tally.count("distributions retried at the end");
            tally.add("holders retried at the end", result.holders());
        }
        return retried;
    }

    // How long it takes hangs on what is left and on the machine; that nothing moves any more is what must not be.
    private void awaitEnd() {
        long ended = -1;
        while (books.open() > 0) {
            long before = ended;
            ended = books.endedBatches();
            if (ended == before) {
                throw new IllegalStateException("for " + standstill.toSeconds() + " s no batch has ended"
                        + System.lineSeparator() + String.join(System.lineSeparator(), books.stuck()));
            }
            Await.atMost(standstill, () -> books.open() == 0);
        }
    }
}
