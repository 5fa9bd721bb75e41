package io.masspayout.hedera.local;

import com.hedera.hashgraph.sdk.AccountId;
import com.hedera.hashgraph.sdk.Client;
import com.hedera.hashgraph.sdk.Hbar;
import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.Status;
import com.hedera.hashgraph.sdk.TransactionId;
import com.hedera.hashgraph.sdk.TransactionReceipt;
import com.hedera.hashgraph.sdk.TransactionReceiptQuery;
import com.hedera.hashgraph.sdk.TransferTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Talks to a local network as a careful user of the SDK would: one attempt, no new ids, every answer looked at. */
final class Wallet implements AutoCloseable {

    private static final Duration VALIDITY = Duration.ofMinutes(2);

    private final Client client;
    private final LocalNetwork network;
    private int starts;

    Wallet(LocalNetwork network) {
        this.network = network;
        this.client = Client.forNetwork(network.nodes());
        client.setMaxAttempts(1);
        client.setDefaultRegenerateTransactionId(false);
    }

    Client client() {
        return client;
    }

    AccountId node(int index) {
        return List.copyOf(network.nodes().values()).get(index);
    }

    /** An id of its own for every call, one second in the past. */
    TransactionId id(String payer) {
        return id(payer, network.ledger().now().minusSeconds(1).plusNanos(++starts));
    }

    TransactionId id(String payer, Instant validStart) {
        return TransactionId.withValidStart(AccountId.fromString(payer), validStart);
    }

    /** A transfer of HBAR by its payer, not frozen. */
    TransferTransaction hbar(TransactionId id, String to, long tinybars) {
        return prepared(id)
                .addHbarTransfer(id.accountId, Hbar.fromTinybars(-tinybars))
                .addHbarTransfer(AccountId.fromString(to), Hbar.fromTinybars(tinybars));
    }

    TransferTransaction prepared(TransactionId id) {
        return new TransferTransaction()
                .setTransactionId(id)
                .setNodeAccountIds(List.of(node(0)))
                .setTransactionValidDuration(VALIDITY)
                .setRegenerateTransactionId(false)
                .setMaxAttempts(1);
    }

    /** Signs and sends it. */
    void send(TransferTransaction transfer, PrivateKey... keys) throws Exception {
        transfer.freezeWith(client);
        for (PrivateKey key : keys) {
            transfer.sign(key);
        }
        transfer.execute(client);
    }

    /** Sends it and asks for the outcome. */
    Status outcome(TransferTransaction transfer, PrivateKey... keys) throws Exception {
        send(transfer, keys);
        return receipt(transfer.getTransactionId(), 0).status;
    }

    TransactionReceipt receipt(TransactionId id, int node) throws Exception {
        return query(id, node).execute(client);
    }

    TransactionReceiptQuery query(TransactionId id, int node) {
        return new TransactionReceiptQuery()
                .setTransactionId(id)
                .setNodeAccountIds(List.of(node(node)))
                .setIncludeDuplicates(true)
                .setMaxAttempts(1);
    }

    @Override
    public void close() throws TimeoutException {
        client.close();
    }
}
