package io.masspayout.jooq;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.HolderSource;
import io.masspayout.processing.DueWork;
import io.masspayout.processing.ProcessingSettings;
import io.masspayout.store.PayoutStore;
import io.masspayout.testing.ManualClock;
import io.masspayout.testing.SimulatedLedger;
import io.masspayout.testing.SimulatedNetwork;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** A host with a clock that is set by hand, an asset with three holders, and a treasury that can pay them. */
final class DueScene {

    static final Instant START = Instant.parse("2026-11-26T10:00:00Z");
    static final String ASSET = "0.0.789012";
    static final String USDC = "0.0.429274";
    static final String TREASURY = "0.0.1001";

    private static final int FIRST_HOLDER = 2_000;
    private static final int HOLDERS = 3;

    final ManualClock clock = ManualClock.at(START);
    final SimulatedNetwork network = SimulatedNetwork.at(clock);
    final SimulatedLedger ledger;
    final MassPayoutClient client;
    final Asset asset;

    DueScene(PayoutStore store) {
        this(store, host -> host);
    }

    DueScene(PayoutStore store, UnaryOperator<MassPayoutClient.Builder> host) {
        network.token(ASSET).named("Acme", "ACME").heldBy(FIRST_HOLDER, HOLDERS, i -> 1 + i);
        network.token(USDC).named("US Dollar", "USDC").decimals(2).heldBy(FIRST_HOLDER, HOLDERS, i -> 0);
        network.account(TREASURY).holds(USDC, 1_000_000_000_000L);
        network.token(ASSET).treasury(TREASURY);
        ledger = SimulatedLedger.on(network).build();
        client = host.apply(MassPayoutClient.builder()
                        .store(store)
                        .gateway(ledger)
                        .clock(clock)
                        .processing(ProcessingSettings.defaults().withoutClockCheck()))
                .build();
        asset = client.assets().importAsset(AssetImport.of(ASSET).paidIn(USDC));
        client.assets().sync(asset.id());
    }

    /** A dividend of 6.00 that is declared and not executed. */
    Distribution declare(String key, UnaryOperator<DistributionRequest.Builder> more) {
        return client.distributions()
                .create(more.apply(DistributionRequest.dividend(asset.id())
                                .amount("6.00")
                                .holdersFrom(HolderSource.REGISTER)
                                .idempotencyKey(key))
                        .build());
    }

    DueWork runDueAt(Instant time) {
        clock.set(time);
        return client.processing().runDue();
    }
}
