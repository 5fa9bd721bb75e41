package io.masspayout.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerHistory;
import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.Settled;
import io.masspayout.ledger.Signed;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Records that are behind the ledger say nothing too early: neither what has happened, nor that it never will. */
class MirrorLagTest {

    private static final Duration LAG = Duration.ofSeconds(10);
    private static final Duration VALIDITY = Duration.ofMinutes(2);
    private static final String USDC = "0.0.429274";
    private static final Treasury TREASURY = new Treasury(AccountId.of("0.0.1001"), TokenId.of(USDC));

    private final ManualClock clock = ManualClock.at("2026-11-22T10:00:00Z");
    private final Instant start = clock.instant();
    private final SimulatedNetwork network = SimulatedNetwork.at(clock);
    private final SimulatedLedger ledger =
            SimulatedLedger.on(network).validity(VALIDITY).mirrorLag(LAG).build();

    MirrorLagTest() {
        network.token(USDC).decimals(2);
        network.account("0.0.1001").holds(USDC, 1_000);
        network.account("0.0.2001");
    }

    @Test
    void whatHasHappenedIsToldWhenTheRecordsHaveIt() {
        Signed sent = signed();
        ledger.submit(sent).toCompletableFuture().join();
        assertThat(ledger.resolve(sent)).isInstanceOf(Resolution.Unknown.class);
        assertThat(history()).isEmpty();

        clock.advance(LAG.plusSeconds(1));
        assertThat(ledger.resolve(sent)).isInstanceOf(Settled.class);
        assertThat(history()).hasSize(1);
    }

    @Test
    void anIdIsDeadWhenTheRecordsHavePassedItsWindow() {
        Signed neverSent = signed();
        clock.set(neverSent.validUntil().plus(LAG));
        assertThat(ledger.resolve(neverSent)).isInstanceOf(Resolution.Unknown.class);

        clock.advance(Duration.ofNanos(1));
        assertThat(ledger.resolve(neverSent)).isInstanceOf(Resolution.Dead.class);
    }

    @Test
    void theHistoryIsCompleteUpToTheRecordsEnd() {
        clock.advance(Duration.ofMinutes(1));
        try (LedgerHistory history = ledger.history(TREASURY, start)) {
            assertThat(history.next(10)).isEmpty();
            assertThat(history.completeUntil()).isEqualTo(clock.instant().minus(LAG));
        }
    }

    private List<LedgerEntry> history() {
        try (LedgerHistory history = ledger.history(TREASURY, start)) {
            return history.next(10);
        }
    }

    private Signed signed() {
        BatchInstruction instruction = new BatchInstruction(
                new BatchReference(new DistributionId(new UUID(1, 1)), new BatchId(new UUID(1, 2))),
                TREASURY,
                new PaymentCurrency(TREASURY.token(), 2),
                List.of(new Payment(AccountId.of("0.0.2001"), 5)),
                false);
        return ledger.sign(ledger.allocate(instruction)).toCompletableFuture().join();
    }
}
