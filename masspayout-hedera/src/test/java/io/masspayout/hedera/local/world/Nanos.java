package io.masspayout.hedera.local.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Ledger times as nanoseconds since 1970: they are compared and counted by the million. */
public final class Nanos {

    public static final long PER_SECOND = 1_000_000_000L;

    private Nanos() {}

    public static long of(Instant time) {
        return of(time.getEpochSecond(), time.getNano());
    }

    public static long of(long seconds, long nanos) {
        return Math.addExact(Math.multiplyExact(seconds, PER_SECOND), nanos);
    }

    public static long of(Duration duration) {
        return duration.toNanos();
    }

    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
    }

    /** For example {@code 1795338648.566702525}, always with nine digits. */
    public static String text(long nanos) {
        return text(nanos, '.');
    }

    /** The same with another character between seconds and nanoseconds. */
    public static String text(long nanos, char separator) {
        return String.format(
                Locale.ROOT, "%d%c%09d", Math.floorDiv(nanos, PER_SECOND), separator, Math.floorMod(nanos, PER_SECOND));
    }
}
