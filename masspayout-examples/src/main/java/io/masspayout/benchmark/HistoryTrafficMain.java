package io.masspayout.benchmark;

import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.hedera.HederaGateway;
import io.masspayout.hedera.HederaNetwork;
import io.masspayout.hedera.custody.LocalKeySigner;
import io.masspayout.hedera.local.Holders;
import io.masspayout.hedera.local.LocalNetwork;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerHistory;
import io.masspayout.model.AccountId;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What a look at the ledger's history costs a payer whose account does much else: before each payment, and each fifteen seconds while it pays, a worker reads
 * all that the account did since the last look, and that is mostly others' business. On a Hedera network in this process, whose mirror node speaks HTTP;
 * each look against one with nothing to read.
 */
public final class HistoryTrafficMain {

    /** Transactions between two looks. Ten thousand in fifteen seconds are more than six hundred a second from one account. */
    private static final List<Integer> BETWEEN_TWO_LOOKS = List.of(0, 100, 1_000, 10_000);

    private static final int LOOKS = 9;
    private static final int WARMING_UP = 2_000;
    private static final int ENTRIES_AT_ONCE = 500;
    private static final long OPERATORS_TINYBARS = 100_000_000_000L;
    private static final long SUPPLY = 1_000_000;

    /** The local mirror node has no other users. */
    private static final int MIRROR_REQUESTS_PER_SECOND = 10_000;

    private HistoryTrafficMain() {}

    public static void main(String[] args) {
        PrivateKey key = PrivateKey.generateED25519();
        try (LocalNetwork network = LocalNetwork.builder(InstantSource.system()).start();
                Payer payer = Payer.on(network, key)) {
            payer.othersTransfer(WARMING_UP);
            payer.look(Instant.EPOCH);
            System.out.println("| Others' transactions since the last look | A look | Against a quiet account |");
            System.out.println("|---|---|---|");
            double quiet = 0;
            for (int others : BETWEEN_TWO_LOOKS) {
                Instant since = network.ledger().now();
                payer.othersTransfer(others);
                double millis = median(payer, since);
                quiet = quiet == 0 ? millis : quiet;
                System.out.printf(Locale.ROOT, "| %,d | %.1f ms | %.1f × |%n", others, millis, millis / quiet);
            }
        }
    }

    private static double median(Payer payer, Instant since) {
        long nanos = LongStream.range(0, LOOKS)
                .map(look -> payer.look(since).toNanos())
                .sorted()
                .skip(LOOKS / 2)
                .findFirst()
                .orElseThrow();
        return nanos / 1e6;
    }

    /** An account that pays by this library and does much else. */
    private record Payer(LocalNetwork network, HederaGateway gateway, Treasury treasury, String other)
            implements AutoCloseable {

        static Payer on(LocalNetwork network, PrivateKey key) {
            String operator = network.ledger().createAccount(key.getPublicKey(), OPERATORS_TINYBARS);
            String account = network.ledger().createAccount(key.getPublicKey(), 0);
            Holders holders = network.ledger()
                    .createTokenWithHolders(
                            account, token -> token.decimals(0).supply(SUPPLY), 1, key.getPublicKey(), holder -> 1);
            Map<String, String> nodes = network.nodes().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, node -> node.getValue().toString()));
            HederaGateway gateway = HederaGateway.builder()
                    .network(HederaNetwork.of("local", nodes, network.mirror()))
                    .operator(operator, LocalKeySigner.of(key))
                    .treasury(account, LocalKeySigner.of(key))
                    .mirrorRequestsPerSecond(MIRROR_REQUESTS_PER_SECOND)
                    .build();
            return new Payer(
                    network,
                    gateway,
                    new Treasury(AccountId.of(account), TokenId.of(holders.token())),
                    holders.account(0));
        }

        void othersTransfer(int times) {
            for (int i = 0; i < times; i++) {
                network.ledger()
                        .transfer(treasury.token().value(), treasury.account().value(), other, 1);
            }
        }

        Duration look(Instant since) {
            long started = System.nanoTime();
            try (LedgerHistory history = gateway.history(treasury, since)) {
                for (List<LedgerEntry> page = history.next(ENTRIES_AT_ONCE);
                        !page.isEmpty();
                        page = history.next(ENTRIES_AT_ONCE)) {
                    throw new IllegalStateException("these transactions are others', and not " + page);
                }
            }
            return Duration.ofNanos(System.nanoTime() - started);
        }

        @Override
        public void close() {
            gateway.close();
        }
    }
}
