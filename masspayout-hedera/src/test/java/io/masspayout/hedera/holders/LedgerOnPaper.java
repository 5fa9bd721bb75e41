package io.masspayout.hedera.holders;

import io.masspayout.hedera.mirror.ConsensusTimestamp;
import io.masspayout.hedera.mirror.ScriptedMirror;
import io.masspayout.hedera.mirror.ScriptedMirror.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One token's whole history in memory, and the mirror node's answers about it, page by page. */
final class LedgerOnPaper {

    static final String TOKEN = "0.0.900";

    private static final Pattern LOGS = Pattern.compile(
            "/api/v1/contracts/0\\.0\\.900/results/logs\\?order=asc&limit=\\d+&timestamp=gte?:([\\d.]+)&timestamp=lte:([\\d.]+)(?:&skip=(\\d+))?");
    private static final Pattern BALANCES = Pattern.compile(
            "/api/v1/tokens/0\\.0\\.900/balances\\?(?:account.balance=gt:0&)?limit=(\\d+)&order=asc&timestamp=([\\d.]+)(?:&account.id=gt:0\\.0\\.(\\d+))?");
    private static final Pattern TOKEN_AT = Pattern.compile("/api/v1/tokens/0\\.0\\.900\\?timestamp=([\\d.]+)");

    private record Movement(Instant at, String from, String to, long amount) {}

    private final List<Movement> movements = new ArrayList<>();
    private final List<Instant> snapshots = new ArrayList<>();
    private final Map<String, Long> addresses = new TreeMap<>();
    private final int pageSize;
    private Instant newest = Instant.EPOCH;
    private long unseen;
    private @Nullable String type;

    LedgerOnPaper(int pageSize) {
        this.pageSize = pageSize;
    }

    /** A movement; account 0 mints and takes what is burnt. */
    LedgerOnPaper move(Instant at, long from, long to, long amount) {
        return move(at, longZero(from), longZero(to), amount);
    }

    LedgerOnPaper move(Instant at, String from, String to, long amount) {
        movements.add(new Movement(at, from, to, amount));
        newest = at;
        return this;
    }

    LedgerOnPaper snapshot(Instant at) {
        snapshots.add(at);
        return this;
    }

    LedgerOnPaper reached(Instant time) {
        newest = time;
        return this;
    }

    /** An account with an address of its own. */
    LedgerOnPaper address(String address, long account) {
        addresses.put(address, account);
        return this;
    }

    /** Supply that no log tells of. */
    LedgerOnPaper unseenSupply(long amount) {
        unseen = amount;
        return this;
    }

    LedgerOnPaper type(String other) {
        type = other;
        return this;
    }

    /** What everybody had at a time, by the plainest means. */
    Map<Long, Long> balancesAt(Instant time) {
        Map<Long, Long> balances = new TreeMap<>();
        for (Movement movement : movements) {
            if (!movement.at().isAfter(time)) {
                balances.merge(number(movement.from()), -movement.amount(), Long::sum);
                balances.merge(number(movement.to()), movement.amount(), Long::sum);
            }
        }
        balances.remove(0L);
        return balances;
    }

    ScriptedMirror serve() {
        return new ScriptedMirror().otherwise(path -> Optional.ofNullable(answer(path)));
    }

    private @Nullable Reply answer(String path) {
        if (path.equals("/api/v1/transactions?limit=1&order=desc")) {
            return Reply.ok("{\"transactions\":[{\"consensus_timestamp\":\"" + ConsensusTimestamp.text(newest)
                    + "\"}],\"links\":{\"next\":null}}");
        }
        if (path.startsWith("/api/v1/accounts/0x")) {
            Long account = addresses.get(path.substring("/api/v1/accounts/".length(), path.indexOf('?')));
            return account == null ? Reply.status(404) : Reply.ok("{\"account\":\"0.0." + account + "\"}");
        }
        Matcher token = TOKEN_AT.matcher(path);
        if (token.matches()) {
            return token(time(token.group(1)));
        }
        Matcher logs = LOGS.matcher(path);
        if (logs.matches()) {
            return logs(path, time(logs.group(1)), time(logs.group(2)), logs.group(3));
        }
        Matcher balances = BALANCES.matcher(path);
        return balances.matches() ? balances(path, time(balances.group(2)), balances.group(3)) : null;
    }

    private @Nullable Reply token(Instant at) {
        Instant created = movements.get(0).at();
        if (created.isAfter(at)) {
            return Reply.status(404);
        }
        long supply = unseen
                + balancesAt(at).values().stream().mapToLong(Long::longValue).sum();
        return Reply.ok("{\"token_id\":\"" + TOKEN + "\",\"name\":\"n\",\"symbol\":\"s\",\"type\":\""
                + (type == null ? "FUNGIBLE_COMMON" : type) + "\",\"decimals\":\"2\",\"total_supply\":\"" + supply
                + "\",\"treasury_account_id\":\"0.0.2\",\"pause_status\":\"UNPAUSED\",\"freeze_default\":false,"
                + "\"custom_fees\":{\"fractional_fees\":[]},\"created_timestamp\":\"" + ConsensusTimestamp.text(created)
                + "\"}");
    }

    private Reply logs(String path, Instant after, Instant until, @Nullable String skip) {
        List<Movement> all = movements.stream()
                .filter(movement ->
                        movement.at().isAfter(after) && !movement.at().isAfter(until))
                .toList();
        int from = skip == null ? 0 : Integer.parseInt(skip);
        List<String> lines = new ArrayList<>();
        for (Movement movement : all.subList(from, Math.min(from + pageSize, all.size()))) {
            lines.add(String.format(
                    Locale.ROOT,
                    "{\"contract_id\":\"%s\",\"timestamp\":\"%s\",\"index\":%d,\"transaction_hash\":\"0x00\",\"data\":\"0x%064x\","
                            + "\"topics\":[\"0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef\",\"%s\",\"%s\"]}",
                    TOKEN,
                    ConsensusTimestamp.text(movement.at()),
                    lines.size(),
                    movement.amount(),
                    topic(movement.from()),
                    topic(movement.to())));
        }
        boolean more = from + pageSize < all.size();
        return page("\"logs\"", lines, more ? path.replaceAll("&skip=\\d+", "") + "&skip=" + (from + pageSize) : null);
    }

    private Reply balances(String path, Instant at, @Nullable String after) {
        Optional<Instant> snapshot =
                snapshots.stream().filter(taken -> !taken.isAfter(at)).max(Instant::compareTo);
        if (snapshot.isEmpty()) {
            return Reply.ok("{\"timestamp\":null,\"balances\":[],\"links\":{\"next\":null}}");
        }
        long beyond = after == null ? 0 : Long.parseLong(after);
        List<Map.Entry<Long, Long>> rest = balancesAt(snapshot.get()).entrySet().stream()
                .filter(line -> line.getKey() > beyond)
                .toList();
        List<Map.Entry<Long, Long>> page = rest.subList(0, Math.min(pageSize, rest.size()));
        if (page.isEmpty()) {
            return Reply.ok("{\"timestamp\":null,\"balances\":[],\"links\":{\"next\":null}}");
        }
        String next = page.size() < pageSize
                ? null
                : path.replaceAll("&account.id=.*", "") + "&account.id=gt:0.0."
                        + page.get(page.size() - 1).getKey();
        return page(
                "\"timestamp\":\"" + ConsensusTimestamp.text(snapshot.get()) + "\",\"balances\"",
                page.stream()
                        .map(line -> "{\"account\":\"0.0." + line.getKey() + "\",\"balance\":" + line.getValue() + "}")
                        .toList(),
                next);
    }

    private static Reply page(String head, List<String> lines, @Nullable String next) {
        return Reply.ok("{" + head + ":[" + String.join(",", lines) + "],\"links\":{\"next\":"
                + (next == null ? "null" : "\"" + next + "\"") + "}}");
    }

    private long number(String address) {
        Long known = addresses.get(address);
        return known == null ? Long.parseLong(address.substring(26), 16) : known;
    }

    static String longZero(long account) {
        return String.format(Locale.ROOT, "0x%040x", account);
    }

    private static String topic(String address) {
        return "0x" + "0".repeat(24) + address.substring(2);
    }

    private static Instant time(String text) {
        return ConsensusTimestamp.parse(text).instant();
    }
}
