package io.masspayout.hedera.transaction;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.hedera.hashgraph.sdk.AccountId;
import com.hedera.hashgraph.sdk.TokenId;
import com.hedera.hashgraph.sdk.proto.AccountAmount;
import com.hedera.hashgraph.sdk.proto.AccountID;
import com.hedera.hashgraph.sdk.proto.CryptoTransferTransactionBody;
import com.hedera.hashgraph.sdk.proto.SignatureMap;
import com.hedera.hashgraph.sdk.proto.SignaturePair;
import com.hedera.hashgraph.sdk.proto.SignedTransaction;
import com.hedera.hashgraph.sdk.proto.TokenTransferList;
import com.hedera.hashgraph.sdk.proto.Transaction;
import com.hedera.hashgraph.sdk.proto.TransactionBody;
import com.hedera.hashgraph.sdk.proto.TransactionList;
import io.masspayout.ledger.Bytes;
import io.masspayout.model.Payment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A transfer read back from what was stored, signed or not: everything that has to be known of it later is in its bytes. Immutable.
 */
public final class StoredTransfer {

    private static final int EVM_ADDRESS_LENGTH = 20;

    private final List<SignedTransaction> copies;
    private final List<TransactionBody> bodies;

    private StoredTransfer(List<SignedTransaction> copies, List<TransactionBody> bodies) {
        this.copies = copies;
        this.bodies = bodies;
    }

    /**
     * Reads the SDK's serial form.
     *
     * @throws IllegalArgumentException when the bytes are no transfer
     */
    public static StoredTransfer read(Bytes bytes) {
        try {
            List<SignedTransaction> copies = new ArrayList<>();
            List<TransactionBody> bodies = new ArrayList<>();
            for (Transaction transaction :
                    TransactionList.parseFrom(bytes.toArray()).getTransactionListList()) {
                SignedTransaction copy = SignedTransaction.parseFrom(transaction.getSignedTransactionBytes());
                copies.add(copy);
                bodies.add(TransactionBody.parseFrom(copy.getBodyBytes()));
            }
            if (bodies.isEmpty() || !bodies.get(0).hasCryptoTransfer()) {
                throw new IllegalArgumentException("not a stored transfer: " + bytes);
            }
            return new StoredTransfer(List.copyOf(copies), List.copyOf(bodies));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not a stored transfer: " + bytes, e);
        }
    }

    /** Who pays the fee, and from when on it is valid. */
    public TransferId id() {
        var id = bodies.get(0).getTransactionID();
        var start = id.getTransactionValidStart();
        return new TransferId(text(id.getAccountID()), Instant.ofEpochSecond(start.getSeconds(), start.getNanos()));
    }

    /** The end of its window, in ledger time. */
    public Instant validUntil() {
        return id().validStart()
                .plusSeconds(bodies.get(0).getTransactionValidDuration().getSeconds());
    }

    /** The batch reference, as text. */
    public String memo() {
        return bodies.get(0).getMemo();
    }

    /** Whether the payer spends an allowance of the treasury. */
    public boolean isByAllowance() {
        return entries().stream().anyMatch(AccountAmount::getIsApproval);
    }

    /** What is paid. */
    public io.masspayout.model.TokenId token() {
        CryptoTransferTransactionBody transfer = bodies.get(0).getCryptoTransfer();
        if (transfer.getTokenTransfersCount() == 0) {
            return NativeCurrency.HBAR;
        }
        var token = transfer.getTokenTransfers(0).getToken();
        return io.masspayout.model.TokenId.of(
                new TokenId(token.getShardNum(), token.getRealmNum(), token.getTokenNum()).toString());
    }

    /** Who is debited. */
    public String treasury() {
        return entries().stream()
                .filter(entry -> entry.getAmount() < 0)
                .map(entry -> text(entry.getAccountID()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a transfer that debits nobody: " + memo()));
    }

    /** Who is credited, and how much. */
    public List<Payment> payments() {
        return entries().stream()
                .filter(entry -> entry.getAmount() > 0)
                .map(entry ->
                        new Payment(io.masspayout.model.AccountId.of(text(entry.getAccountID())), entry.getAmount()))
                .toList();
    }

    private List<AccountAmount> entries() {
        CryptoTransferTransactionBody transfer = bodies.get(0).getCryptoTransfer();
        return transfer.getTokenTransfersList().stream()
                .findFirst()
                .map(TokenTransferList::getTransfersList)
                .orElseGet(() -> transfer.getTransfers().getAccountAmountsList());
    }

    private static String text(AccountID account) {
        ByteString alias = account.getAlias();
        return alias.size() == EVM_ADDRESS_LENGTH
                ? "0x" + HexFormat.of().formatHex(alias.toByteArray())
                : new AccountId(account.getShardNum(), account.getRealmNum(), account.getAccountNum()).toString();
    }

    /** What is to be signed: the body of each node's copy, in the order of the copies. */
    public List<byte[]> payloads() {
        return copies.stream().map(copy -> copy.getBodyBytes().toByteArray()).toList();
    }

    /**
     * The same transfer with signatures of one more key.
     *
     * @param signatures one for each of {@link #payloads}; each with the whole public key, as the SDK sends it
     */
    public StoredTransfer signed(List<SignaturePair> signatures) {
        if (signatures.size() != copies.size()) {
            throw new IllegalArgumentException(signatures.size() + " signatures for " + copies.size() + " bodies");
        }
        List<SignedTransaction> signed = new ArrayList<>();
        for (int i = 0; i < copies.size(); i++) {
            SignedTransaction copy = copies.get(i);
            signed.add(copy.toBuilder()
                    .setSigMap(SignatureMap.newBuilder()
                            .addAllSigPair(copy.getSigMap().getSigPairList())
                            .addSigPair(signatures.get(i)))
                    .build());
        }
        return new StoredTransfer(List.copyOf(signed), bodies);
    }

    /** In the SDK's serial form. */
    public Bytes bytes() {
        TransactionList.Builder list = TransactionList.newBuilder();
        copies.forEach(copy -> list.addTransactionList(transaction(copy)));
        return Bytes.of(list.build().toByteArray());
    }

    /** The copies to send, one for each node. */
    public List<NodeCopy> copies() {
        List<NodeCopy> sendable = new ArrayList<>();
        for (int i = 0; i < copies.size(); i++) {
            Transaction transaction = transaction(copies.get(i));
            sendable.add(new NodeCopy(
                    text(bodies.get(i).getNodeAccountID()),
                    Bytes.of(TransactionList.newBuilder()
                            .addTransactionList(transaction)
                            .build()
                            .toByteArray()),
                    sha384(transaction.getSignedTransactionBytes())));
        }
        return sendable;
    }

    private static Transaction transaction(SignedTransaction copy) {
        return Transaction.newBuilder()
                .setSignedTransactionBytes(copy.toByteString())
                .build();
    }

    private static Bytes sha384(ByteString content) {
        try {
            return Bytes.of(MessageDigest.getInstance("SHA-384").digest(content.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-384", e);
        }
    }
}
