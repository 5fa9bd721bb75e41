package io.masspayout.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.examples.hosts.PlainHost;
import io.masspayout.examples.hosts.QuarkusHost;
import io.masspayout.examples.hosts.QuartzHost;
import io.masspayout.examples.hosts.SpringHost;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.testing.SimulatedNetwork;
import io.quarkus.scheduler.Scheduled;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.quartz.impl.StdSchedulerFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Every host calls for due work: a distribution whose time has come is paid, although nobody executes it. */
class HostsTest {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final SimulatedNetwork network = ExampleLedger.withTreasury();
    private final ExampleDatabase database = TestServer.database();
    private final MassPayoutClient client = MassPayoutClient.builder()
            .store(database.store())
            .gateway(network.client())
            .build();

    private Distribution overdue;

    @BeforeEach
    void declareWhatIsOverdue() {
        network.token(ExampleLedger.ASSET).heldBy(2_000, 10, i -> 1 + i);
        Asset asset = client.assets().importAsset(AssetImport.of(ExampleLedger.ASSET));
        overdue = client.distributions()
                .create(DistributionRequest.dividend(asset.id())
                        .amount("100.00")
                        .at(Instant.now().minusSeconds(5).truncatedTo(ChronoUnit.SECONDS))
                        .idempotencyKey("overdue")
                        .build());
    }

    @AfterEach
    void close() {
        client.close();
        database.close();
    }

    @Test
    void plain() throws Exception {
        try (PlainHost host = PlainHost.of(client, PAUSE)) {
            host.start();
            awaitPaid();
        }
    }

    @Test
    void spring() throws Exception {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(SpringHost.class, client);
            context.refresh();
            awaitPaid();
        }
    }

    @Test
    void quartz() throws Exception {
        Scheduler scheduler = new StdSchedulerFactory().getScheduler();
        try {
            QuartzHost.schedule(scheduler, client, PAUSE);
            scheduler.start();
            awaitPaid();
        } finally {
            scheduler.shutdown(true);
        }
    }

    /** Quarkus reads the annotation when it builds an application, which is more than a test should do. */
    @Test
    void quarkus() throws Exception {
        Scheduled scheduled = QuarkusHost.class.getDeclaredMethod("runDue").getAnnotation(Scheduled.class);

        assertThat(scheduled.every()).isEqualTo("{masspayout.pause:10s}");
        assertThat(scheduled.concurrentExecution()).isEqualTo(Scheduled.ConcurrentExecution.SKIP);
    }

    private void awaitPaid() throws InterruptedException {
        Instant end = Instant.now().plus(LONGEST_WAIT);
        while (client.distributions().get(overdue.id()).status() != DistributionStatus.COMPLETED) {
            assertThat(Instant.now()).as("a host that calls has paid by now").isBefore(end);
            Thread.sleep(PAUSE.toMillis());
        }
        assertThat(network.paid(overdue.id())).isEqualTo(100_000_000);
    }
}
