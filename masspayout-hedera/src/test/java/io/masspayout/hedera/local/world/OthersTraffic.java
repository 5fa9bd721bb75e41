package io.masspayout.hedera.local.world;

import com.google.protobuf.ByteString;
import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import java.util.List;

/**
 * What everybody else does on a busy network: one transfer in every two seconds, worked out from its number when somebody asks,
 * so that a year of it costs no memory. The transfers change nothing that anybody could count.
 */
public final class OthersTraffic {

    /** The record file period: as long as the network is busy the mirror's newest transaction is never older. */
    private static final long PERIOD = 2 * Nanos.PER_SECOND;

    /** They fall into the first part of their period, so that their order is their number's. */
    private static final long SPREAD = 1_900_000_000L;

    private static final long PAYER = Entity.LAST_SYSTEM_NUMBER + 1;
    private static final long RECIPIENT = Entity.LAST_SYSTEM_NUMBER + 2;
    private static final long NODE = 3;

    private final long start;
    private final long seed;

    OthersTraffic(long start, long seed) {
        this.start = start;
        this.seed = seed;
    }

    /** How many have reached consensus up to a time, inclusive. */
    public long countUpTo(long time) {
        if (time < start) {
            return 0;
        }
        long number = (time - start) / PERIOD;
        return timeOf(number) <= time ? number + 1 : number;
    }

    /** The consensus time of one, counted from zero. */
    public long timeOf(long number) {
        long mixed = (number ^ seed) * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 32;
        return start + number * PERIOD + Long.remainderUnsigned(mixed, SPREAD);
    }

    /** Whether an account is one of theirs. */
    public static boolean concerns(long account) {
        return account == PAYER || account == RECIPIENT;
    }

    boolean isTaken(long time) {
        long count = countUpTo(time);
        return count > 0 && timeOf(count - 1) == time;
    }

    public LedgerRecord record(long number) {
        long time = timeOf(number);
        TransactionKey key = new TransactionKey(PAYER, time - 5 * Nanos.PER_SECOND);
        return new LedgerRecord(
                time,
                key,
                0,
                "CRYPTOTRANSFER",
                ResponseCodeEnum.SUCCESS,
                LedgerRecord.NONE,
                NODE,
                Hashes.sha384(key.text()),
                ByteString.EMPTY,
                0,
                Nanos.PER_SECOND / 10,
                120,
                List.of(
                        new LedgerRecord.HbarChange(PAYER, -1, false),
                        new LedgerRecord.HbarChange(RECIPIENT, 1, false)),
                List.of(),
                List.of(),
                List.of());
    }
}
