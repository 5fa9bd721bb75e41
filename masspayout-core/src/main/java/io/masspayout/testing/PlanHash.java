package io.masspayout.testing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The fingerprint of who gets how much: the sum, over everybody who is paid, of the first 60 bits of the MD5 of
 * {@code account:units}. A sum does not depend on the order, and a database can compute it in one pass. It tells plans apart; it
 * protects against nobody.
 */
final class PlanHash {

    /** 60 bits: what fits into a positive {@code BIGINT}. */
    private static final int HEX_DIGITS = 15;

    private PlanHash() {}

    static String of(List<PlannedShare> paid) {
        MessageDigest md5 = md5();
        BigInteger sum = BigInteger.ZERO;
        for (PlannedShare share : paid) {
            String text = share.source().account() + ":" + share.due();
            String hex = HexFormat.of().formatHex(md5.digest(text.getBytes(StandardCharsets.UTF_8)));
            sum = sum.add(new BigInteger(hex.substring(0, HEX_DIGITS), 16));
        }
        return sum.toString();
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has MD5", missing);
        }
    }
}
