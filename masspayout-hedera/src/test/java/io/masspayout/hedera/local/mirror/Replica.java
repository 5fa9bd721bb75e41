package io.masspayout.hedera.local.mirror;

import com.google.gson.JsonObject;
import io.masspayout.hedera.local.world.World;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One database behind the mirror node's address, and the endpoints that answer from it. Safe for use by many threads. */
final class Replica {

    private final MirrorStore store;
    private final Endpoint token;
    private final Endpoint tokenBalances;
    private final Endpoint account;
    private final Endpoint accounts;
    private final Endpoint accountTokens;
    private final Endpoint blocks;
    private final Endpoint transaction;
    private final TransactionsEndpoint transactions;
    private final Endpoint logs;

    Replica(World world, MirrorFaults faults, Supplier<Duration> lag) {
        this.store = new MirrorStore(world, lag);
        this.token = new TokenEndpoint(store);
        this.tokenBalances = new TokenBalancesEndpoint(store, faults);
        this.transactions = new TransactionsEndpoint(store, faults);
        this.transaction = new TransactionEndpoint(store);
        this.account = new AccountEndpoint(store, transactions);
        this.accounts = new AccountsEndpoint(store, faults);
        this.accountTokens = new AccountTokensEndpoint(store, faults);
        this.blocks = new BlocksEndpoint(store, faults, world.identity());
        this.logs = new LogsEndpoint(store, faults);
    }

    JsonObject answer(Endpoint endpoint, String id, Query query) throws MirrorException {
        synchronized (store) {
            store.catchUp();
            return endpoint.answer(id, query);
        }
    }

    /** The endpoint that answers a path; null when no endpoint does. */
    @Nullable
    Endpoint endpoint(List<String> path) {
        return switch (path.size()) {
            case 1 ->
                switch (path.get(0)) {
                    case "accounts" -> accounts;
                    case "blocks" -> blocks;
                    case "transactions" -> transactions;
                    default -> null;
                };
            case 2 ->
                switch (path.get(0)) {
                    case "tokens" -> token;
                    case "accounts" -> account;
                    case "transactions" -> transaction;
                    default -> null;
                };
            case 3 ->
                switch (path.get(0) + "/" + path.get(2)) {
                    case "tokens/balances" -> tokenBalances;
                    case "accounts/tokens" -> accountTokens;
                    default -> null;
                };
            case 4 ->
                path.get(0).equals("contracts")
                                && path.get(2).equals("results")
                                && path.get(3).equals("logs")
                        ? logs
                        : null;
            default -> null;
        };
    }
}
