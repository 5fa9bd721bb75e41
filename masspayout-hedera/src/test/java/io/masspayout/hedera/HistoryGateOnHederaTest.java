package io.masspayout.hedera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.Waiting;
import io.masspayout.engine.WrongLedgerException;
import io.masspayout.hedera.custody.LocalKeySigner;
import io.masspayout.hedera.custody.TransactionSigner;
import io.masspayout.hedera.local.Holders;
import io.masspayout.hedera.local.LocalNetwork;
import io.masspayout.hedera.local.SmallBooks;
import io.masspayout.model.AccountId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gate of the engine in front of a gateway to Hedera, in real time. */
class HistoryGateOnHederaTest {

    private static final Logger log = LoggerFactory.getLogger(HistoryGateOnHederaTest.class);

    private static final int HOLDERS = 5;
    private static final long SUPPLY = 1_000_000;

    /** The others' transfers come every two seconds, and a worker looks each second. */
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(10);

    private final InstantSource clock = InstantSource.system();
    private final PrivateKey key = PrivateKey.generateED25519();
    private final List<AutoCloseable> open = new ArrayList<>();

    /** A network with a token that some hold, and that a treasury pays in. */
    private final class Place {

        private final LocalNetwork network;
        private final String operator;
        private final Treasury treasury;
        private final SmallBooks books;

        Place(UnaryOperator<LocalNetwork.Builder> options) {
            network = options.apply(LocalNetwork.builder(clock)).start();
            open.add(network);
            operator = network.ledger().createAccount(key.getPublicKey(), 100_000_000_000L);
            String account = network.ledger().createAccount(key.getPublicKey(), 0);
            Holders holders = network.ledger()
                    .createTokenWithHolders(
                            account, token -> token.decimals(0).supply(SUPPLY), HOLDERS, key.getPublicKey(), i -> 10);
            treasury = new Treasury(AccountId.of(account), TokenId.of(holders.token()));
            books = new SmallBooks(
                    treasury,
                    new PaymentCurrency(treasury.token(), 0),
                    IntStream.range(0, HOLDERS)
                            .mapToObj(i -> AccountId.of(holders.account(i)))
                            .toList());
        }

        HederaGateway gateway(TransactionSigner ofOperator) {
            HederaGateway gateway = LocalGateways.on(network)
                    .operator(operator, ofOperator)
                    .treasury(treasury.account().value(), LocalKeySigner.of(key))
                    .build();
            open.add(gateway);
            return gateway;
        }

        HederaGateway gateway() {
            return gateway(LocalKeySigner.of(key));
        }

        long sent(String memo) {
            return network.ledger().transactions().stream()
                    .filter(done -> done.memo().startsWith(memo))
                    .count();
        }
    }

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private void paysAtOnce(Place place, String name) {
        HederaGateway gateway = place.gateway();
        DistributionId id = place.books.declare(name, 1);
        Instant started = clock.instant();
        DistributionSummary summary = place.books.pay(gateway, id);
        Duration took = Duration.between(started, clock.instant());
        log.info("{}: a new worker has paid after {}", name, took);
        assertThat(summary.waiting()).isEmpty();
        assertThat(summary.progress().status()).isEqualTo(DistributionStatus.COMPLETED);
        assertThat(took).isLessThan(STARTS_WITHIN);
    }

    @Test
    void aFirstPayoutOnAQuietNetworkOpensTheGateByAFence() {
        Place place = new Place(LocalNetwork.Builder::quiet);
        paysAtOnce(place, "quiet");
        paysAtOnce(place, "quiet again");
    }

    @Test
    void onANetworkWithTrafficTheGateOpensByItself() {
        Place place = new Place(busy -> busy);
        paysAtOnce(place, "busy");
        paysAtOnce(place, "busy again");
        assertThat(place.sent(Fence.MEMO)).isZero();
    }

    @Test
    void withARemoteSignerAQuietNetworkIsWaitedForByName() {
        Place place = new Place(LocalNetwork.Builder::quiet);
        LocalKeySigner local = LocalKeySigner.of(key);
        HederaGateway gateway = place.gateway(TransactionSigner.ofSingle(
                local.key(), payload -> CompletableFuture.completedFuture(key.sign(payload))));
        DistributionId id = place.books.declare("remote", 1);

        assertThat(place.books.pay(gateway, id).waiting())
                .get()
                .extracting(Waiting::reason)
                .isEqualTo(Waiting.Reason.LEDGER_HISTORY);
        assertThat(place.sent("mp")).isZero();
    }

    @Test
    void aWorkerWhoseGatewayLooksAtAnotherNetworkIsRefusedWithBothNamed() {
        Place production = new Place(busy -> busy);
        Place other = new Place(busy -> busy);
        HederaGateway right = production.gateway();
        production.books.pay(right, production.books.declare("ours", 1));
        HederaGateway wrong = other.gateway();

        assertThatExceptionOfType(WrongLedgerException.class)
                .isThrownBy(() -> production.books.pay(wrong, production.books.declare("next", 1)))
                .withMessageContaining(right.fingerprint().value())
                .withMessageContaining(wrong.fingerprint().value());
        assertThat(other.sent("mp")).isZero();
    }
}
