package io.masspayout.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.masspayout.storable.OutsideText;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailureCodeTest {

    /** Names are stored in databases and actors decide who is called at night: both are written down here by hand. */
    @Test
    void everyCodeSaysWhatItSpeaksOfAndWhoMustAct() {
        assertThat(Arrays.stream(FailureCode.values()).map(code -> code + " " + code.scope() + " " + code.actor()))
                .containsExactly(
                        "ACCOUNT_NOT_FOUND HOLDER RECIPIENT",
                        "ACCOUNT_DELETED HOLDER RECIPIENT",
                        "NOT_ASSOCIATED HOLDER RECIPIENT",
                        "RECEIVER_SIGNATURE_REQUIRED HOLDER RECIPIENT",
                        "RECIPIENT_REFUSED HOLDER RECIPIENT",
                        "ACCOUNT_FROZEN HOLDER OPERATOR",
                        "KYC_NOT_GRANTED HOLDER OPERATOR",
                        "LEDGER_BUSY BATCH NOBODY",
                        "LEDGER_UNAVAILABLE BATCH NOBODY",
                        "EXPIRED_UNSEEN BATCH NOBODY",
                        "SIGNER_UNAVAILABLE BATCH NOBODY",
                        "SIGNING_REFUSED BATCH OPERATOR",
                        "SOME_RECIPIENT BATCH NOBODY",
                        "TRANSACTION_REJECTED BATCH OPERATOR",
                        "RECORDING_REFUSED BATCH OPERATOR",
                        "FEE_LIMIT_TOO_LOW BATCH OPERATOR",
                        "TREASURY_EMPTY TREASURY TREASURY",
                        "FEE_PAYER_EMPTY TREASURY TREASURY",
                        "ALLOWANCE_EXCEEDED TREASURY TREASURY",
                        "TOKEN_PAUSED TREASURY OPERATOR",
                        "TOKEN_DELETED TREASURY OPERATOR",
                        "TREASURY_KEY_REJECTED TREASURY OPERATOR",
                        "TREASURY_BLOCKED TREASURY OPERATOR",
                        "LATE_SETTLEMENT TREASURY OPERATOR",
                        "LEDGER_DISAGREES TREASURY OPERATOR",
                        "UNKNOWN_PAYMENT TREASURY OPERATOR",
                        "OTHER_BOOK TREASURY OPERATOR",
                        "UNPAID_BEFORE_MIGRATION HOLDER OPERATOR");
    }

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void whatNobodyNeedActOnIsRetriedAndNothingElse(FailureCode code) {
        assertThat(code.isRetriedByItself()).isEqualTo(code.actor() == Actor.NOBODY);
        // A holder or a treasury does not get better by waiting: whatever is retried by itself speaks of a batch.
        if (code.isRetriedByItself()) {
            assertThat(code.scope()).isEqualTo(FailureScope.BATCH);
        }
    }

    @Test
    void doubtsAboutTheLedgerAreLiftedByAPersonOnlyAndThoseOfTheHistoryByWhatExplainsIt() {
        assertThat(Arrays.stream(FailureCode.values()).filter(FailureCode::needsPerson))
                .containsExactly(
                        FailureCode.LATE_SETTLEMENT,
                        FailureCode.LEDGER_DISAGREES,
                        FailureCode.UNKNOWN_PAYMENT,
                        FailureCode.OTHER_BOOK)
                .allMatch(code -> code.scope() == FailureScope.TREASURY);
        assertThat(Arrays.stream(FailureCode.values()).filter(FailureCode::isOfHistory))
                .containsExactly(FailureCode.UNKNOWN_PAYMENT, FailureCode.OTHER_BOOK);
    }

    @ParameterizedTest
    @CsvSource({
        "LATE_SETTLEMENT, TOKEN_PAUSED, true",
        "UNKNOWN_PAYMENT, TOKEN_PAUSED, true",
        "LATE_SETTLEMENT, UNKNOWN_PAYMENT, true",
        "UNKNOWN_PAYMENT, LATE_SETTLEMENT, false",
        "OTHER_BOOK, UNKNOWN_PAYMENT, false",
        "TOKEN_PAUSED, UNKNOWN_PAYMENT, false",
        "TOKEN_PAUSED, TREASURY_EMPTY, false"
    })
    void ofTwoStopsTheOneThatIsHarderToLiftStays(FailureCode code, FailureCode earlier, boolean replaces) {
        assertThat(code.replacesStopWith(earlier)).isEqualTo(replaces);
    }

    @Test
    void detailsAreCutToWhatFits() {
        assertThat(Failure.of(FailureCode.LEDGER_BUSY, "x".repeat(Failure.MAX_DETAIL_LENGTH))
                        .detail())
                .hasSize(Failure.MAX_DETAIL_LENGTH);
        assertThat(Failure.of(FailureCode.LEDGER_BUSY, "x".repeat(Failure.MAX_DETAIL_LENGTH + 1))
                        .detail())
                .hasSize(Failure.MAX_DETAIL_LENGTH)
                .endsWith(OutsideText.CUT_MARK);
    }

    @Test
    void detailsAreWhatADatabaseCanKeep() {
        assertThat(Failure.of(FailureCode.LEDGER_BUSY, "a\u0000b\uD83Ec").detail())
                .isEqualTo("a\\u0000b\\uD83Ec");
    }

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void onlyFailuresOfATreasuryStopOne(FailureCode code) {
        Failure failure = Failure.of(code, "");
        if (code.scope() == FailureScope.TREASURY) {
            assertThat(new TreasuryStop(failure, Instant.EPOCH).failure()).isEqualTo(failure);
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> new TreasuryStop(failure, Instant.EPOCH));
        }
    }
}
