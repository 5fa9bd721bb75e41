package io.masspayout.examples.hosts;

import io.masspayout.MassPayoutClient;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** A host on Spring. The client is a bean of the application's, which Spring closes with its context. */
// doc: spring-host
@Configuration(proxyBeanMethods = false)
@EnableScheduling
public class SpringHost {

    private final MassPayoutClient client;

    public SpringHost(MassPayoutClient client) {
        this.client = client;
    }

    @Scheduled(fixedDelayString = "${masspayout.pause:PT10S}") // after the end of the call before
    void runDue() {
        DueWorkLog.write(client.processing().runDue());
    }
}
// end
