package io.masspayout.hedera.mirror;

import io.masspayout.ledger.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of a transaction. Several may have the same id: duplicates, and children with another nonce.
 *
 * @param transactionId as {@code 0.0.payer@seconds.nanos}
 * @param payer as {@code 0.0.n}
 * @param validStart from when it could take effect
 * @param validDuration for how long; {@code null} for children, which have none of their own
 * @param result the ledger's own code, {@code SUCCESS} for instance
 * @param name the kind, {@code CRYPTOTRANSFER} for instance
 * @param node the node that submitted it, as {@code 0.0.n}; {@code null} for children
 * @param hash SHA-384 of the signed transaction
 * @param memo as UTF-8; bytes that are none appear as replacement characters
 * @param chargedFee in tinybars
 * @param transfers of HBAR, fees included; empty where there were none
 * @param tokenTransfers of fungible tokens
 * @param nonce 0 for what a user submitted
 * @param scheduled whether it is the execution of a schedule
 */
public record MirrorTransaction(
        String transactionId,
        String payer,
        Instant validStart,
        @Nullable Duration validDuration,
        Instant consensusTimestamp,
        String result,
        String name,
        @Nullable String node,
        Bytes hash,
        String memo,
        long chargedFee,
        List<HbarTransfer> transfers,
        List<TokenAmount> tokenTransfers,
        int nonce,
        boolean scheduled) {

    /**
     * A change of an account's HBAR.
     *
     * @param account as {@code 0.0.n}
     * @param amount in tinybars; negative for what left
     */
    public record HbarTransfer(String account, long amount) {}

    /**
     * A change of an account's balance of a token.
     *
     * @param tokenId as {@code 0.0.n}
     * @param account as {@code 0.0.n}
     * @param amount in smallest units; negative for what left
     */
    public record TokenAmount(String tokenId, String account, long amount) {}

    public MirrorTransaction {
        transfers = List.copyOf(transfers);
        tokenTransfers = List.copyOf(tokenTransfers);
    }

    static MirrorTransaction read(Json transaction) {
        String payer = transaction.read("transaction_id", MirrorTransaction::payer);
        Instant validStart = transaction.time("valid_start_timestamp");
        return new MirrorTransaction(
                payer + "@" + ConsensusTimestamp.text(validStart),
                payer,
                validStart,
                transaction
                        .optionalNumber("valid_duration_seconds")
                        .map(Duration::ofSeconds)
                        .orElse(null),
                transaction.time("consensus_timestamp"),
                transaction.text("result"),
                transaction.text("name"),
                transaction.optionalText("node").orElse(null),
                Bytes.of(transaction.read("transaction_hash", Base64.getDecoder()::decode)),
                new String(transaction.read("memo_base64", Base64.getDecoder()::decode), StandardCharsets.UTF_8),
                transaction.number("charged_tx_fee"),
                transaction.list(
                        "transfers", transfer -> new HbarTransfer(transfer.text("account"), transfer.number("amount"))),
                transaction.optionalList(
                        "token_transfers",
                        transfer -> new TokenAmount(
                                transfer.text("token_id"), transfer.text("account"), transfer.number("amount"))),
                transaction.smallNumber("nonce"),
                transaction.flag("scheduled"));
    }

    static String payer(String transactionId) {
        int dash = transactionId.indexOf('-');
        if (dash <= 0) {
            throw new IllegalArgumentException("no payer in " + transactionId);
        }
        return transactionId.substring(0, dash);
    }
}
