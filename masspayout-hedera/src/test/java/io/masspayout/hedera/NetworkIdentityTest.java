package io.masspayout.hedera;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.hedera.custody.LocalKeySigner;
import io.masspayout.hedera.local.LocalNetwork;
import io.masspayout.model.LedgerFingerprint;
import io.masspayout.testing.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What tells one Hedera network from every other one. */
class NetworkIdentityTest {

    private final ManualClock clock = ManualClock.at("2026-11-30T12:00:00Z");
    private final List<AutoCloseable> open = new ArrayList<>();

    private LocalNetwork network() {
        LocalNetwork network = LocalNetwork.builder(clock).start();
        open.add(network);
        return network;
    }

    private LedgerFingerprint fingerprint(String name, LocalNetwork network) {
        return fingerprint(name, network, network.mirror());
    }

    private LedgerFingerprint fingerprint(String name, LocalNetwork network, URI mirror) {
        Map<String, String> nodes = network.nodes().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, node -> node.getValue().toString()));
        HederaGateway gateway = LocalGateways.on(network)
                .network(HederaNetwork.of(name, nodes, mirror))
                .operator(
                        LocalGateways.OPERATOR,
                        LocalKeySigner.of(network.ledger().operatorKey()))
                .clock(clock)
                .build();
        open.add(gateway);
        return gateway.fingerprint();
    }

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @Test
    void itStaysTheSameWhileTheNetworkLives() {
        LocalNetwork network = network();
        LedgerFingerprint first = fingerprint("local", network);
        clock.advance(Duration.ofDays(3));
        assertThat(fingerprint("local", network)).isEqualTo(first);
        assertThat(first.value()).contains("first block 0x");
    }

    @Test
    void everyReplicaAndEveryNameGiveTheSame() {
        LocalNetwork network = network();
        LedgerFingerprint first = fingerprint("local", network);
        clock.advance(Duration.ofHours(1));
        network.faults().mirror().everyOtherAnswerFromReplica(Duration.ofMinutes(30));
        assertThat(fingerprint("production", network)).isEqualTo(first);
        assertThat(fingerprint("staging", network)).isEqualTo(first);
    }

    @Test
    void anotherNetworkHasAnotherUnderTheSameName() {
        assertThat(fingerprint("local", network())).isNotEqualTo(fingerprint("local", network()));
    }

    @Test
    void aNetworkThatWasResetHasAnother() {
        LocalNetwork before = network();
        LedgerFingerprint old = fingerprint("testnet", before);
        // A reset of a test network: the same accounts and keys, and a ledger that begins anew.
        LocalNetwork after = network();
        assertThat(after.ledger().operatorKey().toStringDER())
                .isEqualTo(before.ledger().operatorKey().toStringDER());
        assertThat(fingerprint("testnet", after)).isNotEqualTo(old);
    }

    @Test
    void aMirrorWithAPartOfTheHistoryIsToldApart() {
        LocalNetwork network = network();
        LedgerFingerprint whole = fingerprint("local", network);
        clock.advance(Duration.ofHours(1));
        network.faults().mirror().firstBlock(100);
        LedgerFingerprint part = fingerprint("local", network);
        assertThat(part).isNotEqualTo(whole).isEqualTo(fingerprint("local", network));
        assertThat(part.value()).contains("oldest block is number 100");
    }
}
