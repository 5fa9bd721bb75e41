package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.SkipReason;
import io.masspayout.store.StatementLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementCopyTest {

    private static final UUID BATCH = new UUID(1, 2);

    private final StatementCopy copy = new StatementCopy(2);

    private StatementLine line(String... fields) {
        return copy.line((String.join("\t", fields) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aHolderWhoWasPaid() {
        StatementLine line = line(
                "0.0.5",
                "0x05",
                "7",
                "1.20",
                "1.20",
                "PAID",
                "\\N",
                "\\N",
                "\\N",
                "1",
                BATCH.toString(),
                "0.0.1@2.3",
                "2026-11-22 10:00:00+00");

        assertThat(line)
                .isEqualTo(new StatementLine(
                        AccountId.of("0.0.5"),
                        "0x05",
                        7,
                        120,
                        120,
                        HolderStatus.PAID,
                        null,
                        null,
                        1,
                        new BatchId(BATCH),
                        LedgerTransactionId.of("0.0.1@2.3"),
                        Instant.parse("2026-11-22T10:00:00Z")));
    }

    @Test
    void aHolderWhoFailedWithWordsThatCopyHasToEscape() {
        StatementLine line = line(
                "0.0.5",
                "0.0.5",
                "7",
                "1.20",
                "\\N",
                "FAILED",
                "\\N",
                "NOT_ASSOCIATED",
                "tab\\tline\\nback\\\\N \u20ac",
                "0",
                BATCH.toString(),
                "\\N",
                "\\N");

        assertThat(line.failure()).isEqualTo(new Failure(FailureCode.NOT_ASSOCIATED, "tab\tline\nback\\N \u20ac"));
        assertThat(line.paid()).isZero();
        assertThat(line.paidAt()).isNull();
    }

    @Test
    void whatStoodInTheRowBeforeIsNotTakenForThisOne() {
        StatementLine skipped = line(
                "0.0.5",
                "0.0.5",
                "0",
                "0.00",
                "\\N",
                "SKIPPED",
                "ZERO_BALANCE",
                "\\N",
                "\\N",
                "0",
                "\\N",
                "\\N",
                "\\N");
        StatementLine pending = line(
                "0.0.6",
                "0.0.6",
                "1",
                "1.00",
                "\\N",
                "PENDING",
                "\\N",
                "\\N",
                "\\N",
                "0",
                BATCH.toString(),
                "\\N",
                "\\N");
        StatementLine again = line(
                "0.0.7", "0.0.7", "0", "0.00", "\\N", "SKIPPED", "EXCLUDED", "\\N", "\\N", "0", "\\N", "\\N", "\\N");

        assertThat(skipped.skipReason()).isEqualTo(SkipReason.ZERO_BALANCE);
        assertThat(pending.skipReason()).isNull();
        assertThat(pending.batchId()).isEqualTo(new BatchId(BATCH));
        assertThat(again.batchId()).isNull();
        assertThat(again.skipReason()).isEqualTo(SkipReason.EXCLUDED);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22 10:00:00+00, 2026-11-22T10:00:00Z",
        "2026-11-22 10:00:00.5+00, 2026-11-22T10:00:00.500Z",
        "2026-11-22 10:00:00.000001+00, 2026-11-22T10:00:00.000001Z"
    })
    void aTimeHasAsManyDigitsAsItNeeds(String text, Instant time) {
        assertThat(line(
                                "0.0.5",
                                "0.0.5",
                                "7",
                                "1.20",
                                "1.20",
                                "PAID",
                                "\\N",
                                "\\N",
                                "\\N",
                                "1",
                                BATCH.toString(),
                                "0.0.1@2.3",
                                text)
                        .paidAt())
                .isEqualTo(time);
    }
}
