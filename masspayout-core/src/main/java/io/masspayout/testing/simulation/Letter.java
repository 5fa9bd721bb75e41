package io.masspayout.testing.simulation;

import java.time.Instant;
import java.util.function.Consumer;

/**
 * A send on its way to the ledger, or an answer on its way back.
 *
 * @param number among those of its worker, from 1
 * @param content what it says
 * @param arrival makes it arrive, or suffer what a move of that kind does to it
 * @param lateSince when it was held up; {@link Instant#MAX} if it was not
 */
record Letter(
        SmallWorker worker,
        int number,
        boolean request,
        Object content,
        Consumer<Move.Kind> arrival,
        Instant lateSince) {

    boolean isLate() {
        return !lateSince.equals(Instant.MAX);
    }

    Letter heldUp(Instant now) {
        return new Letter(worker, number, request, content, arrival, now);
    }

    Footprint footprint() {
        Footprint ofWorker = Footprint.ofWorker(worker.number());
        return request ? ofWorker.andLedger() : ofWorker;
    }
}
