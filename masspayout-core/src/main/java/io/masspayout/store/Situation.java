package io.masspayout.store;

import io.masspayout.model.Distribution;
import io.masspayout.model.TreasuryStop;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that the database knows of why a distribution goes on or does not. Nothing is locked, so it tells a person what to do, and is no
 * leave to send.
 *
 * @param distribution as it is stored
 * @param progress how far it is
 * @param obstacles everything that stands in its way, in the order of {@link Obstacle}
 * @param stop why its treasury is stopped, if it is
 * @param probing how a stop is tried that no look at the treasury can judge, if it is such a stop
 * @param history how far the ledger's history of its treasury is compared with the database
 * @param silence the ledger's silence at the last look at its treasury, if it gave no answer then
 * @param shortage what the treasury lacked at the last look, if money has not been reserved since
 * @param worker the worker that holds open batches of it for longest, if any does
 */
public record Situation(
        Distribution distribution,
        Progress progress,
        Set<Obstacle> obstacles,
        Optional<TreasuryStop> stop,
        Optional<Probing> probing,
        FollowedHistory history,
        Optional<Silence> silence,
        Optional<Shortage> shortage,
        Optional<AtWork> worker) {

    /**
     * A worker that holds a batch.
     *
     * @param owner the name of the worker
     * @param since when it took the batch, by the database's clock; {@code null} for a worker of an earlier release
     * @param until when its lease runs out, unless the worker renews it
     */
    public record AtWork(String owner, @Nullable Instant since, Instant until) {

        public AtWork {
            Objects.requireNonNull(owner, "owner");
            Objects.requireNonNull(until, "until");
        }
    }

    public Situation {
        Set<Obstacle> inOrder = EnumSet.noneOf(Obstacle.class);
        inOrder.addAll(obstacles);
        obstacles = Collections.unmodifiableSet(inOrder);
    }

    /** The obstacle that a step would meet first, if it would meet any. */
    public Optional<Obstacle> obstacle(Obstacle.Step step) {
        return Obstacle.against(step).stream().filter(obstacles::contains).findFirst();
    }
}
