package io.masspayout.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.masspayout.ledger.LedgerOutcome.NobodyPaid;
import io.masspayout.ledger.LedgerOutcome.SomePaid;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerValuesTest {

    private static final AccountId ALICE = AccountId.of("0.0.1");
    private static final AccountId BOB = AccountId.of("0.0.2");
    private static final Failure FROZEN = Failure.of(FailureCode.ACCOUNT_FROZEN, "");

    private static BatchInstruction instruction(List<Payment> payments) {
        TokenId token = TokenId.of("HBAR");
        return new BatchInstruction(
                new BatchReference(new DistributionId(new UUID(1, 1)), new BatchId(new UUID(2, 2))),
                new Treasury(AccountId.of("0.0.9"), token),
                new PaymentCurrency(token, 8),
                payments,
                false);
    }

    @Test
    void anInstructionPaysSomebodyAndEachOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> instruction(List.of()))
                .withMessageContaining("pays nobody");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> instruction(List.of(new Payment(ALICE, 1), new Payment(ALICE, 2))))
                .withMessageContaining("twice");
    }

    @Test
    void aTotalThatOverflowsIsAnError() {
        assertThat(instruction(List.of(new Payment(ALICE, Long.MAX_VALUE - 1), new Payment(BOB, 1)))
                        .total())
                .isEqualTo(Long.MAX_VALUE);
        BatchInstruction tooMuch = instruction(List.of(new Payment(ALICE, Long.MAX_VALUE), new Payment(BOB, 1)));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(tooMuch::total);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aPaymentIsPositive(long amount) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Payment(ALICE, amount));
    }

    @Test
    void valuesKeepCopiesOfWhatTheyAreGiven() {
        List<Payment> payments = new ArrayList<>(List.of(new Payment(ALICE, 1)));
        BatchInstruction instruction = instruction(payments);
        payments.clear();
        assertThat(instruction.payments()).hasSize(1);

        Map<AccountId, Failure> failed = new HashMap<>(Map.of(ALICE, FROZEN));
        SomePaid some = new SomePaid(failed);
        failed.clear();
        assertThat(some.failed()).containsOnlyKeys(ALICE);

        Set<AccountId> culprits = new HashSet<>(Set.of(ALICE));
        NobodyPaid nobody = new NobodyPaid(FROZEN, culprits);
        culprits.clear();
        assertThat(nobody.culprits()).containsExactly(ALICE);

        byte[] content = {1, 2, 3};
        Bytes bytes = Bytes.of(content);
        content[0] = 9;
        bytes.toArray()[1] = 9;
        assertThat(bytes.toArray()).containsExactly(1, 2, 3);
    }

    @Test
    void bytesAreValues() {
        Bytes bytes = Bytes.of(new byte[] {1, 2, 3});
        assertThat(bytes)
                .isEqualTo(Bytes.of(new byte[] {1, 2, 3}))
                .hasSameHashCodeAs(Bytes.of(new byte[] {1, 2, 3}))
                .isNotEqualTo(Bytes.of(new byte[] {1, 2, 4}))
                .hasToString("3 bytes 010203");
        assertThat(bytes.length()).isEqualTo(3);
        assertThat(Bytes.of(new byte[9])).hasToString("9 bytes 0000000000000000…");
    }

    @Test
    void somePaidNamesSomebody() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SomePaid(Map.of()));
    }

    @Test
    void balancesAreNotNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Preflight(-1, Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new HolderBalance("0.0.1", -1));
        assertThat(new HolderBalance("0.0.1", 0).balance()).isZero();
    }

    @Test
    void limitsHaveBounds() {
        Duration validity = Duration.ofMinutes(2);
        assertThat(new LedgerLimits(1, validity, 1, LedgerLimits.UNPACED, true).holdersPerBatch())
                .isEqualTo(1);
        assertThat(new LedgerLimits(1_000, validity, 1_000, Integer.MAX_VALUE, true).maxInFlight())
                .isEqualTo(1_000);
        assertThatIllegalArgumentException().isThrownBy(() -> new LedgerLimits(0, validity, 1, 0, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new LedgerLimits(1_001, validity, 1, 0, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new LedgerLimits(1, Duration.ZERO, 1, 0, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new LedgerLimits(1, Duration.ofSeconds(-1), 1, 0, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new LedgerLimits(1, validity, 0, 0, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new LedgerLimits(1, validity, 1_001, 0, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new LedgerLimits(1, validity, 1, -1, true));
    }
}
