package io.masspayout.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What may be paid twice before the library stops it: the table of docs/reliability.md, which {@code -Dmasspayout.remainsRuns=20} makes with
 * as many runs. In memory, with the real engine, in simulated time.
 */
@Tag("long")
class WhatRemainsTest {

    private static final int RUNS = Integer.getInteger("masspayout.remainsRuns", 2);
    private static final List<Duration> MIRROR_LAGS =
            List.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(240));

    /** A look at the history is half a minute old at most, and each side pays a batch a second. */
    private static final int MOST = 30;

    @Test
    void withTheOldWorkersStoppedNothingIsPaidTwiceAndOtherwiseItIsStoppedSoon() {
        List<String> table = new ArrayList<>();
        table.add(
                "| | Old workers | Mirror lag | Forgotten batches, median | Batches paid twice: least, median, most |");
        table.add("|---|---|---|---|---|");
        int forgotten = 0;
        for (Forgetting how : Forgetting.values()) {
            for (boolean stopped : new boolean[] {true, false}) {
                for (Duration lag : MIRROR_LAGS) {
                    List<WhatRemains.Outcome> outcomes = LongStream.rangeClosed(1, RUNS)
                            .mapToObj(seed -> WhatRemains.of(seed, how, stopped, lag))
                            .toList();
                    forgotten += outcomes.stream()
                            .mapToInt(WhatRemains.Outcome::forgotten)
                            .sum();
                    table.add(line(how, stopped, lag, outcomes));
                    assertThat(outcomes)
                            .as("%s, old workers stopped %s, mirror lag %s", how, stopped, lag)
                            .allSatisfy(outcome -> assertThat(outcome.paidTwice())
                                    .isLessThanOrEqualTo(stopped || !how.firstLivesOn() ? 0 : MOST));
                }
            }
        }
        table.forEach(System.out::println);
        assertThat(forgotten).as("forgotten batches in all runs").isPositive();
    }

    private static String line(Forgetting how, boolean stopped, Duration lag, List<WhatRemains.Outcome> outcomes) {
        int[] twice = outcomes.stream()
                .mapToInt(WhatRemains.Outcome::paidTwice)
                .sorted()
                .toArray();
        int[] forgotten = outcomes.stream()
                .mapToInt(WhatRemains.Outcome::forgotten)
                .sorted()
                .toArray();
        return "| " + how.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " | "
                + (stopped ? "stopped" : "not stopped") + " | " + lag.toSeconds() + " s | "
                + forgotten[forgotten.length / 2] + " | " + twice[0] + ", " + twice[twice.length / 2] + ", "
                + twice[twice.length - 1] + " |";
    }
}
