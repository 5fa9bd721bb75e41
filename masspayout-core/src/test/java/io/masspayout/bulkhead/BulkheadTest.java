package io.masspayout.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.store.StoreUnavailableException;
import io.masspayout.testing.FailingPort;
import io.masspayout.testing.Misbehaviour;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BulkheadTest {

    private final StoreUnavailableException silent =
            new StoreUnavailableException("the database gave no answer", new IOException());

    private final Bulkhead bulkhead = new Bulkhead(() -> {});

    @ParameterizedTest
    @EnumSource(Misbehaviour.class)
    void aUnitThatFailsIsToldWithAReasonWhateverItThrows(Misbehaviour how) {
        FailingPort<Runnable> unit = FailingPort.of(Runnable.class, () -> {});
        unit.fail("run", how);
        boolean silent = how == Misbehaviour.RETURNS_NULL || how == Misbehaviour.COMPLETES_WITH_NULL;

        var failed = bulkhead.run(unit.port());

        assertThat(failed.isPresent()).isNotEqualTo(silent);
        assertThat(failed.stream()).allSatisfy(why -> {
            assertThat(why.reason()).isNotBlank();
            assertThat(why.cause().toString()).as("can be logged").isNotBlank();
        });
    }

    @Test
    void aBrokenJvmEndsTheCall() {
        assertThatThrownBy(() -> bulkhead.run(() -> {
                    throw new OutOfMemoryError("heap");
                }))
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void aDatabaseThatDoesNotAnswerEndsTheCall() {
        Bulkhead withoutDatabase = new Bulkhead(() -> {
            throw silent;
        });

        assertThatThrownBy(() -> withoutDatabase.run(() -> {
                    throw silent;
                }))
                .isSameAs(silent);
    }

    @Test
    void aStatementThatTookTooLongIsItsUnitsOwnFailure() {
        assertThat(bulkhead.run(() -> {
                    throw silent;
                }))
                .map(Bulkhead.Failed::reason)
                .contains("the database gave no answer");
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "2, 20", "3, 40", "6, 320", "7, 600", "8, 600", "1000000, 600"})
    void whatHasFailedIsTriedAgainLaterEachTimeButWithinTenMinutes(int failures, int seconds) {
        assertThat(NextTry.waitAfter(failures)).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(NextTry.after(failures, Instant.EPOCH)).isEqualTo(Instant.EPOCH.plusSeconds(seconds));
    }

    @Test
    void aReasonIsNoNovel() {
        assertThat(Breakage.reason(new IllegalStateException("x".repeat(1_700_000))))
                .hasSizeLessThan(Breakage.MAX_REASON_LENGTH + 10)
                .startsWith("xxx");
    }
}
