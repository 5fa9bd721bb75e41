package io.masspayout.campaign;

import io.masspayout.ledger.PaymentLedger;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** On which ledger a campaign is played. Each is a process of its own, and ruled by the conductor in the same way. */
enum CampaignLedger {

    /** The simulated network, whose gateway is a small client over HTTP. */
    SIMULATED {
        @Override
        LedgerWorld open(InstantSource clock) {
            return new SimulatedWorld(clock);
        }

        @Override
        PaymentLedger gateway(URI ledger) {
            return new RemoteLedger(ledger);
        }
    },

    /** Several Hedera nodes and a mirror node on this machine, whose gateway is the library's own, with the SDK in it. */
    HEDERA {
        @Override
        LedgerWorld open(InstantSource clock) {
            return new HederaWorld();
        }

        @Override
        PaymentLedger gateway(URI ledger) {
            return new LedgerConsole(ledger).hederaAccess().gateway();
        }

        @Override
        void warmUp(PaymentLedger gateway, URI ledger) {
            HederaWarmUp.of(gateway, new LedgerConsole(ledger).places());
        }

        @Override
        List<String> options() {
            // It remembers every transaction, and the mirror node as well.
            return List.of("-Xmx1g");
        }
    };

    static CampaignLedger named(String name) {
        return Arrays.stream(values())
                .filter(one -> one.toString().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("no such ledger: " + name + "; there are simulated and hedera"));
    }

    /**
     * Makes it, in the ledger's process.
     *
     * @param clock that all processes of the campaign share; the Hedera network keeps the system's, as its mirror node waits in real time
     */
    abstract LedgerWorld open(InstantSource clock) throws IOException;

    /** How a worker reaches it: any number of times, from any process. */
    abstract PaymentLedger gateway(URI ledger);

    /** Lets a new gateway load what it needs, where that takes long. */
    void warmUp(PaymentLedger gateway, URI ledger) {
        // Little is loaded in no time.
    }

    /** What its virtual machine needs besides the usual. */
    List<String> options() {
        return List.of();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
