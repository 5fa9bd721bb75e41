package io.masspayout.hedera.local.mirror;

import com.google.protobuf.ByteString;

/**
 * A synthetic ERC-20 Transfer event, one for each pair of giver and taker.
 *
 * @param from an account, or 0 for minted units
 * @param to an account, or 0 for destroyed units
 * @param index within its record file
 * @param transactionIndex position of the transaction within its record file
 */
record TransferLog(
        long token,
        long from,
        long to,
        long units,
        long consensus,
        int index,
        long block,
        int transactionIndex,
        ByteString hash) {}
