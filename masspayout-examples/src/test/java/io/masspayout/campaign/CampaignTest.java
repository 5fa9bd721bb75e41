package io.masspayout.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short form: on the simulated ledger a fixed seed and one that nobody has seen before, on Hedera one of the latter. */
@Tag("campaign")
class CampaignTest {

    static LongStream seeds() {
        return LongStream.of(1, new SecureRandom().nextInt(1, Integer.MAX_VALUE));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nobodyIsPaidTwiceOrLost(long seed) throws Exception {
        assertNobodyIsPaidTwiceOrLost(CampaignPlan.shortForm(CampaignLedger.SIMULATED, seed));
    }

    @Test
    void nobodyIsPaidTwiceOrLostOnHedera() throws Exception {
        long seed = new SecureRandom().nextInt(1, Integer.MAX_VALUE);

        assertNobodyIsPaidTwiceOrLost(CampaignPlan.shortForm(CampaignLedger.HEDERA, seed));
    }

    private static void assertNobodyIsPaidTwiceOrLost(CampaignPlan plan) throws Exception {
        CampaignReport report = new Conductor(plan, System.out).lead();

        System.out.println(report);
        assertThat(report.violations()).as("seed %s", plan.seed()).isEmpty();
        assertThat(report.contradictions()).as("seed %s", plan.seed()).isZero();
        assertThat(report.strikes()).isGreaterThanOrEqualTo(plan.strikes());
        assertThat(report.counts().get(Tally.POSTMASTER)).isPositive();
        assertThat(report.distributions()).isGreaterThanOrEqualTo(plan.distributions());
    }
}
