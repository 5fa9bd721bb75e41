package io.masspayout;

import io.masspayout.money.Units;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

/**
 * A hash of everything a distribution request says, by which a reused idempotency key with other content is told apart. Of the
 * request, not of what it was resolved to: a replay stays a replay when the asset has changed meanwhile.
 */
final class Fingerprint {

    private Fingerprint() {}

    static String of(DistributionRequest request) {
        DistributionRequest normal = new DistributionRequest(
                request.assetId(),
                request.type(),
                request.amounts().stream().map(Fingerprint::normal).toList(),
                request.whens(),
                request.payoutType(),
                request.idempotencyKey(),
                request.concept(),
                request.corporateAction(),
                request.remainderPolicy(),
                request.minimumPayment(),
                request.createAccounts(),
                Set.of(),
                request.holderSource(),
                request.recordDate(),
                request.treasury(),
                request.paymentToken(),
                request.paymentTokenDecimals());
        String text = normal + "|" + new TreeSet<>(request.excluded());
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    // 100 and 100.00 are one amount.
    private static DistributionRequest.GivenAmount normal(DistributionRequest.GivenAmount amount) {
        return new DistributionRequest.GivenAmount(
                amount.basis(), Units.parse(amount.text()).stripTrailingZeros().toPlainString());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
