package io.masspayout.hedera.custody;

import java.math.BigInteger;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;

/** The one elliptic curve of Hedera's ECDSA keys (SEC 2, version 2.0, section 2.4.1). */
final class Secp256k1 {

    static final ECDomainParameters DOMAIN = domain();

    private Secp256k1() {}

    private static ECDomainParameters domain() {
        X9ECParameters curve = CustomNamedCurves.getByName("secp256k1");
        return new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
    }

    static BigInteger order() {
        return DOMAIN.getN();
    }

    /** Whether a number can be a private key, or one of the two numbers of a signature. */
    static boolean isScalar(BigInteger number) {
        return number.signum() > 0 && number.compareTo(order()) < 0;
    }

    /** Of the two signatures {@code (r, s)} and {@code (r, n - s)}, both valid, the one that everybody accepts. */
    static BigInteger lowS(BigInteger s) {
        return s.compareTo(order().shiftRight(1)) > 0 ? order().subtract(s) : s;
    }
}
