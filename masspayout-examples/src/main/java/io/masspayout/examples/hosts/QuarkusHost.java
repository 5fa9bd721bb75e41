package io.masspayout.examples.hosts;

import io.masspayout.MassPayoutClient;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** A host on Quarkus. The client is a bean of the application's, made by a producer and closed by its disposer. */
// doc: quarkus-host
@ApplicationScoped
public class QuarkusHost {

    private final MassPayoutClient client;

    public QuarkusHost(MassPayoutClient client) {
        this.client = client;
    }

    @Scheduled(every = "{masspayout.pause:10s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void runDue() {
        DueWorkLog.write(client.processing().runDue());
    }
}
// end
