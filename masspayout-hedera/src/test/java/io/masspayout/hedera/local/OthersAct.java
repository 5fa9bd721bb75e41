package io.masspayout.hedera.local;

import com.google.protobuf.ByteString;
import com.hedera.hashgraph.sdk.proto.AccountAmount;
import com.hedera.hashgraph.sdk.proto.AccountID;
import com.hedera.hashgraph.sdk.proto.CryptoTransferTransactionBody;
import com.hedera.hashgraph.sdk.proto.TokenID;
import com.hedera.hashgraph.sdk.proto.TokenTransferList;
import com.hedera.hashgraph.sdk.proto.TransferList;
import io.masspayout.hedera.local.world.Account;
import io.masspayout.hedera.local.world.Entity;
import io.masspayout.hedera.local.world.Hashes;
import io.masspayout.hedera.local.world.Holding;
import io.masspayout.hedera.local.world.LedgerState;
import io.masspayout.hedera.local.world.Nanos;
import io.masspayout.hedera.local.world.RecordDraft;
import io.masspayout.hedera.local.world.Token;
import io.masspayout.hedera.local.world.TransactionKey;

/** The parts from which other people's transactions are put together. */
final class OthersAct {

    /** How long they have been under way when they reach consensus. */
    private static final long AGE = 3 * Nanos.PER_SECOND;

    private static final long NODE = 3;
    private static final long MAX_FEE = 10_000_000_000L;
    private static final long VALID_SECONDS = 120;

    private OthersAct() {}

    /** Changes a token at a consensus time. */
    interface TokenChange {
        Token apply(Token now, long at);
    }

    static RecordDraft named(String name, long at) {
        TransactionKey key = new TransactionKey(Genesis.TREASURY, at - AGE);
        return new RecordDraft(key, name)
                .from(NODE, Hashes.sha384(key.text()))
                .terms(ByteString.EMPTY, MAX_FEE, VALID_SECONDS);
    }

    static Account account(LedgerState state, long number) {
        Account account = state.accounts().find(number);
        if (account == null) {
            throw new IllegalStateException("no account " + Entity.text(number));
        }
        return account;
    }

    static Token token(LedgerState state, String token) {
        LedgerState.TokenState found = state.token(Entity.number(token));
        if (found == null) {
            throw new IllegalStateException("no token " + token);
        }
        return found.now();
    }

    static Holding holding(LedgerState state, long token, long account) {
        Holding holding = state.holding(token, account);
        if (holding == null || !holding.associated()) {
            throw new IllegalStateException(Entity.text(account) + " is not associated with " + Entity.text(token));
        }
        return holding;
    }

    static CryptoTransferTransactionBody transfer(String token, String from, String to, long amount) {
        AccountAmount debit = line(from, -amount);
        AccountAmount credit = line(to, amount);
        CryptoTransferTransactionBody.Builder body = CryptoTransferTransactionBody.newBuilder();
        if (token.equals(LocalLedger.HBAR)) {
            return body.setTransfers(
                            TransferList.newBuilder().addAccountAmounts(debit).addAccountAmounts(credit))
                    .build();
        }
        return body.addTokenTransfers(TokenTransferList.newBuilder()
                        .setToken(TokenID.newBuilder().setTokenNum(Entity.number(token)))
                        .addTransfers(debit)
                        .addTransfers(credit))
                .build();
    }

    private static AccountAmount line(String account, long amount) {
        return AccountAmount.newBuilder()
                .setAccountID(AccountID.newBuilder().setAccountNum(Entity.number(account)))
                .setAmount(amount)
                .build();
    }
}
