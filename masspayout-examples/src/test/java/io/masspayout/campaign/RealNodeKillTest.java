package io.masspayout.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.hedera.node.NeedsRealNode;
import io.masspayout.hedera.node.RealLedger;
import io.masspayout.hedera.node.RealNode;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * On a real consensus node, whose word on its balances is the last one: a worker is killed 20 times and the node 3 times while 2,000 holders are
 * paid. Then the same holders are paid undisturbed, to see how quickly. From the root of the project:
 *
 * <pre>./mvnw -B -ntp -Preal-node -pl masspayout-examples -am -Dtest=RealNodeKillTest -Dsurefire.failIfNoSpecifiedTests=false test</pre>
 *
 * <p>What the node needs is told in {@code io.masspayout.hedera.node}; where it is not there, this is skipped and says why.
 */
@NeedsRealNode
class RealNodeKillTest {

    private static final int HOLDERS = 2_000;
    private static final int WORKER_KILLS = 20;
    private static final int NODE_KILLS = 3;

    private static final long DISTURBED_UNITS = 3;
    private static final long UNDISTURBED_UNITS = 5;

    /** What the node forgot is paid again when its validity is proved to be over. */
    private static final Duration ENDING = Duration.ofMinutes(10);

    @Test
    void everyHolderIsPaidOnceThoughWorkerAndNodeAreKilled(RealNode node, RealLedger ledger) throws Exception {
        RealNodeMoney money = RealNodeMoney.make(ledger, HOLDERS);
        assertThat(money.holders()).hasSize(HOLDERS).doesNotHaveDuplicates();
        assertThat(money.balances(ledger)).isEqualTo(money.due(0));
        try (RealNodeStage stage = RealNodeStage.open(node, money)) {
            long begun = System.nanoTime();
            DistributionId disturbed = stage.declare("disturbed", DISTURBED_UNITS);
            RealNodeKills kills = new RealNodeKills(stage, disturbed, HOLDERS);
            List<RealNodeKill> done = kills.play();
            stage.awaitEnd(disturbed, ENDING);
            System.out.println("Disturbed: " + HOLDERS + " payments in " + seconds(begun, System.nanoTime()) + " s");
            System.out.println(kills);

            assertAllWhileItWasUnderWay(done);
            assertThat(stage.status(disturbed)).isEqualTo(DistributionStatus.COMPLETED);
            stage.killWorkers();
            stage.awaitEndOfValidity();
            assertPaidOnce(money, ledger, DISTURBED_UNITS);
            assertThat(stage.books().contradictions()).isZero();

            payUndisturbed(stage);
            stage.awaitEndOfValidity();
            assertPaidOnce(money, ledger, DISTURBED_UNITS + UNDISTURBED_UNITS);
        }
    }

    private static void assertAllWhileItWasUnderWay(List<RealNodeKill> done) {
        assertThat(done).filteredOn(kill -> !kill.ofNode()).hasSize(WORKER_KILLS);
        assertThat(done).filteredOn(RealNodeKill::ofNode).hasSize(NODE_KILLS);
        assertThat(done).extracting(RealNodeKill::status).containsOnly(DistributionStatus.PROCESSING);
        List<Long> paid = done.stream().map(RealNodeKill::paid).toList();
        assertThat(paid).isSorted();
        assertThat(paid.get(0)).isBetween(1L, HOLDERS / 5L);
        assertThat(paid.get(paid.size() - 1)).isBetween(HOLDERS * 4 / 5L, HOLDERS - 1L);
    }

    private static void assertPaidOnce(RealNodeMoney money, RealLedger ledger, long unitsPerShare) {
        assertThat(money.balances(ledger)).containsExactlyInAnyOrderEntriesOf(money.due(unitsPerShare));
        assertThat(money.spent(ledger)).isEqualTo(unitsPerShare * money.shares());
    }

    private static void payUndisturbed(RealNodeStage stage) throws InterruptedException {
        ChildJvm worker = stage.startWorker("undisturbed", RealNodePace.FREE);
        stage.awaitReady(worker);
        long declared = System.nanoTime();
        DistributionId undisturbed = stage.declare("undisturbed", UNDISTURBED_UNITS);
        stage.awaitPlanned(undisturbed, ENDING);
        long planned = System.nanoTime();
        stage.awaitEnd(undisturbed, ENDING);
        long ended = System.nanoTime();

        assertThat(stage.status(undisturbed)).isEqualTo(DistributionStatus.COMPLETED);
        System.out.println("Undisturbed, by one worker: " + HOLDERS + " payments in " + seconds(planned, ended)
                + " s from the plan on, "
                + String.format(Locale.ROOT, "%.0f", HOLDERS * 1e9 / (ended - planned)) + " a second; declared "
                + seconds(declared, planned) + " s before the plan");
    }

    private static String seconds(long from, long to) {
        return String.format(Locale.ROOT, "%.1f", TimeUnit.NANOSECONDS.toMillis(to - from) / 1e3);
    }
}
