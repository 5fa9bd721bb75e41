package io.masspayout.engine;

import io.masspayout.engine.Waiting.Reason;
import io.masspayout.model.Actor;
import io.masspayout.store.FollowedHistory;
import java.time.Instant;
import java.util.Optional;

/** What a distribution waits for while the ledger's history is not compared with the database far enough. */
final class HistoryWaiting {

    private HistoryWaiting() {}

    /**
     * What the database alone knows. A comparison that is merely old is none of it: the next call makes a new one.
     *
     * @return empty where nothing is known against the next call
     */
    static Optional<Waiting> known(FollowedHistory history) {
        Instant reach = history.mustReach();
        boolean lags = history.fresh() && reach != null && !history.reaches(reach);
        return history.isBehind() && reach != null && (history.trouble() != null || lags)
                ? Optional.of(behind(history, reach))
                : Optional.empty();
    }

    /** The comparison cannot go on, or has not come far enough. */
    static Waiting behind(FollowedHistory history, Instant hasToPass) {
        String trouble = history.trouble();
        return trouble != null
                ? Waiting.on(
                                Reason.LEDGER_HISTORY,
                                "the ledger's history cannot be read since " + history.troubleSince() + ": " + trouble)
                        .since(history.troubleSince())
                : Waiting.on(
                        Reason.LEDGER_HISTORY,
                        "the ledger's history is compared with the database until " + history.completeUntil()
                                + " and has to pass " + hasToPass + "; call again then");
    }

    /** A reconcile of the whole treasury is under way. It ends by itself, unless it meets with what nothing explains. */
    static Waiting reconciling(FollowedHistory history) {
        String how = history.restored()
                ? "the database was restored, and no worker has read the ledger's history since; call again in a moment"
                : "the ledger's history is complete until " + history.completeUntil() + " and has to pass "
                        + history.reconcileUntil() + "; call again then";
        Waiting waiting = Waiting.on(Reason.RECONCILING, how).since(history.reconcilingSince());
        return history.unknown() == 0 ? waiting.by(Actor.NOBODY) : waiting;
    }
}
