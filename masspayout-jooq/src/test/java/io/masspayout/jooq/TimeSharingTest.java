package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.PayoutListener;
import io.masspayout.engine.Waiting;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.HolderSource;
import io.masspayout.processing.DueWork;
import io.masspayout.processing.ProcessingSettings;
import io.masspayout.store.Settlement;
import io.masspayout.testing.ManualClock;
import io.masspayout.testing.SimulatedLedger;
import io.masspayout.testing.SimulatedNetwork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One worker, one large distribution, and a small one that becomes due in the middle of it. */
class TimeSharingTest {

    private static final String LARGE = "0.0.7001";
    private static final String SMALL = "0.0.7002";
    private static final String TREASURY = "0.0.1001";
    private static final String USDC = "0.0.429274";
    private static final int HOLDERS = 2_000;
    private static final Duration EACH_BATCH_TAKES = Duration.ofMillis(50);
    private static final int BATCHES_BEFORE_THE_SMALL_ONE = 40;

    private static StoreSchema schema;

    private final ManualClock clock = ManualClock.at("2026-11-26T10:00:00Z");
    private final SimulatedNetwork network = SimulatedNetwork.at(clock);
    private final List<DistributionSummary> calls = new ArrayList<>();
    private MassPayoutClient client;
    private Asset large;
    private Asset small;
    private int settled;
    private Runnable inTheMiddle = () -> {};

    @BeforeAll
    static void migrate() {
        schema = new StoreSchema();
    }

    @AfterAll
    static void drop() {
        schema.drop();
    }

    @BeforeEach
    void open() {
        schema.clear();
        network.token(LARGE).named("Large", "L").heldBy(2_000, HOLDERS, i -> 1).treasury(TREASURY);
        network.token(SMALL).named("Small", "S").heldBy(2_000, 5, i -> 1).treasury(TREASURY);
        network.token(USDC).named("US Dollar", "USDC").decimals(2).heldBy(2_000, HOLDERS, i -> 0);
        network.account(TREASURY).holds(USDC, 1_000_000_000L);
        client = MassPayoutClient.builder()
                .store(schema.store())
                .gateway(SimulatedLedger.on(network).holdersPerBatch(10).build())
                .clock(clock)
                .processing(ProcessingSettings.defaults().withoutClockCheck())
                .listener(new PayoutListener() {
                    @Override
                    public void settled(Distribution distribution, Settlement settlement) {
                        clock.advance(EACH_BATCH_TAKES);
                        if (++settled == BATCHES_BEFORE_THE_SMALL_ONE) {
                            inTheMiddle.run();
                        }
                    }

                    @Override
                    public void executed(DistributionSummary summary) {
                        calls.add(summary);
                    }
                })
                .build();
        large = importAsset(LARGE);
        small = importAsset(SMALL);
    }

    private Asset importAsset(String token) {
        Asset asset = client.assets().importAsset(AssetImport.of(token).paidIn(USDC));
        client.assets().sync(asset.id());
        return asset;
    }

    private DistributionId due(Asset asset, String amountEach, Instant at) {
        return client.distributions()
                .create(DistributionRequest.dividend(asset.id())
                        .amountPerHolder(amountEach)
                        .holdersFrom(HolderSource.REGISTER)
                        .at(at)
                        .idempotencyKey(asset.symbol() + " " + at)
                        .build())
                .id();
    }

    @Test
    void aSmallOneHasItsTurnInTheMiddleOfALargeOne() {
        DistributionId million = due(large, "1.00", clock.instant());
        inTheMiddle = () -> due(small, "1.00", clock.instant());

        DueWork work = client.processing().runDue();

        int turnOfTheSmallOne = calls.indexOf(calls.stream()
                .filter(call -> call.distribution().assetId().equals(small.id()))
                .findFirst()
                .orElseThrow());
        assertThat(calls.get(turnOfTheSmallOne).isFinished()).isTrue();
        assertThat(calls.subList(0, turnOfTheSmallOne))
                .as("it waits for two slices at most: one of the part that starts, one of the part that recovers")
                .hasSizeBetween(1, 2)
                .allSatisfy(
                        call -> assertThat(call.waiting()).map(Waiting::reason).contains(Waiting.Reason.OTHERS_WAIT));
        assertThat(work.worked())
                .as("of each, where it stands in the end")
                .extracting(
                        summary -> summary.distribution().assetId(),
                        summary -> summary.distribution().status())
                .containsExactly(
                        tuple(small.id(), DistributionStatus.COMPLETED),
                        tuple(large.id(), DistributionStatus.COMPLETED));
        assertThat(network.paid(million)).isEqualTo(HOLDERS * 100L);
    }

    @Test
    void aLargeOneIsNotStoppedForNobody() {
        due(large, "1.00", clock.instant());

        client.processing().runDue();

        assertThat(calls).hasSize(1);
        assertThat(calls.get(0).isFinished()).isTrue();
    }

    /** Else the large one would stop every second for one that comes to the same end each time. */
    @Test
    void whoHasJustBeenTriedInVainDoesNotWaitForATurn() {
        DistributionId tooExpensive = due(small, "100000000.00", clock.instant());
        due(large, "1.00", clock.instant().plusSeconds(1));
        clock.advance(Duration.ofSeconds(1));

        client.processing().runDue();

        assertThat(calls)
                .extracting(call -> call.distribution().assetId())
                .startsWith(small.id(), large.id())
                .filteredOn(large.id()::equals)
                .hasSize(1);
        assertThat(network.paid(tooExpensive)).isZero();
    }
}
