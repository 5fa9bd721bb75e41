package io.masspayout.examples;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.examples.hosts.PlainHost;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.processing.ProcessingSettings;
import io.masspayout.schedule.Recurrence;
import io.masspayout.store.PageRequest;
import io.masspayout.testing.ManualClock;
import io.masspayout.testing.SimulatedNetwork;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pays a special dividend on a day in February, and a coupon at the end of each month. A rehearsal: the host calls for due work many times a
 * second, and the clock is moved through the months by hand.
 */
public final class ScheduledDistributionMain {

    private static final List<String> DAYS = List.of("2026-01-31", "2026-02-14", "2026-02-28", "2026-03-31");
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int LOOKS = 3_000;

    private ScheduledDistributionMain() {}

    public static void main(String[] args) throws SQLException, InterruptedException {
        ManualClock clock = ManualClock.at("2026-01-30T12:00:00Z");
        SimulatedNetwork network = ExampleLedger.withTreasury(clock);
        network.token(ExampleLedger.ASSET).heldBy(2_000, 300, i -> 1 + i);
        try (ExampleDatabase database = ExampleDatabase.ofArguments(args);
                MassPayoutClient client = MassPayoutClient.builder()
                        .store(database.store())
                        .gateway(network.client())
                        .clock(clock)
                        .processing(ProcessingSettings.defaults().withoutClockCheck())
                        .build();
                PlainHost host = PlainHost.of(client, PAUSE)) {
            Asset asset = client.assets().importAsset(AssetImport.of(ExampleLedger.ASSET));
            Distribution special = special(client, asset.id());
            Distribution coupon = coupon(client, asset.id());
            System.out.println("Declared " + special.executionType() + " and " + coupon.executionType());
            host.start();
            for (int i = 0; i < DAYS.size(); i++) {
                clock.set(Instant.parse(DAYS.get(i) + "T12:00:00Z"));
                awaitPaid(client, special, coupon, i + 1);
            }
            List<Distribution> paid = paid(client, special, coupon);
            for (Distribution distribution : paid) {
                System.out.println(due(distribution) + " " + distribution.concept() + ": "
                        + client.distributions()
                                .summary(distribution.id())
                                .progress()
                                .paid() + " holders paid");
            }
            System.out.println("The recurring distribution is "
                    + client.distributions().get(coupon.id()).status());
            System.out.println(Verification.ofAll(paid, client, network, database));
        }
    }

    private static Distribution special(MassPayoutClient client, AssetId asset) {
        // doc: at
        Distribution special = client.distributions()
                .create(DistributionRequest.dividend(asset)
                        .amount("30000.00")
                        .concept("Special dividend")
                        .at(LocalDateTime.parse("2026-02-14T09:00"), ZoneId.of("Europe/Zurich"))
                        .idempotencyKey("acme-special-2026")
                        .build());
        // end
        return special;
    }

    private static Distribution coupon(MassPayoutClient client, AssetId asset) {
        // doc: every
        LocalDateTime first = LocalDateTime.parse("2026-01-31T09:00");
        Distribution coupon = client.distributions()
                .create(DistributionRequest.coupon(asset)
                        .amountPerUnit("0.05")
                        .concept("Coupon")
                        .every(Recurrence.monthly(first.atZone(ZoneId.of("Europe/Zurich")))
                                .times(3))
                        .idempotencyKey("acme-coupon-2026")
                        .build());
        // end
        return coupon;
    }

    private static void awaitPaid(MassPayoutClient client, Distribution special, Distribution coupon, int count)
            throws InterruptedException {
        for (int look = 0; paid(client, special, coupon).size() < count; look++) {
            if (look == LOOKS) {
                throw new IllegalStateException("the host does not come to an end; its log says why");
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** What is paid so far, in the order in which it was due. */
    private static List<Distribution> paid(MassPayoutClient client, Distribution special, Distribution coupon) {
        // doc: made-by
        List<Distribution> coupons = client.distributions()
                .madeBy(coupon.id(), PageRequest.first(100))
                .items();
        // end
        return Stream.concat(Stream.of(client.distributions().get(special.id())), coupons.stream())
                .filter(distribution -> distribution.status() == DistributionStatus.COMPLETED)
                .sorted(Comparator.comparing(ScheduledDistributionMain::due))
                .toList();
    }

    private static Instant due(Distribution distribution) {
        return distribution
                .timing()
                .<Optional<Instant>>match(
                        manual -> Optional.empty(),
                        scheduled -> Optional.of(scheduled.at()),
                        recurring -> Optional.empty(),
                        automatic -> Optional.empty())
                .orElseThrow();
    }
}
