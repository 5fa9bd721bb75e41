package io.masspayout.hedera.local.mirror;

import com.google.gson.JsonObject;
import com.google.protobuf.ByteString;
import io.masspayout.hedera.local.world.Entity;
import io.masspayout.hedera.local.world.LedgerRecord;
import io.masspayout.hedera.local.world.Nanos;
import io.masspayout.hedera.local.world.TransactionKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /transactions/{idOrHash}}: everything that happened under one id, duplicates and consequences included. */
final class TransactionEndpoint implements Endpoint {

    private static final Pattern ID = Pattern.compile("(0\\.0\\.\\d{1,12})-(\\d{1,10})-(\\d{1,9})");
    private static final Pattern HEX_HASH = Pattern.compile("(?:0x)?([0-9a-fA-F]{96})");
    private static final Pattern BASE64_HASH = Pattern.compile("[0-9a-zA-Z_-]{64}");

    private final MirrorStore store;

    TransactionEndpoint(MirrorStore store) {
        this.store = store;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("nonce", "scheduled");
    }

    @Override
    public int maxAge() {
        return 600;
    }

    @Override
    public JsonObject answer(String id, Query query) throws MirrorException {
        Bounds nonces = query.numbers("nonce").conjunction();
        boolean anySchedule = !query.has("scheduled") || !query.isTrue("scheduled", false);
        List<LedgerRecord> found = find(id).stream()
                .filter(one -> anySchedule && nonces.contains(one.nonce()))
                .toList();
        if (found.isEmpty()) {
            throw MirrorException.notFound();
        }
        JsonObject json = new JsonObject();
        json.add("transactions", Json.array(found, TransactionJson::of));
        return json;
    }

    private List<LedgerRecord> find(String id) throws MirrorException {
        Matcher hex = HEX_HASH.matcher(id);
        if (hex.matches()) {
            return store.find(ByteString.copyFrom(HexFormat.of().parseHex(hex.group(1))));
        }
        if (BASE64_HASH.matcher(id).matches()) {
            return store.find(ByteString.copyFrom(Base64.getUrlDecoder().decode(id)));
        }
        Matcher matcher = ID.matcher(id);
        if (!matcher.matches()) {
            throw MirrorException.badRequest("Invalid Transaction id. Please use \"shard.realm.num-sss-nnn\" format"
                    + " where sss are seconds and nnn are nanoseconds");
        }
        return store.find(new TransactionKey(
                Entity.number(matcher.group(1)),
                Nanos.of(Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)))));
    }
}
