package org.hyperledger.besu.nativelib.secp256k1;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Structure;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;

/**
 * The C library libsecp256k1 under the class name by which the node looks for it, for signatures by ECDSA keys. The
 * signatures are those of the library's public headers, secp256k1.h and secp256k1_recovery.h.
 */
public class LibSecp256k1 implements Library {

    /** SECP256K1_CONTEXT_NONE, _VERIFY and _SIGN of secp256k1.h: old releases want them named, new ones ignore the difference. */
    private static final int TO_VERIFY_AND_SIGN = 1 | 1 << 8 | 1 << 9;

    public static final PointerByReference CONTEXT;

    static {
        Native.register(LibSecp256k1.class, "secp256k1");
        CONTEXT = secp256k1_context_create(TO_VERIFY_AND_SIGN);
    }

    @Structure.FieldOrder("data")
    public static class secp256k1_pubkey extends Structure {
        public byte[] data = new byte[64];
    }

    @Structure.FieldOrder("data")
    public static class secp256k1_ecdsa_signature extends Structure {
        public byte[] data = new byte[64];
    }

    @Structure.FieldOrder("data")
    public static class secp256k1_ecdsa_recoverable_signature extends Structure {
        public byte[] data = new byte[65];
    }

    public static native PointerByReference secp256k1_context_create(int flags);

    public static native int secp256k1_ec_pubkey_create(
            PointerByReference context, secp256k1_pubkey publicKey, byte[] secretKey);

    public static native int secp256k1_ec_pubkey_parse(
            PointerByReference context, secp256k1_pubkey publicKey, byte[] input, long length);

    public static native int secp256k1_ec_pubkey_serialize(
            PointerByReference context,
            ByteBuffer output,
            LongByReference length,
            secp256k1_pubkey publicKey,
            int flags);

    public static native int secp256k1_ecdsa_verify(
            PointerByReference context, secp256k1_ecdsa_signature signature, byte[] hash, secp256k1_pubkey publicKey);

    public static native int secp256k1_ecdsa_signature_parse_compact(
            PointerByReference context, secp256k1_ecdsa_signature signature, byte[] input);

    public static native int secp256k1_ecdsa_signature_normalize(
            PointerByReference context, secp256k1_ecdsa_signature output, secp256k1_ecdsa_signature input);

    public static native int secp256k1_ecdsa_recoverable_signature_parse_compact(
            PointerByReference context, secp256k1_ecdsa_recoverable_signature signature, byte[] input, int recoveryId);

    public static native int secp256k1_ecdsa_recover(
            PointerByReference context,
            secp256k1_pubkey publicKey,
            secp256k1_ecdsa_recoverable_signature signature,
            byte[] hash);
}
