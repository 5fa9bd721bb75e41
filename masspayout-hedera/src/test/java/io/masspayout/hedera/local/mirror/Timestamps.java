package io.masspayout.hedera.local.mirror;

import io.masspayout.hedera.local.world.Nanos;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times in queries: seconds, with up to nine digits behind the point. */
final class Timestamps {

    private static final Pattern FORM = Pattern.compile("(\\d{1,10})(?:\\.(\\d{1,9}))?");
    private static final int DIGITS = 9;

    private Timestamps() {}

    static long parse(String text) throws MirrorException {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw MirrorException.invalid("timestamp");
        }
        String fraction = matcher.group(2) == null ? "" : matcher.group(2);
        long nanos = Long.parseLong(fraction + "0".repeat(DIGITS - fraction.length()));
        return Nanos.of(Long.parseLong(matcher.group(1)), nanos);
    }
}
