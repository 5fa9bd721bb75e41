package io.masspayout.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The short form, on the simulated ledger and on Hedera, each time with a seed that nobody has seen before. */
@Tag("campaign")
class CampaignTest {

    @ParameterizedTest
    @EnumSource(CampaignLedger.class)
    void nobodyIsPaidTwiceOrLost(CampaignLedger ledger) throws Exception {
        long seed = new SecureRandom().nextInt(1, Integer.MAX_VALUE);
        CampaignPlan plan = CampaignPlan.shortForm(ledger, seed);

        CampaignReport report = new Conductor(plan, System.out).lead();

        System.out.println(report);
        assertThat(report.violations()).as("seed %s", seed).isEmpty();
        assertThat(report.isVerified()).as("seed %s", seed).isTrue();
        assertThat(report.restores()).isGreaterThanOrEqualTo(plan.restores());
        assertThat(report.strikes()).isGreaterThanOrEqualTo(plan.strikes());
        assertThat(report.counts().get(Tally.POSTMASTER)).isPositive();
        assertThat(report.distributions()).isGreaterThanOrEqualTo(plan.distributions());
    }
}
