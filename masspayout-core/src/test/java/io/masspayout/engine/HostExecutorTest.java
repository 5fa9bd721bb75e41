package io.masspayout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** No call is lost, whatever the host's executor does with it. */
class HostExecutorTest {

    private final ManualClock clock = ManualClock.at("2026-11-26T10:00:00Z");
    private final List<Integer> made = new ArrayList<>();
    private final Queue<Runnable> queue = new ArrayDeque<>();

    private HostExecutor over(Executor executor) {
        return new HostExecutor(executor, clock);
    }

    private HostCall call(int number) {
        return new HostCall(() -> made.add(number), problem -> made.add(-number), clock.instant());
    }

    @Test
    void whatIsRejectedIsMadeHereOneByOneInItsOrder() {
        HostExecutor executor = over(call -> {
            throw new RejectedExecutionException("shut down");
        });
        executor.make(call(1));
        executor.make(call(2));

        assertThat(made).isEmpty();
        assertThat(executor.makeOneHere()).isTrue();
        assertThat(made).containsExactly(1);
        assertThat(executor.makeOneHere()).isTrue();
        assertThat(executor.makeOneHere()).isFalse();
        assertThat(made).containsExactly(1, 2);
    }

    @Test
    void whatIsRejectedIsOfferedAgainWhenThereIsRoom() {
        HostExecutor executor = over(this::acceptOne);
        executor.make(call(1));
        executor.make(call(2));
        executor.make(call(3));
        queue.remove().run();

        executor.offerAgain();

        assertThat(queue).hasSize(1);
        queue.remove().run();
        assertThat(made).containsExactly(1, 2);
        executor.offerAgain();
        queue.remove().run();
        assertThat(made).containsExactly(1, 2, 3);
        assertThat(executor.makeOneHere()).isFalse();
    }

    private void acceptOne(Runnable call) {
        if (!queue.isEmpty()) {
            throw new RejectedExecutionException("full");
        }
        queue.add(call);
    }

    @Test
    void whatTheExecutorHasDroppedIsMadeHereAfterAWhileAndOnlyOnce() {
        HostExecutor executor = over(queue::add);
        executor.make(call(1));

        assertThat(executor.makeOneHere()).as("it may still come").isFalse();
        clock.advance(Duration.ofSeconds(30));
        assertThat(executor.makeOneHere()).isTrue();
        queue.remove().run();

        assertThat(made).as("by whichever thread is first").containsExactly(1);
    }

    @Test
    void anExecutorThatFailsAfterItHasMadeACallHasMadeIt() {
        HostExecutor executor = over(call -> {
            call.run();
            throw new AssertionError("a defect of the host");
        });

        executor.make(call(1));

        assertThat(executor.makeOneHere()).isFalse();
        assertThat(made).containsExactly(1);
    }
}
