package io.masspayout.testing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No schedule of a small world breaks a promise. Wider bounds: {@code ./mvnw -q -B -ntp -pl masspayout-core test -Dtest=ScheduleSearchTest
 * -Dschedules.preemptions=3 -Dschedules.troubles=2 -Dschedules.minutes=120}.
 */
@Tag("long")
class ScheduleSearchTest {

    /** The search of the build takes a minute or two; on a machine that does much else it takes longer. */
    private static final int USUAL_MINUTES = 10;

    @Test
    void noScheduleOfTwoBatchesBreaksAPromise() {
        int preemptions = Integer.getInteger("schedules.preemptions", 2);
        int troubles = Integer.getInteger("schedules.troubles", 1);
        Integer minutes = Integer.getInteger("schedules.minutes");
        ScheduleReport report = new ScheduleSearch(preemptions, troubles)
                .atMost(Duration.ofMinutes(minutes == null ? USUAL_MINUTES : minutes))
                .run();
        System.out.println("two batches, " + preemptions + " preemptions, " + troubles + " troubles: " + report);
        assertThat(report.violations()).isEmpty();
        assertThat(report.isComplete() || minutes != null).as(report.toString()).isTrue();
    }

    @Test
    void aViolationReplaysFromItsMoves() {
        ScheduleSearch search = new ScheduleSearch(0, 1)
                .holders(1)
                .sabotage(BrokenOutcomes.NewIdWhileTheOldIsValid::new)
                .untilFirstViolation();
        ScheduleReport.Violation found =
                search.run().violations().values().iterator().next();
        ScheduleReport.Violation again = search.replay(found.decisions());
        assertThat(again.what()).isEqualTo(found.what()).isNotEmpty();
        assertThat(again.trace()).isEqualTo(found.trace()).isNotEmpty();
    }
}
