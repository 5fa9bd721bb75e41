package io.masspayout.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables of the state machines, written down a second time by hand: a change of one is a decision, not a slip. */
class StateMachinesTest {

    /** One line for each state, one mark for each successor in the same order: x may follow, - may not. */
    private static <S extends Enum<S> & LifecycleState<S>> void assertTable(S[] states, String... lines) {
        List<String> actual = new ArrayList<>();
        for (S from : states) {
            StringBuilder line = new StringBuilder(from.name()).append(' ');
            for (S to : states) {
                assertThat(from.canBecome(to)).isEqualTo(from.successors().contains(to));
                line.append(from.canBecome(to) ? 'x' : '-');
            }
            actual.add(line.toString());
            assertThat(from.isFinal()).isEqualTo(from.successors().isEmpty());
        }
        assertThat(actual).containsExactly(lines);
    }

    @Test
    void distribution() {
        // In the order PENDING, PROCESSING, COMPLETED, PARTIALLY_COMPLETED, FAILED, CANCELLED.
        assertTable(
                DistributionStatus.values(),
                "PENDING -x---x",
                "PROCESSING --xxxx",
                "COMPLETED ------",
                "PARTIALLY_COMPLETED -x----",
                "FAILED -x----",
                "CANCELLED ------");
    }

    @Test
    void batchPayout() {
        // In the order PENDING, PROCESSING, COMPLETED, FAILED, CANCELLED.
        assertTable(
                BatchStatus.values(),
                "PENDING -xxxx",
                "PROCESSING --xx-",
                "COMPLETED -----",
                "FAILED -----",
                "CANCELLED -----");
    }

    @Test
    void holder() {
        // In the order PENDING, PAID, FAILED, SKIPPED, CANCELLED.
        assertTable(
                HolderStatus.values(),
                "PENDING -xx-x",
                "PAID -----",
                "FAILED xx---",
                "SKIPPED -----",
                "CANCELLED -x---");
    }
}
