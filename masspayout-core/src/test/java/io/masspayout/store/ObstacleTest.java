package io.masspayout.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ObstacleTest {

    @Test
    void the_order_is_written_once_and_this_is_it() {
        assertThat(Obstacle.values())
                .containsExactly(
                        Obstacle.NOT_PROCESSING,
                        Obstacle.RECONCILING,
                        Obstacle.TREASURY_RECONCILING,
                        Obstacle.HELD,
                        Obstacle.ASSET_PAUSED,
                        Obstacle.TREASURY_STOPPED,
                        Obstacle.NOT_FUNDED,
                        Obstacle.HISTORY_BEHIND);
    }

    @Test
    void every_refusal_but_a_lost_lease_is_one_obstacles_and_every_obstacle_has_one() {
        Set<IntentResult> refusals = EnumSet.complementOf(EnumSet.of(IntentResult.GRANTED, IntentResult.LEASE_LOST));

        assertThat(Arrays.stream(Obstacle.values()).map(Obstacle::refusal))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(refusals);
    }

    @Test
    void every_obstacle_has_a_question_of_its_own() {
        assertThat(Standing.class.getDeclaredMethods()).hasSameSizeAs(Obstacle.values());
    }

    @Test
    void what_forbids_a_step_forbids_all_later_ones() {
        assertThat(Obstacle.against(Obstacle.Step.RESERVE)).containsAll(Obstacle.against(Obstacle.Step.PLAN));
        assertThat(Obstacle.against(Obstacle.Step.SEND)).containsExactly(Obstacle.values());
    }
}
