package io.masspayout.model;

/**
 * What tells one ledger from every other one, as the ledger itself shows it: the hash of its oldest block, for example. A configured
 * name is none, as the wrong ledger can be configured under the right name.
 *
 * @param value the gateway's text; compared exactly
 */
public record LedgerFingerprint(String value) {

    /** A hash of 384 bits and a network's name fit several times. */
    public static final int MAX_LENGTH = 300;

    public LedgerFingerprint {
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a ledger's fingerprint must have 1 to " + MAX_LENGTH + " characters but has " + value.length());
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
