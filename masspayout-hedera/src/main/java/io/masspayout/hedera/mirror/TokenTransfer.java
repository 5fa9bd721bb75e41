package io.masspayout.hedera.mirror;

import io.masspayout.ledger.LedgerUnavailableException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A movement of a fungible token, mint and burn included, as the mirror node's synthetic ERC-20 Transfer logs tell it (HIP-376).
 *
 * @param timestamp consensus time
 * @param index tells the movements of one transaction apart
 * @param from whose balance went down; {@link EvmAddress#NOBODY} for a mint
 * @param to whose balance went up; {@link EvmAddress#NOBODY} for a burn or a wipe
 * @param amount in smallest units, not negative
 */
public record TokenTransfer(Instant timestamp, int index, EvmAddress from, EvmAddress to, long amount) {

    /** Keccak-256 of {@code Transfer(address,address,uint256)}. */
    static final String TOPIC = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

    /** A transfer, or empty for a log of something else, such as an approval. */
    static Optional<TokenTransfer> of(MirrorLog log) {
        if (log.topics().isEmpty()
                || !log.topics().get(0).toLowerCase(Locale.ROOT).equals(TOPIC)) {
            return Optional.empty();
        }
        if (log.topics().size() != 3) {
            throw unreadable(log, "has " + log.topics().size() + " topics, not the 3 of a fungible token's");
        }
        try {
            return Optional.of(new TokenTransfer(
                    log.timestamp(),
                    log.index(),
                    EvmAddress.ofTopic(log.topics().get(1)),
                    EvmAddress.ofTopic(log.topics().get(2)),
                    amount(log)));
        } catch (IllegalArgumentException e) {
            throw unreadable(log, e.getMessage());
        }
    }

    private static long amount(MirrorLog log) {
        String data = log.data();
        if (!data.matches("0x[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException("has data that is not one number of 256 bits: " + data);
        }
        BigInteger amount = new BigInteger(data.substring(2), 16);
        if (amount.bitLength() >= Long.SIZE) {
            throw new IllegalArgumentException("moves " + amount + ", more than any native token has (2^63 - 1)");
        }
        return amount.longValueExact();
    }

    private static LedgerUnavailableException unreadable(MirrorLog log, @Nullable String what) {
        return new LedgerUnavailableException(
                "the Transfer log " + log.index() + " of " + log.contractId() + " at "
                        + ConsensusTimestamp.text(log.timestamp()) + " " + what
                        + "; balances of this token cannot be computed from its logs",
                null);
    }
}
