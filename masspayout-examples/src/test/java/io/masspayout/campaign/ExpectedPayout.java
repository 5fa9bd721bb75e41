package io.masspayout.campaign;

import io.masspayout.model.EventPosition;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A distribution that has to be there at the end, once.
 *
 * @param what says for what it is, as {@link YearAudit} says it of those that are there
 * @param notBefore when nobody may have been paid yet
 * @param isRequired or may be left out, where a missed time is not made up for
 * @param shares in smallest units, by the order of the asset's holders
 */
record ExpectedPayout(String what, Instant notBefore, boolean isRequired, List<Long> shares) {

    static final String RECURRING = "RECURRING ";
    static final String SCHEDULED = "SCHEDULED ";
    static final String AUTOMATIC = "AUTOMATIC ";

    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static String turn(RecurringCase of, int number) {
        return RECURRING + of.key() + " #" + number + " "
                + MICROS.format(of.due().get(number - 1)) + paidTo(of.asset());
    }

    static String scheduled(ScheduledCase of) {
        return SCHEDULED + of.key() + " " + MICROS.format(of.due().orElseThrow()) + paidTo(of.asset());
    }

    static String deposit(AutomaticCase of, String account, EventPosition position) {
        return AUTOMATIC + of.key() + " " + account + " " + position + paidTo(of.asset());
    }

    /** Several assets have the same holders. */
    private static String paidTo(int asset) {
        return " of " + YearScene.symbol(asset);
    }
}
