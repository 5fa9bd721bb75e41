package io.masspayout.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.SkipReason;
import io.masspayout.model.TokenId;
import io.masspayout.store.StatementLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementCsvTest {

    private static final PaymentCurrency USDC = new PaymentCurrency(TokenId.of("0.0.429274"), 6);
    private static final BatchId BATCH = new BatchId(new UUID(1, 2));

    @Test
    void aLineForEachWayAHolderCanEnd() {
        StringBuilder out = new StringBuilder();
        StatementCsv csv = new StatementCsv(out, USDC);
        csv.header();
        csv.accept(new StatementLine(
                AccountId.of("0.0.5"),
                "0x05",
                7,
                1_230_000,
                1_230_000,
                HolderStatus.PAID,
                null,
                null,
                0,
                BATCH,
                LedgerTransactionId.of("0.0.1@2.3"),
                Instant.parse("2026-11-22T10:00:00Z")));
        csv.accept(new StatementLine(
                AccountId.of("0.0.6"),
                "0.0.6",
                8,
                1,
                0,
                HolderStatus.FAILED,
                null,
                Failure.of(FailureCode.NOT_ASSOCIATED, "TOKEN_NOT_ASSOCIATED, \"0.0.6\""),
                1,
                BATCH,
                null,
                null));
        csv.accept(new StatementLine(
                AccountId.of("0.0.7"),
                "0.0.7",
                0,
                0,
                0,
                HolderStatus.SKIPPED,
                SkipReason.ZERO_BALANCE,
                null,
                0,
                null,
                null,
                null));
        assertThat(out.toString().split("\r\n", -1))
                .containsExactly(
                        StatementCsv.HEADER,
                        "0.0.5,0x05,7,0.0.429274,1.230000,1.230000,PAID,,,0," + BATCH
                                + ",0.0.1@2.3,2026-11-22T10:00:00Z",
                        "0.0.6,0.0.6,8,0.0.429274,0.000001,0.000000,FAILED,NOT_ASSOCIATED,"
                                + "\"TOKEN_NOT_ASSOCIATED, \"\"0.0.6\"\"\",1," + BATCH + ",,",
                        "0.0.7,0.0.7,0,0.0.429274,0.000000,0.000000,SKIPPED,ZERO_BALANCE,,0,,,",
                        "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", "\n=1"})
    void aSpreadsheetTakesNoCellForAFormula(String evil) {
        assertThat(cell(evil).replaceFirst("^\"", "")).startsWith("'");
    }

    @Test
    void ordinaryTextIsLeftAlone() {
        assertThat(cell("0.0.5")).isEqualTo("0.0.5");
        assertThat(cell("")).isEmpty();
    }

    @Test
    void aFullDiskIsSaid() {
        Appendable full = new Appendable() {
            @Override
            public Appendable append(CharSequence text) throws IOException {
                throw new IOException("no space left");
            }

            @Override
            public Appendable append(CharSequence text, int start, int end) throws IOException {
                throw new IOException("no space left");
            }

            @Override
            public Appendable append(char c) throws IOException {
                throw new IOException("no space left");
            }
        };
        assertThatThrownBy(() -> new StatementCsv(full, USDC).header())
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("no space left");
    }

    private static String cell(String text) {
        StringBuilder row = new StringBuilder();
        StatementCsv.cell(row, text);
        return row.substring(0, row.length() - 1);
    }
}
