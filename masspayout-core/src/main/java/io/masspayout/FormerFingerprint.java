package io.masspayout;

import io.masspayout.DistributionRequest.GivenAmount;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;

/**
 * The fingerprint as it was made before {@link Fingerprint}: a hash of one text, in which a concept could say what another field does. It is
 * only compared with, so that what was declared then is found again. The text is that of a record with the fields of then, to the letter.
 */
final class FormerFingerprint {

    private FormerFingerprint() {}

    static boolean is(String stored, DistributionRequest request, List<GivenAmount> amounts) {
        boolean sayableThen = !request.payTokenTreasury() && !request.refuseUnknownAccounts();
        return sayableThen && stored.equals(of(request, amounts));
    }

    private static String of(DistributionRequest request, List<GivenAmount> amounts) {
        String text = "DistributionRequest[assetId=" + request.assetId()
                + ", type=" + request.type()
                + ", amounts=" + amounts
                + ", whens=" + request.whens()
                + ", payoutType=" + request.payoutType()
                + ", idempotencyKey=" + request.idempotencyKey()
                + ", concept=" + request.concept()
                + ", corporateAction=" + request.corporateAction()
                + ", remainderPolicy=" + request.remainderPolicy()
                + ", minimumPayment=" + request.minimumPayment()
                + ", createAccounts=" + request.createAccounts()
                + ", excluded=[]"
                + ", holderSource=" + request.holdersFrom()
                + ", recordDate=" + request.recordDate()
                + ", treasury=" + request.treasury()
                + ", paymentToken=" + request.paymentToken()
                + ", paymentTokenDecimals=" + request.paymentTokenDecimals()
                + "]|" + new TreeSet<>(request.excluded());
        return Fingerprint.hash(text.getBytes(StandardCharsets.UTF_8));
    }
}
