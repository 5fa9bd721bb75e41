package io.masspayout.jooq;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.ledger.HolderBalance;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.HolderSource;
import io.masspayout.model.PayoutType;
import io.masspayout.register.RegisterCursor;
import io.masspayout.testing.AuditReport;
import io.masspayout.testing.AuditedBooks;
import io.masspayout.testing.AuditedHolder;
import io.masspayout.testing.Auditor;
import io.masspayout.testing.ManualClock;
import io.masspayout.testing.SimulatedNetwork;
import java.util.ArrayList;
import java.util.List;

/** A network with an asset, its holders and a treasury that can pay them, and clients of the real store on it. */
final class SimulatedPayout {

    static final String ASSET = "0.0.789012";
    static final String USDC = "0.0.429274";
    static final String TREASURY = "0.0.1001";
    static final long FIRST_HOLDER = 2_000;
    static final long UNITS_PER_HOLDER = 1_000_000;

    final ManualClock clock = ManualClock.at("2026-11-22T10:00:00Z");
    final SimulatedNetwork network = SimulatedNetwork.at(clock);
    private final int holders;

    SimulatedPayout(int holders) {
        this.holders = holders;
        network.token(ASSET).named("Acme", "ACME").heldBy(FIRST_HOLDER, holders, SimulatedPayout::balance);
        network.token(USDC).named("US Dollar", "USDC").decimals(6).heldBy(FIRST_HOLDER, holders, i -> 0);
        network.account(TREASURY).holds(USDC, holders * UNITS_PER_HOLDER);
        network.token(ASSET).treasury(TREASURY);
    }

    static long balance(long index) {
        return 1 + (index * 7919) % 1_009;
    }

    /** Imports asset and register, and declares a dividend of {@link #UNITS_PER_HOLDER} a holder on average. */
    Distribution declared(MassPayoutClient client) {
        Asset asset = client.assets().importAsset(AssetImport.of(ASSET).paidIn(USDC));
        client.assets().importRegister(asset.id(), register());
        return client.distributions()
                .create(DistributionRequest.dividend(asset.id())
                        .amount(holders + ".00")
                        .payout(PayoutType.PERCENTAGE)
                        .holdersFrom(HolderSource.REGISTER)
                        .idempotencyKey("dividend")
                        .build());
    }

    RegisterCursor register() {
        return new RegisterCursor() {
            private int next;

            @Override
            public List<Line> next(int limit) {
                List<Line> lines = new ArrayList<>();
                for (; lines.size() < limit && next < holders; next++) {
                    lines.add(new Line(next + 2L, new HolderBalance("0.0." + (FIRST_HOLDER + next), balance(next))));
                }
                return lines;
            }

            @Override
            public void close() {}
        };
    }

    AuditReport audit(JooqPayoutStore store, Distribution distribution) {
        return Auditor.audit(
                distribution.id(),
                network::payments,
                AuditedBooks.of(
                        store.distribution(distribution.id()).orElseThrow(),
                        each -> store.statement(distribution.id(), line -> each.accept(AuditedHolder.of(line)))));
    }
}
