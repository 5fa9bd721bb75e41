package io.masspayout.hedera.mirror;

import java.time.Instant;
import java.util.List;

/**
 * A log of a contract, or one that the mirror node made up for a native transfer.
 *
 * @param contractId what it is a log of, as {@code 0.0.n}
 * @param timestamp consensus time of its transaction, which all its logs share
 * @param index tells the logs of one transaction apart
 * @param topics 32 bytes each, as 0x and hex digits; the first names the event
 * @param data as 0x and hex digits
 * @param transactionHash as 0x and hex digits
 */
public record MirrorLog(
        String contractId, Instant timestamp, int index, List<String> topics, String data, String transactionHash) {

    public MirrorLog {
        topics = List.copyOf(topics);
    }

    static MirrorLog read(Json log) {
        return new MirrorLog(
                log.text("contract_id"),
                log.time("timestamp"),
                log.smallNumber("index"),
                log.texts("topics"),
                log.text("data"),
                log.text("transaction_hash"));
    }
}
