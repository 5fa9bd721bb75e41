package io.masspayout.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The one hash of this library: ids, memos and fingerprints are made of it, so it never becomes another one. */
public final class Sha256 {

    private Sha256() {}

    /** The 32 bytes that SHA-256 (FIPS 180-4) makes of a content. */
    public static byte[] of(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
