package io.masspayout;

import io.masspayout.DistributionRequest.GivenAmount;
import io.masspayout.model.Sha256;
import io.masspayout.money.Units;
import io.masspayout.schedule.Recurrence;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A hash of everything a distribution request says, by which a reused idempotency key with other content is told apart. Of the
 * request, not of what it was resolved to: a replay stays a replay when the asset has changed meanwhile.
 *
 * <p>It is over fields: the name and the value of each, both with their lengths, so that no value can say what another field does. A field
 * that is not said is left out, so a field that later versions add changes nothing of what did not say it.
 */
final class Fingerprint {

    /** Tells this form from the one before, which had none, and from those to come. */
    private static final String VERSION = "v2:";

    private final ByteArrayOutputStream fields = new ByteArrayOutputStream();

    private Fingerprint() {}

    static String of(DistributionRequest request) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(request);
        return VERSION + hash(fingerprint.fields.toByteArray());
    }

    /** Whether a stored fingerprint, of this version or an earlier one, is this request's. */
    static boolean isOf(String stored, DistributionRequest request) {
        return stored.startsWith(VERSION)
                ? stored.equals(of(request))
                : FormerFingerprint.is(stored, request, normal(request.amounts()));
    }

    private void add(DistributionRequest request) {
        add("assetId", request.assetId());
        add("type", request.type().name());
        for (GivenAmount amount : normal(request.amounts())) {
            add("amount.basis", amount.basis().name());
            add("amount.text", amount.text());
        }
        request.whens().forEach(when -> said(when).forEach(said -> add("when." + said.field(), said.value())));
        add("payoutType", request.payoutType());
        add("idempotencyKey", request.idempotencyKey());
        add("concept", request.concept());
        add("corporateAction", request.corporateAction());
        add("remainderPolicy", request.remainderPolicy().name());
        add("minimumPayment", request.minimumPayment());
        addIfSaid("createAccounts", request.createAccounts());
        addIfSaid("payTokenTreasury", request.payTokenTreasury());
        addIfSaid("refuseUnknownAccounts", request.refuseUnknownAccounts());
        new TreeSet<>(request.excluded()).forEach(account -> add("excluded", account));
        add("holdersFrom", request.holdersFrom().name());
        add("recordDate", request.recordDate());
        add("treasury", request.treasury());
        add("paymentToken", request.paymentToken());
        add("paymentTokenDecimals", request.paymentTokenDecimals());
    }

    private record Said(String field, @Nullable Object value) {}

    private static List<Said> said(When when) {
        return when.match(
                at -> List.of(new Said("at", at.instant())),
                local -> List.of(new Said("atLocal", local.time()), new Said("zone", local.zone())),
                every -> said(every.recurrence()),
                deposit -> List.of(
                        new Said("onDeposit", "true"),
                        new Said("into", deposit.into()),
                        new Said("atLeast", deposit.atLeast())));
    }

    private static List<Said> said(Recurrence recurrence) {
        return List.of(
                new Said("frequency", recurrence.frequency().name()),
                new Said("cron", recurrence.cron()),
                new Said("start", recurrence.start()),
                new Said("zone", recurrence.zone()),
                new Said("end", recurrence.end()),
                new Said("count", recurrence.count()),
                new Said("missed", recurrence.missed().name()),
                new Said("grace", recurrence.grace()));
    }

    private void addIfSaid(String field, boolean said) {
        if (said) {
            add(field, "true");
        }
    }

    private void add(String field, @Nullable Object value) {
        if (value != null) {
            addText(field);
            addText(value.toString());
        }
    }

    private void addText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        fields.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        fields.writeBytes(bytes);
    }

    // 100 and 100.00 are one amount.
    private static List<GivenAmount> normal(List<GivenAmount> amounts) {
        return amounts.stream()
                .map(amount -> new GivenAmount(
                        amount.basis(),
                        Units.parse(amount.text()).stripTrailingZeros().toPlainString()))
                .toList();
    }

    static String hash(byte[] content) {
        return HexFormat.of().formatHex(Sha256.of(content));
    }
}
