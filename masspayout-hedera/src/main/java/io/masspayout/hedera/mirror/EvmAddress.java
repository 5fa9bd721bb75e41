package io.masspayout.hedera.mirror;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * An address of 20 bytes.
 *
 * @param hex 0x and 40 hex digits, in lower case
 */
public record EvmAddress(String hex) {

    private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{40}");

    private static final Pattern TOPIC = Pattern.compile("0x0{24}[0-9a-f]{40}");

    /** Twelve bytes of zero: what follows is the number of an account. */
    private static final String LONG_ZERO = "0x" + "0".repeat(24);

    /** The zero address: what tokens are minted from and burnt to. */
    public static final EvmAddress NOBODY = new EvmAddress("0x" + "0".repeat(40));

    public EvmAddress {
        hex = hex.toLowerCase(Locale.ROOT);
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("'" + hex + "' is not an address of 20 bytes");
        }
    }

    /** The address in a topic, which pads it with zeros to 32 bytes. */
    static EvmAddress ofTopic(String topic) {
        String lower = topic.toLowerCase(Locale.ROOT);
        if (!TOPIC.matcher(lower).matches()) {
            throw new IllegalArgumentException("has a topic that is not an address: " + topic);
        }
        return new EvmAddress("0x" + lower.substring(26));
    }

    /** The number n of account {@code shard.realm.n} if this is its long-zero address; empty for any other address. */
    public OptionalLong accountNumber() {
        if (!hex.startsWith(LONG_ZERO)) {
            return OptionalLong.empty();
        }
        long number = Long.parseUnsignedLong(hex.substring(LONG_ZERO.length()), 16);
        return number > 0 ? OptionalLong.of(number) : OptionalLong.empty();
    }

    @Override
    public String toString() {
        return hex;
    }
}
