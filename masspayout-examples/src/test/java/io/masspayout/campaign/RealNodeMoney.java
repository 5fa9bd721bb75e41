package io.masspayout.campaign;

import com.hedera.hashgraph.sdk.AccountId;
import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.TokenCreateTransaction;
import com.hedera.hashgraph.sdk.TokenId;
import io.masspayout.hedera.node.RealLedger;
import io.masspayout.ledger.HolderBalance;
import io.masspayout.register.RegisterCursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is paid on a real node, from where and to whom. The first holder has one share, the second one two, and so on: everybody is due another
 * amount.
 *
 * @param treasury had {@link #FUNDS} before anybody was paid
 * @param operator pays the fees
 * @param key of treasury and operator; made up here
 * @param holders can all be paid
 */
record RealNodeMoney(TokenId token, AccountId treasury, AccountId operator, PrivateKey key, List<AccountId> holders) {

    static final int DECIMALS = 2;

    /** Many times what is due: who is paid twice shall get it, and be found. */
    static final long FUNDS = 1_000_000_000_000L;

    RealNodeMoney {
        holders = List.copyOf(holders);
    }

    /** Makes the token and all the accounts. */
    static RealNodeMoney make(RealLedger ledger, int holders) throws Exception {
        PrivateKey key = PrivateKey.generateED25519();
        AccountId treasury = ledger.payer(key);
        AccountId operator = ledger.payer(key);
        // Without keys to freeze or to know customers: with them a look at every holder's relationship would be asked
        // of
        // the node that pays, which on a public network the mirror node answers.
        TokenId token = new TokenCreateTransaction()
                .setTokenName("Payment token")
                .setTokenSymbol("PAY")
                .setDecimals(DECIMALS)
                .setInitialSupply(FUNDS)
                .setTreasuryAccountId(treasury)
                .freezeWith(ledger.client())
                .sign(key)
                .execute(ledger.client())
                .getReceipt(ledger.client())
                .tokenId;
        return new RealNodeMoney(token, treasury, operator, key, ledger.holders(token, holders));
    }

    /** The shares of all holders together. */
    long shares() {
        return shares(holders.size() - 1) * (holders.size() + 1) / 2;
    }

    private static long shares(int index) {
        return index + 1L;
    }

    /** The holders with their shares. */
    RegisterCursor register() {
        return new RegisterCursor() {
            private int given;

            @Override
            public List<Line> next(int limit) {
                List<Line> lines = new ArrayList<>();
                for (; given < holders.size() && lines.size() < limit; given++) {
                    lines.add(new Line(
                            given + 1L, new HolderBalance(holders.get(given).toString(), shares(given))));
                }
                return lines;
            }

            @Override
            public void close() {}
        };
    }

    /** What everybody has to have when so many units were paid for each share. */
    Map<AccountId, Long> due(long unitsPerShare) {
        Map<AccountId, Long> due = new LinkedHashMap<>();
        for (int i = 0; i < holders.size(); i++) {
            due.put(holders.get(i), unitsPerShare * shares(i));
        }
        return due;
    }

    /** What everybody has, by the node's own query. */
    Map<AccountId, Long> balances(RealLedger ledger) {
        Map<AccountId, Long> balances = new LinkedHashMap<>();
        for (AccountId holder : holders) {
            balances.put(holder, ledger.balance(holder, token));
        }
        return balances;
    }

    /** What has left the treasury, by the node's own query. */
    long spent(RealLedger ledger) {
        return FUNDS - ledger.balance(treasury, token);
    }
}
