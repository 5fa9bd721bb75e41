package io.masspayout.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a killed worker leaves behind is brought to its end by another one, whatever it was. How soon is printed here; whether that is soon
 * enough is for the long form to say, on a machine that does nothing else.
 */
@Tag("campaign")
class RecoveryTest {

    @Test
    void anotherWorkerCarriesOnInTime() throws Exception {
        try (Scene scene = Scene.open("recovery", CampaignLedger.SIMULATED)) {
            RecoveryScenario scenario = new RecoveryScenario(scene);

            List<RecoveryTimes> times = scenario.play(1);

            times.forEach(System.out::println);
            assertThat(times).hasSameSizeAs(RecoveryCase.ALL);
            assertThat(CampaignAudit.of(scene, scenario.declared()).violations())
                    .isEmpty();
        }
    }
}
