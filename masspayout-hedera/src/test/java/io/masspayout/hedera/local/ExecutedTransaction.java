package io.masspayout.hedera.local;

import com.google.protobuf.ByteString;
import com.hedera.hashgraph.sdk.Status;
import io.masspayout.hedera.local.world.Entity;
import io.masspayout.hedera.local.world.LedgerRecord;
import io.masspayout.hedera.local.world.Nanos;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A transaction the ledger has recorded, whoever sent it.
 *
 * @param transactionId as in {@code 0.0.2@1795338638.558000583}
 * @param nonce 0 for what a user sent
 * @param node who submitted it, or null for a consequence of another
 * @param hash SHA-384 of the signed bytes
 * @param hbarTransfers tinybars by account, fees included
 * @param tokenTransfers units by account, by token
 */
public record ExecutedTransaction(
        String transactionId,
        int nonce,
        String memo,
        Status status,
        Instant consensusTime,
        @Nullable String node,
        ByteString hash,
        Map<String, Long> hbarTransfers,
        Map<String, Map<String, Long>> tokenTransfers) {

    static ExecutedTransaction of(LedgerRecord done) {
        Map<String, Long> hbar = new LinkedHashMap<>();
        done.hbar().forEach(line -> hbar.put(Entity.text(line.account()), line.tinybars()));
        SortedMap<String, Map<String, Long>> tokens = new TreeMap<>();
        done.units()
                .forEach(line -> tokens.computeIfAbsent(Entity.text(line.token()), token -> new LinkedHashMap<>())
                        .put(Entity.text(line.account()), line.units()));
        return new ExecutedTransaction(
                done.key().text(),
                done.nonce(),
                done.memo().toStringUtf8(),
                Status.valueOf(done.status().name()),
                Nanos.instant(done.consensus()),
                done.node() == LedgerRecord.NONE ? null : Entity.text(done.node()),
                done.hash(),
                hbar,
                tokens);
    }
}
