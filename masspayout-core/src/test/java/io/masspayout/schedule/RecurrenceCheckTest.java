package io.masspayout.schedule;

import static io.masspayout.schedule.Times.madrid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.masspayout.validation.Fault;
import io.masspayout.validation.Faults;
import io.masspayout.validation.InvalidRequestException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrenceCheckTest {

    private static final String FORM =
            "write five fields of Unix cron, minute, hour, day of month, month and day of week, like 0 9 * * MON-FRI";

    private final Recurrence daily = Recurrence.daily(madrid("2026-05-01T10:00"));

    private static List<String> faults(Recurrence recurrence) {
        Faults faults = Faults.of("recurrence");
        recurrence.check(faults::add);
        try {
            faults.throwIfAny();
            return List.of();
        } catch (InvalidRequestException e) {
            return e.faults().stream().map(Fault::toString).toList();
        }
    }

    private static Recurrence of(Frequency frequency, String cron) {
        return new Recurrence(
                frequency,
                cron,
                Instant.parse("2026-05-01T08:00:00Z"),
                Times.MADRID,
                null,
                null,
                MissedOccurrences.RUN_ALL,
                Recurrence.DEFAULT_GRACE);
    }

    @Test
    void whatIsRightHasNoFaults() {
        assertThat(faults(daily)).isEmpty();
        assertThat(faults(daily.until(daily.start()).times(1).skipAfter(Duration.ZERO)))
                .isEmpty();
        assertThat(faults(Recurrence.cron("0 9 * * MON-FRI", madrid("2026-05-01T10:00"))))
                .isEmpty();
    }

    @Test
    void everyFaultIsToldAtOnceByTheNameOfItsField() {
        Instant start = Instant.parse("2026-05-01T08:00:00.000000001Z");
        Recurrence recurrence = new Recurrence(
                Frequency.DAILY,
                "0 9 * * *",
                start,
                Times.MADRID,
                Instant.parse("2026-04-01T08:00:00.000000002Z"),
                0L,
                MissedOccurrences.SKIP,
                Duration.ofSeconds(-1));
        assertThat(faults(recurrence))
                .containsExactly(
                        "cron = '0 9 * * *': goes with the frequency CRON and not with DAILY; leave it out, or say CRON",
                        "start = '2026-05-01T08:00:00.000000001Z': is more exact than the database keeps;"
                                + " give whole microseconds, or a full second as is usual",
                        "end = '2026-04-01T08:00:00.000000002Z': is more exact than the database keeps;"
                                + " give whole microseconds, or a full second as is usual",
                        "end = '2026-04-01T08:00:00.000000002Z': is before the start, 2026-05-01T08:00:00.000000001Z;"
                                + " give a later one, or none",
                        "count = '0': must be at least 1; leave it out for any number of times",
                        "grace = 'PT-1S': must not be negative; say how late an occurrence may be and still be made up for");
    }

    @Test
    void aGraceIsNotMoreExactThanTheDatabaseKeeps() {
        assertThat(faults(daily.skipAfter(Duration.ofNanos(1500))))
                .containsExactly("grace = 'PT0.0000015S': is more exact than the database keeps; give whole seconds");
        assertThat(faults(daily.skipAfter(Duration.ofSeconds(1)))).isEmpty();
    }

    @Test
    void cronWithoutAnExpressionIsAFault() {
        assertThat(faults(of(Frequency.CRON, null)))
                .containsExactly("cron = 'null': is missing; " + FORM + ", or use another frequency");
    }

    @Test
    void anExpressionThatCannotBeReadIsAFaultThatSaysWhy() {
        assertThat(faults(of(Frequency.CRON, "0 25 * * *")))
                .containsExactly("cron = '0 25 * * *': cannot be read"
                        + " (Failed to parse cron expression. Value 25 not in range [0, 23]); " + FORM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "* * * *",
                "0 * * * * *",
                "@daily",
                "0 0 L * *",
                "0 0 ? * *",
                "0 0 15W * *",
                "0 0 * * 1#2",
                "0 0 H * *",
                "60 * * * *",
                "0 0 0 * *",
                "*/0 * * * *",
                "5-1 * * * *",
                "1, * * * *",
                "0 0 * * 1-5/",
                "0|30 9 * * *",
                "0 9 * * * || 0 10 * * *"
            })
    void whatIsNotFiveFieldUnixCronIsRefused(String expression) {
        assertThat(faults(of(Frequency.CRON, expression)))
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .startsWith("cron = '" + expression + "': cannot be read (")
                        .endsWith("); " + FORM));
    }

    @Test
    void whatNeverComesIsAFault() {
        assertThat(faults(of(Frequency.CRON, "0 0 30 2 *")))
                .containsExactly(
                        "cron = '0 0 30 2 *': matches no date, as 30 February would; correct the days and months");
        assertThat(faults(of(Frequency.CRON, "0 9 1 * *").until(Instant.parse("2026-05-31T00:00:00Z"))))
                .containsExactly("end = '2026-05-31T00:00:00Z': is before the first occurrence, 2026-06-01T07:00:00Z;"
                        + " give a later one, or none");
    }

    @Test
    void anExpressionThatCannotBeReadHasNoOccurrencesToAskFor() {
        Recurrence unreadable = of(Frequency.CRON, "every day");
        Occurrence any = new Occurrence(1, unreadable.start());
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(unreadable::first)
                .withMessageStartingWith("cron = 'every day': cannot be read");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> unreadable.next(any));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> unreadable.latest(any, unreadable.start()));
    }

    @Test
    void nothingThatIsNeededMayBeNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> Recurrence.cron(null, madrid("2026-05-01T10:00")))
                .withMessage("expression");
        assertThatNullPointerException().isThrownBy(() -> daily.until(null)).withMessage("end");
        assertThatNullPointerException().isThrownBy(() -> daily.missed(null)).withMessage("missed");
        assertThatNullPointerException().isThrownBy(() -> daily.skipAfter(null)).withMessage("grace");
    }
}
