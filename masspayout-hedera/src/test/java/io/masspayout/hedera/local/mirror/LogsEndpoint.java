package io.masspayout.hedera.local.mirror;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.masspayout.hedera.local.world.Entity;
import io.masspayout.hedera.local.world.Hashes;
import io.masspayout.hedera.local.world.Nanos;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** {@code /contracts/{id}/results/logs} of a token: its synthetic Transfer events, by time and index. */
final class LogsEndpoint implements Endpoint {

    /** keccak256 of {@code Transfer(address,address,uint256)}. */
    static final String TRANSFER = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

    /** Topics may only be searched in a range of time, and in no longer one. */
    static final long MAX_TOPIC_RANGE = 7 * 24 * 3600 * Nanos.PER_SECOND;

    private static final Pattern TOPIC = Pattern.compile("(?:0x)?[0-9a-fA-F]{1,64}");
    private static final int HASH_BYTES = 32;

    private final MirrorStore store;
    private final MirrorFaults faults;

    LogsEndpoint(MirrorStore store, MirrorFaults faults) {
        this.store = store;
        this.faults = faults;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("index", "limit", "order", "timestamp", "topic0", "topic1", "topic2", "topic3");
    }

    @Override
    public int maxAge() {
        return 1;
    }

    @Override
    public JsonObject answer(String id, Query query) throws MirrorException {
        Bounds times = times(query);
        Bounds indexes = indexes(query);
        boolean ascending = query.ascending(false);
        int limit = faults.limit(query.limit());
        Predicate<TransferLog> topics = topics(query);
        List<TransferLog> all = store.logs().of(contract(id));
        List<TransferLog> found = new ArrayList<>();
        int at = ascending
                ? TransferLogs.position(all, times.low())
                : times.high() == Long.MAX_VALUE ? all.size() - 1 : TransferLogs.position(all, times.high() + 1) - 1;
        while (at >= 0
                && at < all.size()
                && found.size() < limit
                && times.contains(all.get(at).consensus())) {
            TransferLog log = all.get(at);
            if (fitsIndex(log, query, times, indexes) && topics.test(log)) {
                found.add(log);
            }
            at += ascending ? 1 : -1;
        }
        MirrorFaults.Page<TransferLog> page = faults.page(found, limit);
        TransferLog last = page.last();
        String next = !page.more()
                ? null
                : last == null ? query.self() : query.next(ascending, Nanos.text(last.consensus()), last.index());
        JsonObject json = new JsonObject();
        json.add("logs", Json.array(page.rows(), this::json));
        json.add("links", Json.links(next));
        return json;
    }

    private static long contract(String id) throws MirrorException {
        try {
            return TokenEndpoint.number(id);
        } catch (MirrorException e) {
            throw MirrorException.invalid("contractId");
        }
    }

    private static Bounds times(Query query) throws MirrorException {
        Bounds times = query.timestamps();
        boolean topics = query.has("topic0") || query.has("topic1") || query.has("topic2") || query.has("topic3");
        boolean exact = times.equal().size() == 1 && times.lowers() + times.uppers() == 0;
        boolean closed =
                times.lowers() == 1 && times.uppers() == 1 && times.equal().isEmpty();
        if (times.hasExclusions()) {
            throw MirrorException.badRequest("Not equals (ne) operator is not supported for timestamp");
        }
        if (times.lowers() > 1 || times.uppers() > 1) {
            throw MirrorException.badRequest("Multiple range params not allowed for timestamp");
        }
        if (topics && !exact && !closed) {
            throw MirrorException.badRequest("Cannot search topics without a valid timestamp range: "
                    + "No timestamp range or eq operator provided");
        }
        if (topics && closed && times.high() - times.low() + 1 > MAX_TOPIC_RANGE) {
            throw MirrorException.badRequest("Cannot search topics without a valid timestamp range: "
                    + "Timestamp range by the lower and upper bounds must be positive and within 7d");
        }
        return times.conjunction();
    }

    /** An index says nothing without a time; its direction must be that of the time. */
    private static Bounds indexes(Query query) throws MirrorException {
        Bounds indexes = query.numbers("index");
        if (!query.has("index")) {
            return indexes;
        }
        if (!query.has("timestamp")) {
            throw MirrorException.badRequest("Cannot search by index without a timestamp");
        }
        for (Filter filter : query.filters("index")) {
            Filter.Op needed = filter.isLower() ? Filter.Op.GTE : filter.isUpper() ? Filter.Op.LTE : Filter.Op.EQ;
            boolean fits = query.filters("timestamp").stream()
                    .anyMatch(time -> time.op() == needed || time.op() == Filter.Op.EQ);
            if (!fits) {
                throw MirrorException.badRequest("Timestamp must be bounded by the same direction as index");
            }
        }
        return indexes.conjunction();
    }

    /** The index only counts at the time it belongs to. */
    private static boolean fitsIndex(TransferLog log, Query query, Bounds times, Bounds indexes) {
        if (!query.has("index")) {
            return true;
        }
        boolean atLow = log.consensus() == times.low() && indexes.low() != Long.MIN_VALUE;
        boolean atHigh = log.consensus() == times.high() && indexes.high() != Long.MAX_VALUE;
        return !(atLow && log.index() < indexes.low()) && !(atHigh && log.index() > indexes.high());
    }

    private static Predicate<TransferLog> topics(Query query) throws MirrorException {
        Predicate<TransferLog> all = log -> true;
        for (int i = 0; i < 4; i++) {
            String key = "topic" + i;
            List<String> wanted = new ArrayList<>();
            for (Filter filter : query.filters(key)) {
                if (filter.op() != Filter.Op.EQ
                        || !TOPIC.matcher(filter.value()).matches()) {
                    throw MirrorException.invalid(key);
                }
                wanted.add(padded(filter.value()));
            }
            int position = i;
            if (!wanted.isEmpty()) {
                all = all.and(
                        log -> position < 3 && wanted.contains(topicsOf(log).get(position)));
            }
        }
        return all;
    }

    private static String padded(String topic) {
        String digits = (topic.startsWith("0x") ? topic.substring(2) : topic).toLowerCase(Locale.ROOT);
        return "0x" + "0".repeat(64 - digits.length()) + digits;
    }

    private static List<String> topicsOf(TransferLog log) {
        return List.of(TRANSFER, word(log.from()), word(log.to()));
    }

    private static String word(long value) {
        return String.format(Locale.ROOT, "0x%064x", value);
    }

    private JsonObject json(TransferLog log) {
        JsonObject json = new JsonObject();
        json.addProperty("address", "0x" + Entity.longZero(log.token()));
        json.addProperty("bloom", "0x00");
        json.addProperty("contract_id", Entity.text(log.token()));
        json.addProperty("data", word(log.units()));
        json.addProperty("index", log.index());
        JsonArray topics = new JsonArray();
        topicsOf(log).forEach(topics::add);
        json.add("topics", topics);
        json.addProperty("block_hash", blockHash(log.block()));
        json.addProperty("block_number", log.block());
        json.addProperty("root_contract_id", Entity.text(log.token()));
        json.addProperty("timestamp", Nanos.text(log.consensus()));
        json.addProperty(
                "transaction_hash",
                "0x"
                        + HexFormat.of()
                                .formatHex(log.hash().substring(0, HASH_BYTES).toByteArray()));
        json.addProperty("transaction_index", log.transactionIndex());
        return json;
    }

    private String blockHash(long block) {
        return "0x"
                + HexFormat.of()
                        .formatHex(Hashes.sha384(store.start() + "/" + block).toByteArray());
    }
}
