package io.masspayout.hedera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hedera.hashgraph.sdk.Client;
import com.hedera.hashgraph.sdk.Hbar;
import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.TransferTransaction;
import io.masspayout.hedera.custody.LocalKeySigner;
import io.masspayout.hedera.local.LocalNetwork;
import io.masspayout.hedera.transaction.NativeCurrency;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerHistory;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.ledger.Signed;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.BookId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.Treasury;
import io.masspayout.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far the history of a treasury can be trusted, and that strangers cannot write in it. */
class TreasuryHistoryTest {

    private static final long TREASURY_TINYBARS = 100_000_000_000L;

    /** The others issue a transfer every two seconds. */
    private static final Duration LEDGERS_OWN_LAG = Duration.ofSeconds(4);

    private final ManualClock clock = ManualClock.at("2026-11-30T12:00:00Z");
    private final PrivateKey key = PrivateKey.generateED25519();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final LocalNetwork network = LocalNetwork.builder(clock).start();
    private final String operator = network.ledger().createAccount(key.getPublicKey(), TREASURY_TINYBARS);
    private final String treasury = network.ledger().createAccount(key.getPublicKey(), TREASURY_TINYBARS);
    private final String stranger = network.ledger().createAccount(key.getPublicKey(), TREASURY_TINYBARS);
    private final AccountId holder = AccountId.of(network.ledger().createAccount(key, 0));
    private HederaGateway gateway;
    private int batches;

    @BeforeEach
    void openGateway() {
        open.add(network);
        gateway = gateway(operator);
    }

    private HederaGateway gateway(String payer) {
        HederaGatewayBuilder builder = LocalGateways.on(network)
                .operator(payer, LocalKeySigner.of(key))
                .clock(clock)
                .random(new Random(payer.hashCode()));
        if (!payer.equals(treasury)) {
            builder.treasury(treasury, LocalKeySigner.of(key));
        }
        HederaGateway opened = builder.build();
        open.add(opened);
        return opened;
    }

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private Treasury hbar() {
        return new Treasury(AccountId.of(treasury), NativeCurrency.HBAR);
    }

    private Signed pay(HederaGateway by, long amount) {
        List<Payment> payments = List.of(new Payment(holder, amount));
        BatchReference reference = BatchReference.of(
                new BookId(new UUID(1, 1)),
                new DistributionId(new UUID(2, 2)),
                new BatchId(new UUID(3, ++batches)),
                payments);
        Signed signed = by.sign(by.allocate(new BatchInstruction(
                        reference,
                        hbar(),
                        new PaymentCurrency(NativeCurrency.HBAR, NativeCurrency.DECIMALS),
                        payments,
                        false)))
                .toCompletableFuture()
                .join();
        by.submit(signed).toCompletableFuture().join();
        return signed;
    }

    /** What was read, and how far it goes. */
    private record Read(List<LedgerEntry> entries, Instant completeUntil) {

        boolean has(Signed signed) {
            return entries.stream().anyMatch(entry -> entry.transactionId().equals(signed.transactionId()));
        }
    }

    private Read read(Instant since) {
        List<LedgerEntry> all = new ArrayList<>();
        try (LedgerHistory history = gateway.history(hbar(), since)) {
            for (List<LedgerEntry> page = history.next(3); !page.isEmpty(); page = history.next(3)) {
                all.addAll(page);
            }
            return new Read(all, history.completeUntil());
        }
    }

    private void sendTinybar(String to, String memo) throws Exception {
        try (Client client = Client.forNetwork(network.nodes())) {
            client.setOperator(com.hedera.hashgraph.sdk.AccountId.fromString(stranger), key);
            new TransferTransaction()
                    .setTransactionId(com.hedera.hashgraph.sdk.TransactionId.withValidStart(
                            com.hedera.hashgraph.sdk.AccountId.fromString(stranger),
                            clock.instant().minusSeconds(1).plusNanos(++batches)))
                    .addHbarTransfer(com.hedera.hashgraph.sdk.AccountId.fromString(stranger), Hbar.fromTinybars(-1))
                    .addHbarTransfer(com.hedera.hashgraph.sdk.AccountId.fromString(to), Hbar.fromTinybars(1))
                    .setTransactionMemo(memo)
                    .execute(client)
                    .getReceipt(client);
        }
    }

    @Test
    void aStrangersTinybarWithOurMemoIsIgnored() throws Exception {
        Instant since = network.ledger().now();
        Signed paid = pay(gateway, 7);
        String memo = read(since).entries().get(0).reference().toString();

        sendTinybar(treasury, memo);
        sendTinybar(operator, memo);

        assertThat(read(since).entries()).extracting(LedgerEntry::transactionId).containsExactly(paid.transactionId());
    }

    @Test
    void whatAnotherGatewaysOperatorPaidFromTheTreasuryIsSeen() {
        Instant since = network.ledger().now();
        Signed paid = pay(gateway(stranger), 7);

        assertThat(read(since).entries()).extracting(LedgerEntry::transactionId).containsExactly(paid.transactionId());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 15, 3_600, 86_400})
    void anIdlePayersHistoryIsCompleteUpToTheNewestTransactionOfTheNetwork(long idleSeconds) {
        Instant since = network.ledger().now();
        Signed paid = pay(gateway, 7);
        clock.advance(Duration.ofSeconds(idleSeconds));

        Read read = read(since);

        assertThat(read.has(paid)).isTrue();
        assertThat(read.completeUntil()).isAfterOrEqualTo(clock.instant().minus(LEDGERS_OWN_LAG));
    }

    @Test
    void aHistoryIsNotCompleteBeyondWhatTheMirrorHas() {
        Instant since = network.ledger().now();
        network.faults().mirror().lag(Duration.ofMinutes(4));
        clock.advance(Duration.ofMinutes(10));
        Signed paid = pay(gateway, 7);

        Read read = read(since);

        assertThat(read.has(paid)).isFalse();
        assertThat(read.completeUntil()).isBefore(clock.instant().minusSeconds(239));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aPaymentThatAnOlderReplicaDoesNotShowIsAfterTheTimeUpToWhichTheHistoryIsComplete(int firstAnswer) {
        Instant since = network.ledger().now();
        clock.advance(Duration.ofMinutes(2));
        Signed paid = pay(gateway, 7);
        Instant at = network.ledger().now();
        clock.advance(Duration.ofSeconds(40));
        network.faults().mirror().everyOtherAnswerFromReplica(Duration.ofMinutes(1));
        for (int i = 0; i < firstAnswer; i++) {
            gateway.fingerprint();
        }

        Read read = read(since);

        assertThat(read.has(paid) || read.completeUntil().isBefore(at))
                .as("complete until %s, and the payment of %s is shown: %s", read.completeUntil(), at, read.has(paid))
                .isTrue();
    }

    @Test
    void shortAndEmptyPagesHideNothing() {
        Instant since = network.ledger().now();
        List<Signed> paid = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            paid.add(pay(gateway, i));
            clock.advance(Duration.ofSeconds(1));
        }
        network.faults().mirror().pageLimit(2);
        network.faults().mirror().shortPagesNext(2, 1);

        Read read = read(since);

        assertThat(paid).allMatch(read::has);
        assertThat(read.completeUntil()).isAfterOrEqualTo(clock.instant().minus(LEDGERS_OWN_LAG));
    }

    @Test
    void aMirrorWhoseHistoryBeginsLaterThanIsNeededIsRefused() {
        Instant since = network.ledger().now();
        clock.advance(Duration.ofMinutes(10));
        network.faults().mirror().firstBlock(100);

        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> gateway.history(hbar(), since))
                .withMessageContaining("begins at")
                .withMessageContaining(since.toString());
        assertThat(read(clock.instant().minusSeconds(60)).entries()).isEmpty();
    }
}
