package io.masspayout.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The short form: a month in which clocks are put forward, with a seed that nobody has seen before. */
@Tag("campaign")
class YearTest {

    @Test
    void whatIsDueIsPaidExactlyOnceWhoeverDies() throws Exception {
        YearPlan plan = YearPlan.shortForm(new SecureRandom().nextInt(1, Integer.MAX_VALUE));

        YearReport report = new YearConductor(plan, System.out).lead();

        System.out.println(report);
        assertThat(report.audit().violations()).as("seed %s", plan.seed()).isEmpty();
        assertThat(report.contradictions()).as("seed %s", plan.seed()).isZero();
        assertThat(report.strikes()).isGreaterThanOrEqualTo(plan.kills());
        assertThat(report.audit().payouts().values()).as("seed %s", plan.seed()).allMatch(count -> count > 0);
    }
}
