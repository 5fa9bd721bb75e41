package io.masspayout.hedera.mirror;

import java.time.Instant;

/**
 * A block of the network's record stream.
 *
 * @param number counted from the network's first block, which has zero
 * @param hash of its record file, as {@code 0x} and hexadecimal digits
 * @param from consensus time of its first transaction
 */
public record MirrorBlock(long number, String hash, Instant from) {

    static MirrorBlock read(Json block) {
        return new MirrorBlock(
                block.number("number"),
                block.text("hash"),
                block.object("timestamp").time("from"));
    }

    /** Whether the network has no older one. */
    public boolean isFirst() {
        return number == 0;
    }
}
