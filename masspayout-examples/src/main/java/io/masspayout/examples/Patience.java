package io.masspayout.examples;

import io.masspayout.MassPayoutClient;
import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.Waiting;
import io.masspayout.model.DistributionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a host's scheduler does between calls: waits until calling again makes sense. The library itself never sleeps. */
final class Patience {

    /** For what has no time of its own, such as another worker's lease. */
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    private Patience() {}

    /** Executes until nothing is open, or what is open waits for a person. */
    static DistributionSummary payToEnd(MassPayoutClient client, DistributionId id) throws InterruptedException {
        DistributionSummary summary = client.payouts().execute(id);
        while (summary.waiting().filter(Patience::endsByItself).isPresent()) {
            Thread.sleep(pause(summary.waiting()).toMillis());
            summary = client.payouts().execute(id);
        }
        return summary;
    }

    private static boolean endsByItself(Waiting waiting) {
        return switch (waiting.reason()) {
            case RETRY_LATER, OTHER_WORKERS, READY, OTHERS_WAIT, LEDGER_UNAVAILABLE, LEDGER_HISTORY -> true;
            case NOT_STARTED,
                    NOT_DUE,
                    NO_DEPOSIT,
                    HELD,
                    RECONCILING,
                    ASSET_PAUSED,
                    TREASURY_STOPPED,
                    TREASURY_SHORT,
                    NOT_FUNDED,
                    RECORDING_REFUSED,
                    INTERRUPTED -> false;
        };
    }

    private static Duration pause(Optional<Waiting> waiting) {
        Instant until = waiting.map(Waiting::until).orElse(null);
        Duration left = until == null ? A_WHILE : Duration.between(Instant.now(), until);
        return left.isNegative() ? Duration.ZERO : left.plusMillis(1);
    }
}
