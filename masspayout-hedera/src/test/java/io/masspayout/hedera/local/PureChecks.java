package io.masspayout.hedera.local;

import com.hedera.hashgraph.sdk.proto.AccountAmount;
import com.hedera.hashgraph.sdk.proto.AccountID;
import com.hedera.hashgraph.sdk.proto.CryptoTransferTransactionBody;
import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import com.hedera.hashgraph.sdk.proto.TokenTransferList;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The checks of a transfer that need no state: the shape of its lists, and that they add up to nothing. */
final class PureChecks {

    private PureChecks() {}

    static void require(CryptoTransferTransactionBody transfer) throws PrecheckException {
        List<AccountAmount> hbar = transfer.getTransfers().getAccountAmountsList();
        requireSum(hbar, ResponseCodeEnum.INVALID_ACCOUNT_AMOUNTS);
        requireOnce(hbar);
        Set<Long> tokens = new HashSet<>();
        for (TokenTransferList list : transfer.getTokenTransfersList()) {
            require(list, tokens);
        }
    }

    private static void require(TokenTransferList list, Set<Long> tokens) throws PrecheckException {
        if (!list.hasToken()) {
            throw new PrecheckException(ResponseCodeEnum.INVALID_TOKEN_ID);
        }
        if (!tokens.add(list.getToken().getTokenNum())) {
            throw new PrecheckException(ResponseCodeEnum.TOKEN_ID_REPEATED_IN_TOKEN_LIST);
        }
        if (list.getNftTransfersCount() > 0) {
            throw new PrecheckException(ResponseCodeEnum.NOT_SUPPORTED);
        }
        if (list.getTransfersCount() == 0) {
            throw new PrecheckException(ResponseCodeEnum.EMPTY_TOKEN_TRANSFER_ACCOUNT_AMOUNTS);
        }
        for (AccountAmount line : list.getTransfersList()) {
            if (line.getAmount() == 0) {
                throw new PrecheckException(ResponseCodeEnum.INVALID_ACCOUNT_AMOUNTS);
            }
        }
        requireOnce(list.getTransfersList());
        requireSum(list.getTransfersList(), ResponseCodeEnum.TRANSFERS_NOT_ZERO_SUM_FOR_TOKEN);
    }

    private static void requireSum(List<AccountAmount> lines, ResponseCodeEnum otherwise) throws PrecheckException {
        BigInteger sum = BigInteger.ZERO;
        for (AccountAmount line : lines) {
            sum = sum.add(BigInteger.valueOf(line.getAmount()));
        }
        if (sum.signum() != 0) {
            throw new PrecheckException(otherwise);
        }
    }

    private static void requireOnce(List<AccountAmount> lines) throws PrecheckException {
        Set<AccountID> accounts = new HashSet<>();
        for (AccountAmount line : lines) {
            if (!line.hasAccountID()) {
                throw new PrecheckException(ResponseCodeEnum.INVALID_ACCOUNT_ID);
            }
            if (!accounts.add(line.getAccountID())) {
                throw new PrecheckException(ResponseCodeEnum.ACCOUNT_REPEATED_IN_ACCOUNT_AMOUNTS);
            }
        }
    }
}
