package io.masspayout.hedera.local.mirror;

import com.google.gson.JsonObject;
import io.masspayout.hedera.local.world.Hashes;
import io.masspayout.hedera.local.world.Nanos;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** {@code /blocks}: a record file for every two seconds since the network began, whether or not anything happened in them. */
final class BlocksEndpoint implements Endpoint {

    private static final long PERIOD = 2 * Nanos.PER_SECOND;

    private final MirrorStore store;
    private final MirrorFaults faults;
    private final String network;

    /**
     * Blocks of a network.
     *
     * @param network what tells it from every other one, as its first block's content does in reality
     */
    BlocksEndpoint(MirrorStore store, MirrorFaults faults, String network) {
        this.store = store;
        this.faults = faults;
        this.network = network;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("limit", "order", "block.number");
    }

    @Override
    public int maxAge() {
        return 2;
    }

    @Override
    public JsonObject answer(String id, Query query) throws MirrorException {
        Bounds numbers = query.entities("block.number").conjunction();
        long first = Math.max(numbers.low(), faults.firstBlock());
        long last = Math.min(numbers.high(), (store.horizon() - store.start()) / PERIOD);
        boolean ascending = query.ascending(false);
        int limit = query.limit();
        List<Long> rows = LongStream.range(0, Math.max(0, Math.min(limit, last - first + 1)))
                .mapToObj(i -> ascending ? first + i : last - i)
                .toList();
        JsonObject json = new JsonObject();
        json.add("blocks", Json.array(rows, this::block));
        json.add(
                "links",
                Json.links(
                        rows.size() < limit
                                ? null
                                : query.next(ascending, "block.number", String.valueOf(rows.get(rows.size() - 1)))));
        return json;
    }

    private JsonObject block(long number) {
        long from = store.start() + number * PERIOD;
        JsonObject time = new JsonObject();
        time.addProperty("from", Nanos.text(from));
        time.addProperty("to", Nanos.text(from + PERIOD - 1));
        JsonObject json = new JsonObject();
        json.addProperty("count", 1);
        json.addProperty("hapi_version", "0.76.1");
        json.addProperty("hash", hash(number));
        json.addProperty("name", Nanos.instant(from).toString().replace(':', '_') + ".rcd.gz");
        json.addProperty("number", number);
        json.addProperty("previous_hash", number == 0 ? "0x" + "0".repeat(96) : hash(number - 1));
        json.addProperty("size", 413);
        json.add("timestamp", time);
        json.addProperty("gas_used", 0);
        json.addProperty("logs_bloom", "0x");
        return json;
    }

    private String hash(long number) {
        return "0x"
                + HexFormat.of().formatHex(Hashes.sha384(network + "/" + number).toByteArray());
    }
}
