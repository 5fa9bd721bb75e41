package io.masspayout.testing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * No schedule of a small world breaks a promise. Wider bounds: {@code ./mvnw -q -B -ntp -pl masspayout-core test -Dtest=ScheduleSearchTest
 * -Dschedules.preemptions=3 -Dschedules.troubles=2 -Dschedules.minutes=120}.
 */
class ScheduleSearchTest {

    /** So long at most the build searches through two batches; the cheapest schedules come first. */
    private static final int USUAL_MINUTES = 2;

    /** What even a busy machine comes through in that time. */
    private static final int LEAST_SCHEDULES = 2_000;

    @Test
    void noScheduleOfTwoBatchesBreaksAPromise() {
        int preemptions = Integer.getInteger("schedules.preemptions", 2);
        int troubles = Integer.getInteger("schedules.troubles", 1);
        ScheduleReport report = new ScheduleSearch(preemptions, troubles)
                .atMost(Duration.ofMinutes(Integer.getInteger("schedules.minutes", USUAL_MINUTES)))
                .run();
        print("two batches", preemptions, troubles, report);
        assertThat(report.violations()).isEmpty();
        assertThat(report.isComplete() || report.schedules() > LEAST_SCHEDULES)
                .as(report.toString())
                .isTrue();
    }

    @Test
    void noScheduleOfOneBatchBreaksAPromiseAndTheSearchComesToItsEnd() {
        ScheduleReport report = new ScheduleSearch(1, 1).holders(1).run();
        print("one batch", 1, 1, report);
        assertThat(report.violations()).isEmpty();
        assertThat(report.isComplete()).isTrue();
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

    private static void print(String world, int preemptions, int troubles, ScheduleReport report) {
        System.out.println(world + ", " + preemptions + " preemptions, " + troubles + " troubles: " + report);
    }
}
