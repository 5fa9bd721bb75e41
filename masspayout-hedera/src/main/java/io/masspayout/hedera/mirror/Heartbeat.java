package io.masspayout.hedera.mirror;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A transaction of the recent past, of any account, by which a later answer of the mirror shows how far it goes: an answer that was
 * asked for its payer, too, and that has it, has everything older.
 *
 * @param at its consensus time
 * @param payer the account that issued it, as {@code 0.0.n}
 */
public record Heartbeat(Instant at, String payer) {

    /** So much older than the newest one a transaction may be, for the sake of a payer who issues few. */
    private static final Duration SPREAD = Duration.ofSeconds(1);

    /**
     * One of the newest, of a payer who issues few: an answer that is asked for a busy payer, too, is long.
     *
     * @param newest descending by time
     */
    static Optional<Heartbeat> among(List<Heartbeat> newest) {
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        Instant oldest = newest.get(0).at.minus(SPREAD);
        Map<String, Long> counts =
                newest.stream().collect(Collectors.groupingBy(Heartbeat::payer, Collectors.counting()));
        Function<Heartbeat, Long> count = heartbeat -> counts.getOrDefault(heartbeat.payer, 0L);
        return newest.stream()
                .filter(heartbeat -> !heartbeat.at.isBefore(oldest))
                .min(Comparator.comparing(count).thenComparing(Heartbeat::at, Comparator.reverseOrder()));
    }
}
