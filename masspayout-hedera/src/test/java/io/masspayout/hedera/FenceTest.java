package io.masspayout.hedera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.hedera.custody.LocalKeySigner;
import io.masspayout.hedera.custody.TransactionSigner;
import io.masspayout.hedera.local.ExecutedTransaction;
import io.masspayout.hedera.local.LocalNetwork;
import io.masspayout.hedera.transaction.NativeCurrency;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.LedgerHistory;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.model.AccountId;
import io.masspayout.model.EventPosition;
import io.masspayout.model.Treasury;
import io.masspayout.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The transfer of nothing by which the records of a quiet network move on. */
class FenceTest {

    private static final long TINYBARS = 100_000_000_000L;

    private final ManualClock clock = ManualClock.at("2026-11-30T12:00:00Z");
    private final PrivateKey key = PrivateKey.generateED25519();
    private final List<AutoCloseable> open = new ArrayList<>();
    private LocalNetwork network;
    private String operator;
    private Treasury treasury;

    private HederaGateway on(UnaryOperator<LocalNetwork.Builder> options) {
        network = options.apply(LocalNetwork.builder(clock)).start();
        open.add(network);
        operator = network.ledger().createAccount(key.getPublicKey(), TINYBARS);
        treasury = new Treasury(
                AccountId.of(network.ledger().createAccount(key.getPublicKey(), TINYBARS)), NativeCurrency.HBAR);
        clock.advance(Duration.ofHours(1));
        HederaGateway gateway = gateway(LocalKeySigner.of(key));
        // The mirror node has read what there is so far.
        gateway.fingerprint();
        clock.advance(Duration.ofSeconds(1));
        return gateway;
    }

    private HederaGateway gateway(TransactionSigner signer) {
        HederaGateway gateway = LocalGateways.on(network)
                .operator(operator, signer)
                .treasury(treasury.account().value(), LocalKeySigner.of(key))
                .clock(clock)
                .random(new Random(1))
                .build();
        open.add(gateway);
        return gateway;
    }

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private List<ExecutedTransaction> fences() {
        return network.ledger().transactions().stream()
                .filter(done -> done.memo().equals(Fence.MEMO))
                .toList();
    }

    private Instant completeUntil(HederaGateway gateway) {
        try (LedgerHistory history = gateway.history(treasury, clock.instant().minusSeconds(60))) {
            assertThat(history.next(10)).isEmpty();
            return history.completeUntil();
        }
    }

    @Test
    void aFenceMovesTheHistoryOfAQuietNetworkOn() {
        HederaGateway gateway = on(LocalNetwork.Builder::quiet);
        Instant connected = clock.instant();
        assertThat(completeUntil(gateway)).isBefore(connected);

        assertThat(gateway.fence(treasury)).isTrue();

        assertThat(completeUntil(gateway)).isAfterOrEqualTo(connected);
    }

    @Test
    void aFencePaysNobody() {
        HederaGateway gateway = on(LocalNetwork.Builder::quiet);
        String account = treasury.account().value();

        assertThat(gateway.fence(treasury)).isTrue();

        assertThat(fences()).singleElement().satisfies(fence -> {
            assertThat(fence.status()).isEqualTo(com.hedera.hashgraph.sdk.Status.SUCCESS);
            assertThat(BatchReference.parse(fence.memo())).isEmpty();
        });
        assertThat(network.ledger().balance(account, "HBAR")).isEqualTo(TINYBARS);
        assertThat(network.ledger().balance(operator, "HBAR"))
                .isLessThan(TINYBARS)
                .isGreaterThan(TINYBARS - 10_000_000);
        EventPosition before = EventPosition.before(clock.instant().minusSeconds(1));
        assertThat(gateway.events(account, before, 10).events()).isEmpty();
        assertThat(gateway.events(operator, before, 10).events()).isEmpty();
    }

    @Test
    void fencesThatBecomeVisibleAreSecondsApart() {
        HederaGateway gateway = on(LocalNetwork.Builder::quiet);
        network.faults().mirror().lag(Duration.ofHours(1));
        assertThat(gateway.fence(treasury)).isTrue();
        clock.advance(Fence.SHORTEST_INTERVAL.minusMillis(1));
        assertThat(gateway.fence(treasury)).as("the first is on its way").isTrue();
        assertThat(fences()).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        // The second closes the record file that has the first.
        assertThat(gateway.fence(treasury)).isTrue();
        assertThat(fences()).hasSize(2);
    }

    @Test
    void fencesThatStayUnseenBecomeRare() {
        HederaGateway gateway = on(LocalNetwork.Builder::quiet);
        network.faults().mirror().lag(Duration.ofDays(1));
        for (int second = 0; second < 3_600; second++) {
            gateway.fence(treasury);
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(fences()).hasSizeBetween(10, 25);
    }

    @Test
    void aNetworkWithTrafficNeedsNone() {
        HederaGateway gateway = on(busy -> busy);
        assertThat(gateway.fence(treasury)).isFalse();
        assertThat(fences()).isEmpty();
    }

    @Test
    void aNetworkThatWasBusyAMomentAgoNeedsOneAfterAFewSeconds() {
        HederaGateway gateway = on(LocalNetwork.Builder::quiet);
        network.ledger().snapshotNow();
        assertThat(gateway.fence(treasury)).isFalse();
        clock.advance(Fence.STILL.minusMillis(1));
        assertThat(gateway.fence(treasury)).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(gateway.fence(treasury)).isTrue();
    }

    @Test
    void aMirrorThatIsBehindABusyNetworkIsNotSpedUp() {
        HederaGateway gateway = on(busy -> busy);
        network.faults().mirror().lag(Duration.ofSeconds(30));
        clock.advance(Duration.ofMinutes(1));
        for (int second = 0; second < 60; second++) {
            gateway.fence(treasury);
            clock.advance(Duration.ofSeconds(3));
        }
        assertThat(fences()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aRemoteSignerIsNotAskedForOne() {
        on(LocalNetwork.Builder::quiet);
        HederaGateway gateway = gateway(TransactionSigner.ofSingle(
                LocalKeySigner.of(key).key(),
                payload -> CompletableFuture.failedFuture(new AssertionError("a person was asked"))));
        assertThat(gateway.fence(treasury)).isFalse();
        assertThat(fences()).isEmpty();
    }

    @Test
    void aNetworkThatIsDownTakesNone() {
        HederaGateway gateway = on(LocalNetwork.Builder::quiet);
        network.faults().nodeDown();
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> gateway.fence(treasury))
                .withMessageContaining("no node took the fence");
    }
}
