package io.masspayout.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * A cron expression that was read: five fields, in cron-utils' dialect UNIX. The one class that knows that library, which need not be on
 * the class path: using this class then fails with a {@link NoClassDefFoundError}, which {@link CronTimetable} turns into a fault.
 */
final class CronExpression {

    private final ExecutionTime times;

    private CronExpression(ExecutionTime times) {
        this.times = times;
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException when it is not a five-field Unix cron expression; the message says why
     */
    static CronExpression read(String text) {
        if (text.contains("|")) {
            // The library's own way to join expressions, which no cron knows; it would work them out in threads of its
            // own.
            throw new IllegalArgumentException("Invalid chars in expression! Invalid chars: |");
        }
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        try {
            // In capitals here: the library does it in the machine's language, where the "i" of "fri" may become a
            // dotted one.
            return new CronExpression(ExecutionTime.forCron(parser.parse(text.toUpperCase(Locale.ROOT))));
        } catch (IndexOutOfBoundsException e) {
            // "1-5/" for one.
            throw new IllegalArgumentException("A part of a field is missing", e);
        }
    }

    /** The first match after a time on the wall; nothing where none comes, as for 30 February. */
    Optional<LocalDateTime> after(LocalDateTime onTheWall) {
        // In UTC, where every time on the wall exists once; what a change of the clock does is decided by our own rule.
        // Matches are whole
        // minutes, and the library is at its best with whole minutes too.
        return times.nextExecution(onTheWall.truncatedTo(ChronoUnit.MINUTES).atZone(ZoneOffset.UTC))
                .map(ZonedDateTime::toLocalDateTime);
    }
}
