package io.masspayout.hedera.mirror;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A consensus time in the text form of the mirror node: seconds since 1970, a dot, nine digits of nanoseconds.
 *
 * @param instant the same time, to the nanosecond; not before 1970
 */
public record ConsensusTimestamp(Instant instant) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,11})\\.(\\d{9})");

    public ConsensusTimestamp {
        Objects.requireNonNull(instant, "instant");
        if (instant.getEpochSecond() < 0) {
            throw new IllegalArgumentException(
                    "consensus time does not go back beyond 1970, but was asked for " + instant);
        }
    }

    /** The text form of a time. */
    public static String text(Instant instant) {
        return new ConsensusTimestamp(instant).toString();
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException when the text does not have it
     */
    public static ConsensusTimestamp parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a consensus time such as 1700000000.000000001");
        }
        try {
            return new ConsensusTimestamp(
                    Instant.ofEpochSecond(Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2))));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no time that Java knows", e);
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d.%09d", instant.getEpochSecond(), instant.getNano());
    }
}
