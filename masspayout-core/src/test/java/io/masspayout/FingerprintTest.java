package io.masspayout;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.model.AssetId;
import io.masspayout.model.HolderSource;
import io.masspayout.model.RemainderPolicy;
import io.masspayout.schedule.Recurrence;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static final AssetId ASSET = new AssetId(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"));
    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");
    private static final ZonedDateTime START = ZonedDateTime.of(2026, 1, 31, 9, 0, 0, 0, ZoneId.of("Europe/Madrid"));

    @Test
    void aConceptCannotSayWhatAnotherFieldDoes() {
        DistributionRequest inOneText =
                request(r -> r.concept("A, corporateAction=B").corporateAction("c"));
        DistributionRequest inTwoFields = request(r -> r.concept("A").corporateAction("B, corporateAction=c"));

        assertThat(Fingerprint.of(inOneText)).isNotEqualTo(Fingerprint.of(inTwoFields));
        assertThat(Fingerprint.of(request(r -> r.exclude("a, b"))))
                .isNotEqualTo(Fingerprint.of(request(r -> r.exclude("a", "b"))));
        assertThat(Fingerprint.of(request(r -> r.concept("null")))).isNotEqualTo(Fingerprint.of(request(r -> r)));
    }

    @Test
    void everyFieldCounts() {
        List<DistributionRequest> all = Stream.<UnaryOperator<DistributionRequest.Builder>>of(
                        r -> r,
                        r -> r.payout("FIXED"),
                        r -> r.idempotencyKey("other"),
                        r -> r.concept("c"),
                        r -> r.corporateAction("c"),
                        r -> r.remainder(RemainderPolicy.RETAIN),
                        r -> r.minimumPayment("1"),
                        r -> r.createAccounts(true),
                        r -> r.payTokenTreasury(),
                        r -> r.refuseUnknownAccounts(),
                        r -> r.exclude("0.0.7"),
                        r -> r.holdersFrom(HolderSource.REGISTER),
                        r -> r.recordDate(NOON),
                        r -> r.paidFrom("0.0.7"),
                        r -> r.paidIn("0.0.7"),
                        r -> r.paidIn("0.0.7", 2),
                        r -> r.at(NOON),
                        r -> r.at(LocalDateTime.of(2026, 3, 31, 12, 0), ZoneId.of("UTC")),
                        r -> r.onDeposit(),
                        r -> r.onDepositOfAtLeast("1"),
                        r -> r.every(Recurrence.monthly(START)),
                        r -> r.every(Recurrence.monthly(START).times(2)),
                        r -> r.every(Recurrence.monthly(START).until(NOON)),
                        r -> r.every(Recurrence.yearly(START)))
                .map(FingerprintTest::request)
                .toList();

        assertThat(all.stream().map(Fingerprint::of)).doesNotHaveDuplicates();
        assertThat(DistributionRequest.class.getRecordComponents())
                .as("a new field has to be in the fingerprint, and in this test")
                .hasSize(19);
    }

    @Test
    void oneAmountWrittenInTwoWaysAndASourceLeftOutAreTheSame() {
        DistributionRequest given = DistributionRequest.dividend(ASSET)
                .amount("100.00")
                .holdersFrom(HolderSource.LEDGER)
                .idempotencyKey("k")
                .build();

        assertThat(Fingerprint.of(given)).isEqualTo(Fingerprint.of(request(r -> r)));
    }

    /** The hashes were made by the code before, of the requests that stand beside them. */
    @Test
    void whatAnEarlierVersionStoredIsStillItsReplay() {
        earlier(
                "3ca4f4517347a3a1471632eaa151ef0a3d5539a3549544a0278d6f4a0417bdad",
                DistributionRequest.dividend(ASSET)
                        .amount("100000.00")
                        .concept("Q4 2026")
                        .idempotencyKey("k"));
        earlier(
                "5bc4b10c7b35a40e7fe668aa7c76d8996134bd52a31becff7133dea48f9534ee",
                DistributionRequest.coupon(ASSET)
                        .amountPerUnit("1.50")
                        .payout("PERCENTAGE")
                        .concept("A, corporateAction=B")
                        .corporateAction("c")
                        .remainder(RemainderPolicy.RETAIN)
                        .minimumPayment("0.01")
                        .createAccounts(true)
                        .exclude("0.0.7", "0.0.10")
                        .holdersFrom(HolderSource.REGISTER)
                        .paidFrom("0.0.9")
                        .paidIn("0.0.8", 6)
                        .idempotencyKey("full")
                        .every(Recurrence.monthly(START).times(12)));
        earlier(
                "937ffc2a40c6ab2f81e34372f87254c59de5a611b5580638f24f8f6740b63f1b",
                DistributionRequest.snapshot(ASSET)
                        .amount("7")
                        .recordDate(NOON)
                        .at(Instant.parse("2026-04-01T12:00:00Z"))
                        .idempotencyKey("dated"));
        earlier(
                "446b72c0fb1a033cd8bb5996b2053fe0652475fb685cd8d8573056f1a61ec1b6",
                DistributionRequest.snapshot(ASSET)
                        .percentageOfDeposit("40")
                        .onDepositOfAtLeast("1000.00")
                        .idempotencyKey("dep"));
        earlier(
                "7efd5a293ad29f0a34d8a1ca1d2b91aa080b4093a0bda3f1673726e80fd0e25e",
                DistributionRequest.snapshot(ASSET)
                        .percentageOfTreasury("40")
                        .at(LocalDateTime.of(2026, 4, 1, 9, 0), ZoneId.of("America/Bogota"))
                        .idempotencyKey("loc"));
    }

    private static void earlier(String stored, DistributionRequest.Builder request) {
        assertThat(Fingerprint.isOf(stored, request.build())).isTrue();
        assertThat(Fingerprint.isOf(stored, request.concept("another").build())).isFalse();
        assertThat(Fingerprint.isOf(stored, request.payTokenTreasury().build())).isFalse();
    }

    private static DistributionRequest request(UnaryOperator<DistributionRequest.Builder> more) {
        return more.apply(DistributionRequest.dividend(ASSET).amount("100").idempotencyKey("k"))
                .build();
    }
}
