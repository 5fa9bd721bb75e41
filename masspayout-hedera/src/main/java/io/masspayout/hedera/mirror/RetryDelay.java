package io.masspayout.hedera.mirror;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to wait before a request is tried again: longer each time, and never the same for everybody. */
final class RetryDelay {

    /** The first wait: a blip is over by then, and the caller hardly notices. */
    static final Duration FIRST = Duration.ofMillis(250);

    /** The longest wait that is chosen here; a mirror that is down longer than a few of these is down. */
    static final Duration LONGEST = Duration.ofSeconds(8);

    /** Most that a mirror's {@code Retry-After} is obeyed within one call; beyond that the caller should know. */
    static final Duration MOST_OBEYED = Duration.ofMinutes(1);

    private final RandomGenerator random;
    private final InstantSource clock;

    RetryDelay(RandomGenerator random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    /**
     * The wait after a failed attempt: half of it fixed, half of it thrown.
     *
     * @param attempt 1 for the first
     */
    Duration after(int attempt) {
        long full = FIRST.toMillis() << Math.min(attempt - 1, 16);
        long capped = Math.min(full, LONGEST.toMillis());
        return Duration.ofMillis(capped / 2 + random.nextLong(capped / 2 + 1));
    }

    /** What a {@code Retry-After} header asks for: seconds or a date (RFC 9110, 10.2.3). What is neither is not obeyed. */
    Optional<Duration> asked(String header) {
        String text = header.trim();
        try {
            if (text.matches("\\d{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
            }
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                    .toInstant();
            Duration wait = Duration.between(clock.instant(), until);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
