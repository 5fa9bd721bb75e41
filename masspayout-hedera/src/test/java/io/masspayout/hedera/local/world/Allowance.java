package io.masspayout.hedera.local.world;

/**
 * Who may spend whose money (HIP-336).
 *
 * @param token 0 for HBAR
 */
public record Allowance(long owner, long spender, long token) {

    public static final long HBAR = 0;
}
