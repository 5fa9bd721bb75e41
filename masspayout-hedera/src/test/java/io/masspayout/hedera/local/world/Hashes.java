package io.masspayout.hedera.local.world;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-384, the hash of transactions and record files. */
public final class Hashes {

    private Hashes() {}

    public static ByteString sha384(byte[] bytes) {
        try {
            return ByteString.copyFrom(MessageDigest.getInstance("SHA-384").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-384", e);
        }
    }

    /** Of something that has no bytes here, such as other people's transactions. */
    public static ByteString sha384(String text) {
        return sha384(text.getBytes(StandardCharsets.UTF_8));
    }
}
