package io.masspayout.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a killed worker leaves behind is carried on in the time that docs/reliability.md promises. */
class RecoveryTest {

    @Test
    void anotherWorkerCarriesOnInTime() throws Exception {
        try (Scene scene = Scene.open("recovery")) {
            RecoveryScenario scenario = new RecoveryScenario(scene);

            List<RecoveryTimes> times = scenario.play(1);

            times.forEach(System.out::println);
            assertThat(times).allMatch(RecoveryTimes::isWithinBound);
            assertThat(CampaignAudit.of(scene, scenario.declared()).violations())
                    .isEmpty();
        }
    }
}
