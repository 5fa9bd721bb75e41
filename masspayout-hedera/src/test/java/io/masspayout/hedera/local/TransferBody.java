package io.masspayout.hedera.local;

import com.google.protobuf.ByteString;
import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.proto.AccountAmount;
import com.hedera.hashgraph.sdk.proto.AccountID;
import com.hedera.hashgraph.sdk.proto.CryptoTransferTransactionBody;
import com.hedera.hashgraph.sdk.proto.Duration;
import com.hedera.hashgraph.sdk.proto.SignatureMap;
import com.hedera.hashgraph.sdk.proto.SignaturePair;
import com.hedera.hashgraph.sdk.proto.SignedTransaction;
import com.hedera.hashgraph.sdk.proto.Timestamp;
import com.hedera.hashgraph.sdk.proto.TokenID;
import com.hedera.hashgraph.sdk.proto.TokenTransferList;
import com.hedera.hashgraph.sdk.proto.Transaction;
import com.hedera.hashgraph.sdk.proto.TransactionBody;
import com.hedera.hashgraph.sdk.proto.TransactionID;
import com.hedera.hashgraph.sdk.proto.TransferList;
import io.masspayout.hedera.local.world.Entity;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** A transfer made by hand: it may have any fault, which the SDK would not let through. */
final class TransferBody {

    /** 5 HBAR: no transfer costs more unless it associates many accounts. */
    static final long FEE = 500_000_000;

    private final TransactionID id;
    private final TransactionBody.Builder body;
    private final TransferList.Builder hbar = TransferList.newBuilder();
    private final Map<String, TokenTransferList.Builder> tokens = new LinkedHashMap<>();

    TransferBody(String payer, Instant validStart) {
        id = TransactionID.newBuilder()
                .setAccountID(account(payer))
                .setTransactionValidStart(Timestamp.newBuilder()
                        .setSeconds(validStart.getEpochSecond())
                        .setNanos(validStart.getNano()))
                .build();
        body = TransactionBody.newBuilder()
                .setTransactionID(id)
                .setNodeAccountID(account("0.0.3"))
                .setTransactionFee(FEE)
                .setTransactionValidDuration(Duration.newBuilder().setSeconds(120));
    }

    TransactionID id() {
        return id;
    }

    /** For changes of the frame. */
    TransactionBody.Builder frame() {
        return body;
    }

    TransferBody node(String node) {
        body.setNodeAccountID(account(node));
        return this;
    }

    TransferBody valid(long seconds) {
        body.setTransactionValidDuration(Duration.newBuilder().setSeconds(seconds));
        return this;
    }

    TransferBody memo(String memo) {
        body.setMemo(memo);
        return this;
    }

    TransferBody hbar(String account, long tinybars) {
        hbar.addAccountAmounts(line(account, tinybars, false));
        return this;
    }

    TransferBody units(String token, String account, long units) {
        list(token).addTransfers(line(account, units, false));
        return this;
    }

    /** A debit by allowance. */
    TransferBody approved(String token, String account, long amount) {
        if (token.equals(LocalLedger.HBAR)) {
            hbar.addAccountAmounts(line(account, amount, true));
        } else {
            list(token).addTransfers(line(account, amount, true));
        }
        return this;
    }

    TransferBody decimals(String token, int decimals) {
        list(token)
                .setExpectedDecimals(
                        com.google.protobuf.UInt32Value.newBuilder().setValue(decimals));
        return this;
    }

    private TokenTransferList.Builder list(String token) {
        return tokens.computeIfAbsent(
                token,
                fresh -> TokenTransferList.newBuilder()
                        .setToken(TokenID.newBuilder().setTokenNum(Entity.number(token))));
    }

    private static AccountAmount line(String account, long amount, boolean approval) {
        return AccountAmount.newBuilder()
                .setAccountID(account(account))
                .setAmount(amount)
                .setIsApproval(approval)
                .build();
    }

    /** An id 0.0.n, or an EVM address with 0x. */
    private static AccountID account(String text) {
        return text.startsWith("0x")
                ? AccountID.newBuilder()
                        .setAlias(ByteString.copyFrom(HexFormat.of().parseHex(text.substring(2))))
                        .build()
                : AccountID.newBuilder().setAccountNum(Entity.number(text)).build();
    }

    Transaction sign(PrivateKey... keys) {
        CryptoTransferTransactionBody.Builder transfer =
                CryptoTransferTransactionBody.newBuilder().setTransfers(hbar);
        tokens.values().forEach(transfer::addTokenTransfers);
        return sign(body.setCryptoTransfer(transfer).build(), keys);
    }

    static Transaction sign(TransactionBody body, PrivateKey... keys) {
        byte[] bytes = body.toByteArray();
        SignatureMap.Builder signatures = SignatureMap.newBuilder();
        for (PrivateKey key : keys) {
            SignaturePair.Builder pair = SignaturePair.newBuilder()
                    .setPubKeyPrefix(ByteString.copyFrom(key.getPublicKey().toBytesRaw()));
            ByteString signature = ByteString.copyFrom(key.sign(bytes));
            signatures.addSigPair(key.isED25519() ? pair.setEd25519(signature) : pair.setECDSASecp256K1(signature));
        }
        return Transaction.newBuilder()
                .setSignedTransactionBytes(SignedTransaction.newBuilder()
                        .setBodyBytes(ByteString.copyFrom(bytes))
                        .setSigMap(signatures)
                        .build()
                        .toByteString())
                .build();
    }
}
