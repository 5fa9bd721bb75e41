package io.masspayout.hedera.local.world;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers of accounts and tokens and the ways they are written. Only shard 0 and realm 0 exist, as on every public network. */
public final class Entity {

    /** Length of an EVM address in hex digits. */
    public static final int EVM_DIGITS = 40;

    /** Entities up to this number belong to the network itself. */
    public static final long LAST_SYSTEM_NUMBER = 1000;

    private static final Pattern ID = Pattern.compile("(?:0\\.0\\.)?(\\d{1,12})");
    private static final String LONG_ZERO_PREFIX = "0".repeat(EVM_DIGITS - 16);

    private Entity() {}

    public static String text(long number) {
        return "0.0." + number;
    }

    /**
     * The number in {@code 0.0.n} or {@code n}.
     *
     * @throws IllegalArgumentException when the text is neither
     */
    public static long number(String text) {
        Matcher matcher = ID.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not an entity id: " + text);
        }
        return Long.parseLong(matcher.group(1));
    }

    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The address an entity without an alias has in the EVM: its number in the last eight bytes. 40 digits, no prefix. */
    public static String longZero(long number) {
        return String.format(Locale.ROOT, "%040x", number);
    }

    public static boolean isLongZero(String evm) {
        return evm.startsWith(LONG_ZERO_PREFIX);
    }

    /** The number in a long-zero address. */
    public static long fromLongZero(String evm) {
        return HexFormat.fromHexDigitsToLong(evm.substring(EVM_DIGITS - 16));
    }
}
