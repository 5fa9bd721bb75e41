package io.masspayout.campaign;

import com.hedera.hashgraph.sdk.Key;
import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.Status;
import com.sun.net.httpserver.HttpServer;
import io.masspayout.hedera.local.ExecutedTransaction;
import io.masspayout.hedera.local.Holders;
import io.masspayout.hedera.local.LocalLedger;
import io.masspayout.hedera.local.LocalNetwork;
import io.masspayout.hedera.local.world.HandleException;
import io.masspayout.ledger.BatchReference;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.testing.LedgerPayment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A local Hedera network on the real clock: several nodes, a mirror node that is behind, and one token with every power over its
 * holders. What was paid is read from the ledger's own records, by their memo.
 */
final class HederaWorld implements LedgerWorld {

    static final int NODES = 4;

    /** As on a small network; long enough that a kill finds transfers between answer and record. */
    private static final Duration CONSENSUS_LATENCY = Duration.ofMillis(300);

    /** More than the public mirror node is behind on a usual day. */
    private static final Duration MIRROR_LAG = Duration.ofSeconds(10);

    /** Beyond the lag, until the mirror has surely read what was there. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private static final int ACCOUNTS = 2_000;

    /** For as many fees as anybody pays in a day. */
    private static final long OPERATORS_TINYBARS = 100_000_000_000_000L;

    /** More than all treasuries are ever filled with. */
    private static final long SUPPLY = 1_000_000_000_000_000_000L;

    /** A treasury from which is being paid may have less a moment later; it does not have to be many moments. */
    private static final Duration CHANGING_A_TREASURY = Duration.ofSeconds(30);

    private final LocalNetwork network = LocalNetwork.builder(InstantSource.system())
            .nodes(NODES)
            .consensusLatency(CONSENSUS_LATENCY)
            .mirrorLag(MIRROR_LAG)
            .start();
    private final LocalLedger ledger = network.ledger();
    private final HederaAccess access;
    private final String issuer;
    private final Places places;
    private final HederaRefusals refusals;
    private final HederaWeather weather;

    HederaWorld() {
        PrivateKey privateKey = ledger.operatorKey();
        Key key = privateKey.getPublicKey();
        issuer = ledger.createAccount(key, 0);
        Holders holders = ledger.createTokenWithHolders(
                issuer,
                token -> token.decimals(CampaignTerms.DECIMALS)
                        .supply(SUPPLY)
                        .kycKey(key)
                        .freezeKey(key),
                ACCOUNTS,
                key,
                i -> 0);
        String operator = ledger.createAccount(key, OPERATORS_TINYBARS);
        List<String> treasuries = IntStream.range(0, CampaignTerms.TREASURIES)
                .mapToObj(i -> ledger.createAccount(key, 0))
                .toList();
        for (String treasury : treasuries) {
            ledger.associate(treasury, holders.token());
            ledger.grantKyc(treasury, holders.token());
        }
        places = new Places(holders.token(), holders.firstHolder(), treasuries);
        refusals = new HederaRefusals(ledger, holders.token());
        weather = new HederaWeather(network);
        access = HederaAccess.of(network, operator, privateKey.toStringDER(), treasuries);
    }

    @Override
    public Places places() {
        return places;
    }

    @Override
    public void serve(HttpServer server) {
        // Workers speak with the nodes and the mirror node.
    }

    @Override
    public List<String> access() {
        return access.lines();
    }

    @Override
    public void fair() {
        weather.fair();
        refusals.endOfSlyness();
    }

    @Override
    public void foul(int percent, long seed, AccountId sly) {
        // The mirror node is behind: for a while nobody who asks it knows, and afterwards everybody does.
        refusals.beginSlyness(sly.value());
        weather.foul(percent, seed);
    }

    @Override
    public void lose(BatchId batch) {
        throw new UnsupportedOperationException("the local network does not lose messages by what they carry");
    }

    @Override
    public void setTreasury(String account, long units) {
        Await.until("treasury " + account + " has " + units, CHANGING_A_TREASURY, () -> {
            long missing = units - ledger.balance(account, places.paymentToken());
            try {
                if (missing > 0) {
                    ledger.transfer(places.paymentToken(), issuer, account, missing);
                } else if (missing < 0) {
                    ledger.transfer(places.paymentToken(), account, issuer, -missing);
                }
                return true;
            } catch (HandleException paidMeanwhile) {
                return false;
            }
        });
    }

    @Override
    public void refuses(String account) {
        refusals.begin(account);
    }

    @Override
    public void accepts(String account) {
        refusals.end(account);
    }

    @Override
    public void deliver() {
        awaitLedgerTime(ledger.now().plus(CONSENSUS_LATENCY.multipliedBy(2)));
    }

    @Override
    public void awaitKnown() {
        awaitLedgerTime(ledger.now().plus(MIRROR_LAG).plus(MARGIN));
    }

    private void awaitLedgerTime(Instant time) {
        Await.until(
                "it is " + time, MIRROR_LAG.multipliedBy(3), () -> ledger.now().isAfter(time));
    }

    @Override
    public void mirrorLag(Duration lag) {
        throw new UnsupportedOperationException("the weather decides how far the mirror node is behind");
    }

    @Override
    public long struck() {
        return weather.struck();
    }

    /** From the records, too: what touched a treasury and was no payment of ours was put in or taken out. */
    @Override
    public String books() {
        List<ExecutedTransaction> all = ledger.transactions();
        StringBuilder text = new StringBuilder();
        for (String treasury : places.treasuries()) {
            long putIn = all.stream()
                    .filter(one ->
                            one.status() == Status.SUCCESS && reference(one).isEmpty())
                    .mapToLong(one -> units(one).getOrDefault(treasury, 0L))
                    .reduce(0, Math::addExact);
            text.append(treasury + " " + putIn + " " + ledger.balance(treasury, places.paymentToken()) + "\n");
        }
        return text.toString();
    }

    @Override
    public void payments(DistributionId distribution, Consumer<LedgerPayment> each) {
        for (ExecutedTransaction one : ledger.transactions()) {
            Optional<BatchReference> reference = reference(one);
            if (one.status() != Status.SUCCESS
                    || reference.isEmpty()
                    || !reference.get().distributionId().equals(distribution)) {
                continue;
            }
            units(one).forEach((account, units) -> {
                if (units > 0) {
                    each.accept(new LedgerPayment(
                            LedgerTransactionId.of(one.transactionId()),
                            reference.get().batchId(),
                            AccountId.of(account),
                            AccountId.of(account),
                            units));
                }
            });
        }
    }

    private static Optional<BatchReference> reference(ExecutedTransaction one) {
        return BatchReference.parse(one.memo());
    }

    private Map<String, Long> units(ExecutedTransaction one) {
        return one.tokenTransfers().getOrDefault(places.paymentToken(), Map.of());
    }
}
