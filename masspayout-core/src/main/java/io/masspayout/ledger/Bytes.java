package io.masspayout.ledger;

import java.util.Arrays;
import java.util.HexFormat;

/** Immutable bytes with value equality: transaction bodies and signed transactions, opaque to everybody but their gateway. */
public final class Bytes {

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** Copies the array. */
    public static Bytes of(byte[] content) {
        return new Bytes(content.clone());
    }

    /** A copy of the content. */
    public byte[] toArray() {
        return content.clone();
    }

    public int length() {
        return content.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** The length and the first bytes: enough to tell two apart in a log. */
    @Override
    public String toString() {
        int shown = Math.min(content.length, 8);
        return content.length + " bytes " + HexFormat.of().formatHex(content, 0, shown)
                + (shown < content.length ? "…" : "");
    }
}
