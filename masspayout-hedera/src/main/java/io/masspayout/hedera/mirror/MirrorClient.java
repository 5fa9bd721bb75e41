package io.masspayout.hedera.mirror;

import io.masspayout.ledger.LedgerUnavailableException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a mirror node over its REST API, version 1. Safe for use by many threads, which share its rate and its connections; nothing
 * is opened before the first call. All methods block. Account and token ids are texts {@code 0.0.n}; times are consensus times.
 *
 * <p>Nothing is cached, and every request asks the mirror not to answer from a cache: decisions about money hang on the answers.
 *
 * <p>Every method may throw {@link LedgerUnavailableException} when the mirror does not answer, or not as its documentation says,
 * within the attempts allowed; {@link MirrorRequestException} when it refuses the request; {@link IllegalStateException} after
 * {@link #close}.
 */
public final class MirrorClient implements AutoCloseable {

    /** The most that the mirror node puts on a page; it cuts a larger limit down without a word. */
    static final int PAGE = 100;

    /** Among so many of the newest transactions a heartbeat is chosen: enough to find a payer who issues few. */
    private static final int NEWEST = 25;

    private static final Pattern ENTITY_ID = Pattern.compile("\\d+\\.\\d+\\.\\d+");

    private static final Pattern ID_OR_ADDRESS = Pattern.compile("[0-9A-Za-z.]+");

    private final MirrorHttp http;
    private final Workers workers;

    MirrorClient(MirrorClientBuilder settings) {
        this.http = new MirrorHttp(settings);
        this.workers = new Workers(settings.maxConcurrent);
    }

    /**
     * A client to describe.
     *
     * @param base of the mirror node, for example {@code https://mainnet.mirrornode.hedera.com}, without {@code /api/v1}
     * @throws IllegalArgumentException when it is not an absolute address with http or https
     */
    public static MirrorClientBuilder builder(URI base) {
        return new MirrorClientBuilder(base);
    }

    /** A token as it is now; empty when there is none by that id. */
    public Optional<MirrorToken> token(String tokenId) {
        return get("/api/v1/tokens/" + id(tokenId)).map(MirrorToken::read);
    }

    /** A token as it was at a time, its supply in particular; empty when there was none by that id then. */
    public Optional<MirrorToken> token(String tokenId, Instant at) {
        return get("/api/v1/tokens/" + id(tokenId) + "?timestamp=" + ConsensusTimestamp.text(at))
                .map(MirrorToken::read);
    }

    /**
     * An account; empty when there is none. Knows more of its tokens than {@link #accounts}.
     *
     * @param idOrEvmAddress {@code 0.0.n}, or 0x and 40 hex digits
     */
    public Optional<MirrorAccount> account(String idOrEvmAddress) {
        return get("/api/v1/accounts/" + require(ID_OR_ADDRESS, idOrEvmAddress) + "?transactions=false")
                .map(MirrorAccount::read);
    }

    /** Many accounts by their ids, by few requests; those that do not exist are not in the answer. */
    public Map<String, MirrorAccount> accounts(Collection<String> accountIds) {
        List<String> distinct =
                accountIds.stream().map(MirrorClient::id).distinct().toList();
        List<List<String>> groups = new ArrayList<>();
        for (int from = 0; from < distinct.size(); from += AccountList.IDS_PER_REQUEST) {
            groups.add(distinct.subList(from, Math.min(from + AccountList.IDS_PER_REQUEST, distinct.size())));
        }
        Map<String, MirrorAccount> found = new HashMap<>();
        for (List<MirrorAccount> accounts : concurrently(groups, group -> AccountList.read(http, group))) {
            accounts.forEach(account -> found.put(account.account(), account));
        }
        return found;
    }

    /** What each account holds of a token now; those who are not associated with it are not in the answer. */
    public Map<String, Long> balances(String tokenId, Collection<String> accountIds) {
        id(tokenId);
        Map<String, Long> balances = new HashMap<>();
        List<String> unclear = new ArrayList<>();
        accounts(accountIds).values().forEach(account -> {
            Long balance = account.tokens().get(tokenId);
            if (balance != null) {
                balances.put(account.account(), balance);
            } else if (!account.listsAllTokens()) {
                unclear.add(account.account());
            }
        });
        relationships(tokenId, unclear)
                .forEach((account, relationship) -> balances.put(account, relationship.balance()));
        return balances;
    }

    /** What ties an account to a token; empty when it is not associated, or does not exist. */
    public Optional<TokenRelationship> relationship(String accountId, String tokenId) {
        String path = "/api/v1/accounts/" + id(accountId) + "/tokens?token.id=" + id(tokenId);
        return tokens(path).stream()
                .filter(relationship -> relationship.tokenId().equals(tokenId))
                .findFirst();
    }

    /** {@link #relationship} of many accounts, one request each; those without are not in the answer. */
    public Map<String, TokenRelationship> relationships(String tokenId, Collection<String> accountIds) {
        List<String> distinct = List.copyOf(new LinkedHashSet<>(accountIds));
        List<Optional<TokenRelationship>> answers = concurrently(distinct, account -> relationship(account, tokenId));
        Map<String, TokenRelationship> found = new HashMap<>();
        for (int i = 0; i < distinct.size(); i++) {
            String account = distinct.get(i);
            answers.get(i).ifPresent(relationship -> found.put(account, relationship));
        }
        return found;
    }

    /** How many of an account's automatic associations are in use. The mirror does not say it: all its tokens are read. */
    public int automaticAssociationsUsed(String accountId) {
        String path = "/api/v1/accounts/" + id(accountId) + "/tokens?limit=" + PAGE;
        return Math.toIntExact(
                tokens(path).stream().filter(TokenRelationship::automatic).count());
    }

    /** {@link #automaticAssociationsUsed(String)} of many accounts. */
    public Map<String, Integer> automaticAssociationsUsed(Collection<String> accountIds) {
        List<String> distinct = List.copyOf(new LinkedHashSet<>(accountIds));
        List<Integer> used = concurrently(distinct, this::automaticAssociationsUsed);
        Map<String, Integer> found = new HashMap<>();
        for (int i = 0; i < distinct.size(); i++) {
            found.put(distinct.get(i), used.get(i));
        }
        return found;
    }

    /**
     * Every record with a transaction's id that a user submitted: one, or several when it was submitted several times. Which of them
     * took effect is for the caller to say.
     *
     * @return ascending by consensus time; empty when the mirror knows none <em>yet</em>, which alone proves nothing
     */
    public List<MirrorTransaction> transaction(String payer, Instant validStart) {
        String transactionId =
                id(payer) + "-" + ConsensusTimestamp.text(validStart).replace('.', '-');
        return get("/api/v1/transactions/" + transactionId + "?nonce=0&scheduled=false")
                .map(body -> body.list("transactions", MirrorTransaction::read))
                .orElse(List.of());
    }

    /**
     * The transactions that changed an account's balance or that it paid for, from a time on, ascending. One answer of the mirror comes from one database, in
     * the order of consensus: when it reaches beyond the end of a transaction's validity without it, that transaction never was.
     */
    public Pages<MirrorTransaction> transactions(String accountId, Instant from) {
        return transactions(List.of(accountId), from);
    }

    /** The same of several accounts at once, still by one statement of the mirror's database. */
    public Pages<MirrorTransaction> transactions(Collection<String> accountIds, Instant from) {
        return transactions(accountIds.stream()
                .distinct()
                .map(account -> "account.id=" + id(account) + "&")
                .collect(Collectors.joining("", "", "timestamp=gte:" + ConsensusTimestamp.text(from))));
    }

    /** The same in [{@code from}, {@code until}). */
    public Pages<MirrorTransaction> transactions(String accountId, Instant from, Instant until) {
        return transactions("account.id=" + id(accountId) + "&timestamp=gte:" + ConsensusTimestamp.text(from)
                + "&timestamp=lt:" + ConsensusTimestamp.text(until));
    }

    private Pages<MirrorTransaction> transactions(String which) {
        return new LinkedPages<>(
                http,
                "/api/v1/transactions?" + which + "&order=asc&limit=" + PAGE,
                body -> body.list("transactions", MirrorTransaction::read));
    }

    /** Consensus time of the newest transaction that the mirror has. */
    public Instant newest() {
        Pages<Instant> pages = new LinkedPages<>(
                http,
                "/api/v1/transactions?limit=1&order=desc",
                body -> body.list("transactions", transaction -> transaction.time("consensus_timestamp")));
        return first(pages, page -> page.stream().findFirst());
    }

    /** One of the newest transactions that the mirror has. */
    public Heartbeat heartbeat() {
        Pages<Heartbeat> pages = new LinkedPages<>(
                http,
                "/api/v1/transactions?limit=" + NEWEST + "&order=desc",
                body -> body
                        .list(
                                "transactions",
                                transaction -> transaction.smallNumber("nonce") != 0
                                        ? Optional.<Heartbeat>empty()
                                        : Optional.of(new Heartbeat(
                                                transaction.time("consensus_timestamp"),
                                                transaction.read("transaction_id", MirrorTransaction::payer))))
                        .stream()
                        .flatMap(Optional::stream)
                        .toList());
        return first(pages, Heartbeat::among);
    }

    /** Not only of the first page: a mirror that looks at bounded ranges of time may begin with an empty one. */
    private static <T> T first(Pages<T> pages, Function<List<T>, Optional<T>> choice) {
        for (Optional<List<T>> page = pages.next(); page.isPresent(); page = pages.next()) {
            Optional<T> chosen = choice.apply(page.get());
            if (chosen.isPresent()) {
                return chosen.get();
            }
        }
        throw new LedgerUnavailableException("the mirror node has no transactions yet; wait until it has some", null);
    }

    /** The oldest block that the mirror has: the network's first one, unless the mirror keeps a part of the history only. */
    public MirrorBlock oldestBlock() {
        return get("/api/v1/blocks?limit=1&order=asc")
                .flatMap(body -> body.list("blocks", MirrorBlock::read).stream().findFirst())
                .orElseThrow(() -> new LedgerUnavailableException(
                        "the mirror node has no blocks yet; wait until it has some", null));
    }

    /**
     * Consensus time of the snapshot that the mirror takes a token's past balances from, the newest one that is not after a time;
     * empty when it has none with this token.
     */
    public Optional<Instant> balanceSnapshot(String tokenId, Instant atOrBefore) {
        return get("/api/v1/tokens/" + id(tokenId) + "/balances?limit=1&order=asc&timestamp="
                        + ConsensusTimestamp.text(atOrBefore))
                .flatMap(body -> body.optionalTime("timestamp"));
    }

    /**
     * The positive balances of a snapshot, ascending by account number. A page of another snapshot than the one asked for ends the
     * reading with a {@link LedgerUnavailableException}.
     *
     * @param snapshot as {@link #balanceSnapshot} told it
     */
    public Pages<TokenBalance> balancesAt(String tokenId, Instant snapshot) {
        String path = "/api/v1/tokens/" + id(tokenId) + "/balances?account.balance=gt:0&limit=" + PAGE
                + "&order=asc&timestamp=" + ConsensusTimestamp.text(snapshot);
        return new LinkedPages<>(http, path, body -> {
            // A page without lines has no time either.
            body.optionalTime("timestamp")
                    .filter(time -> !time.equals(snapshot))
                    .ifPresent(other -> {
                        throw body.wrong(
                                "timestamp",
                                "is not the snapshot asked for, " + ConsensusTimestamp.text(snapshot),
                                null);
                    });
            return body.list("balances", TokenBalance::read);
        });
    }

    /**
     * The balances of now, ascending by account number. Each page is of another moment: a view, not a register to pay by.
     */
    public Pages<TokenBalance> balancesNow(String tokenId) {
        String path = "/api/v1/tokens/" + id(tokenId) + "/balances?limit=" + PAGE + "&order=asc";
        return new LinkedPages<>(http, path, body -> body.list("balances", TokenBalance::read));
    }

    /** The movements of a fungible token in ({@code after}, {@code until}], ascending. */
    public Pages<TokenTransfer> transfers(String tokenId, Instant after, Instant until) {
        Pages<MirrorLog> logs = logs(tokenId, after, until);
        return () -> logs.next()
                .map(page -> page.stream()
                        .map(TokenTransfer::of)
                        .flatMap(Optional::stream)
                        .toList());
    }

    /**
     * The logs of a contract, or of a token, in ({@code after}, {@code until}], ascending. They are asked for without topics, as with topics
     * the mirror node looks at seven days at most.
     */
    public Pages<MirrorLog> logs(String contractId, Instant after, Instant until) {
        String path = "/api/v1/contracts/" + id(contractId) + "/results/logs?order=asc&limit=" + PAGE + "&timestamp=gt:"
                + ConsensusTimestamp.text(after) + "&timestamp=lte:" + ConsensusTimestamp.text(until);
        return new LinkedPages<>(
                http,
                path,
                body -> body.list("logs", log -> {
                    MirrorLog read = MirrorLog.read(log);
                    if (!read.timestamp().isAfter(after) || read.timestamp().isAfter(until)) {
                        throw log.wrong("timestamp", "is outside of what was asked for", null);
                    }
                    return read;
                }));
    }

    /** Ends the threads that are left. The connections of Java 17's HTTP client end by themselves when it is no longer used. */
    @Override
    public void close() {
        workers.close();
        http.close();
    }

    private List<TokenRelationship> tokens(String path) {
        return new LinkedPages<>(http, path, body -> body.list("tokens", TokenRelationship::read)).rest();
    }

    private Optional<Json> get(String pathAndQuery) {
        return http.get(http.uri(pathAndQuery));
    }

    private <A, B> List<B> concurrently(List<A> jobs, Function<A, B> call) {
        try {
            return workers.each(jobs, call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailableException("reading the mirror node was interrupted", e);
        }
    }

    private static String id(String entityId) {
        return require(ENTITY_ID, entityId);
    }

    private static String require(Pattern form, String id) {
        if (!form.matcher(id).matches()) {
            throw new IllegalArgumentException("'" + id + "' is not an id of the form 0.0.n");
        }
        return id;
    }
}
