package io.masspayout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.engine.SettlementRules.Verdict;
import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.ledger.LedgerOutcome.NobodyPaid;
import io.masspayout.ledger.LedgerOutcome.SomePaid;
import io.masspayout.ledger.Settled;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.FailureScope;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Payment;
import io.masspayout.store.RetryGroup;
import io.masspayout.store.Settlement;
import io.masspayout.store.Settlement.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettlementRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant AT_ONCE = NOW.minusSeconds(60);
    private static final Instant ON_LEDGER = NOW.minusSeconds(3);
    private static final LedgerTransactionId ID = LedgerTransactionId.of("0.0.1001@1700000000.000000001");
    private static final int MAX_DEPTH = 3;

    private final SettlementRules rules = new SettlementRules(
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), MAX_DEPTH, Map.of()),
            new Random(1),
            AT_ONCE);

    @Test
    void everybodyPaidNeedsNoNames() {
        Verdict verdict =
                rules.settled(batch(5, 0), ID, new Settled(new LedgerOutcome.EverybodyPaid(), ON_LEDGER, 7L), NOW);
        assertThat(verdict.settlement())
                .isEqualTo(Settlement.everybodyPaid(verdict.settlement().batchId(), ID, ON_LEDGER, 7L));
        assertThat(verdict.treasuryFailure()).isEmpty();
    }

    /** A gateway that names an account of another batch, or by another name, names nobody: the culprit is found by halving. */
    @ParameterizedTest
    @EnumSource(
            value = FailureCode.class,
            names = {"RECIPIENT_REFUSED", "ACCOUNT_FROZEN", "SOME_RECIPIENT"})
    void culpritsThatAreNotInTheBatchAreIgnored(FailureCode code) {
        AccountId stranger = AccountId.of("0.0.999999999");
        BatchWork batch = batch(4, 0);

        assertThat(nobodyPaid(batch, code, Set.of(stranger)).settlement())
                .isEqualTo(nobodyPaid(batch, code, Set.of()).settlement());

        AccountId culprit = accounts(batch).get(2);
        assertThat(nobodyPaid(batch, code, Set.of(stranger, culprit)).settlement())
                .isEqualTo(nobodyPaid(batch, code, Set.of(culprit)).settlement());
    }

    /** Nobody of an unpaid batch is lost, whatever the code, the size and the depth. */
    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void anUnpaidBatchNamesEveryHolderOnce(FailureCode code) {
        for (int size = 0; size <= 9; size++) {
            for (int depth = 0; depth <= MAX_DEPTH + 1; depth++) {
                for (int culprits = 0; culprits <= size; culprits++) {
                    BatchWork batch = batch(size, depth);
                    Set<AccountId> named = new HashSet<>(accounts(batch).subList(0, culprits));
                    Settled settled = new Settled(new NobodyPaid(Failure.of(code, "x"), named), ON_LEDGER, null);
                    Verdict verdict = rules.settled(batch, ID, settled, NOW);
                    assertThat(everybodyIn(verdict.settlement())).containsExactlyInAnyOrderElementsOf(accounts(batch));
                    assertThat(verdict.settlement().ending()).isEqualTo(Ending.FAILED_ON_LEDGER);
                    assertThat(verdict.treasuryFailure().isPresent()).isEqualTo(code.scope() == FailureScope.TREASURY);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void aFailureOfTheTreasuryFailsNoHolder(FailureCode code) {
        if (code.scope() == FailureScope.TREASURY) {
            Settlement settlement =
                    nobodyPaid(batch(4, MAX_DEPTH + 1), code, Set.of()).settlement();
            assertThat(settlement.failed()).isEmpty();
            assertThat(settlement.retried())
                    .singleElement()
                    .extracting(RetryGroup::notBefore)
                    .isEqualTo(AT_ONCE);
        }
    }

    @Test
    void culpritsFailAndTheOthersGoOnAtOnce() {
        BatchWork batch = batch(4, 0);
        AccountId culprit = accounts(batch).get(2);
        Settlement settlement =
                nobodyPaid(batch, FailureCode.ACCOUNT_FROZEN, Set.of(culprit)).settlement();
        assertThat(settlement.failed()).containsOnlyKeys(culprit);
        assertThat(settlement.retried()).singleElement().satisfies(group -> {
            assertThat(group.accounts()).hasSize(3).doesNotContain(culprit);
            assertThat(group.notBefore()).isEqualTo(AT_ONCE);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8, 9, 100})
    void anUnnamedCulpritIsLookedForInHalves(int size) {
        Settlement settlement = nobodyPaid(batch(size, 50), FailureCode.SOME_RECIPIENT, Set.of())
                .settlement();
        assertThat(settlement.failed()).isEmpty();
        assertThat(settlement.retried())
                .hasSize(2)
                .allSatisfy(group -> assertThat(group.accounts()).hasSizeBetween(size / 2, (size + 1) / 2));
    }

    @Test
    void someRecipientThatIsCorneredIsThisRecipient() {
        Settlement settlement =
                nobodyPaid(batch(1, 0), FailureCode.SOME_RECIPIENT, Set.of()).settlement();
        assertThat(settlement.failed().values())
                .extracting(Failure::code)
                .containsExactly(FailureCode.RECIPIENT_REFUSED);
    }

    @Test
    void whatNobodyNeedActOnIsTriedAgainLaterUntilTheDepthIsReached() {
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            Settlement settlement =
                    rules.dead(batch(3, depth), ID, "ledger is past it", NOW).settlement();
            assertThat(settlement.ending()).isEqualTo(Ending.DEAD);
            assertThat(settlement.retried())
                    .singleElement()
                    .satisfies(group -> assertThat(group.notBefore()).isBetween(NOW, NOW.plusSeconds(30)));
        }
        Settlement last =
                rules.dead(batch(3, MAX_DEPTH), ID, "ledger is past it", NOW).settlement();
        assertThat(last.retried()).isEmpty();
        assertThat(last.failed()).hasSize(3);
    }

    @Test
    void whatTheOperatorMustMendFailsAtOnce() {
        Settlement settlement = rules.neverSent(
                        batch(3, 0), null, Failure.of(FailureCode.SIGNING_REFUSED, "policy"), NOW)
                .settlement();
        assertThat(settlement.ending()).isEqualTo(Ending.NEVER_SENT);
        assertThat(settlement.failed()).hasSize(3);
        assertThat(settlement.retried()).isEmpty();
    }

    @Test
    void ofAPartlyPaidBatchOnlyTheUnpaidAreNamed() {
        BatchWork batch = batch(4, 0);
        Map<AccountId, Failure> failed = Map.of(
                accounts(batch).get(0), Failure.of(FailureCode.NOT_ASSOCIATED, "a"),
                accounts(batch).get(1), Failure.of(FailureCode.LEDGER_BUSY, "b"));
        Verdict verdict = rules.settled(batch, ID, new Settled(new SomePaid(failed), ON_LEDGER, null), NOW);
        assertThat(verdict.settlement().ending()).isEqualTo(Ending.TOOK_EFFECT);
        assertThat(verdict.settlement().failed())
                .containsOnlyKeys(accounts(batch).get(0));
        assertThat(verdict.settlement().retried())
                .singleElement()
                .satisfies(group -> assertThat(group.accounts())
                        .containsExactly(accounts(batch).get(1)));
        assertThat(verdict.treasuryFailure()).isEmpty();
    }

    @Test
    void aTreasuryThatRunsDryWithinABatchIsStopped() {
        BatchWork batch = batch(2, MAX_DEPTH + 1);
        Map<AccountId, Failure> failed =
                Map.of(accounts(batch).get(0), Failure.of(FailureCode.TREASURY_EMPTY, "0 left"));
        Verdict verdict = rules.settled(batch, ID, new Settled(new SomePaid(failed), ON_LEDGER, null), NOW);
        assertThat(verdict.treasuryFailure()).isPresent();
        assertThat(verdict.settlement().failed()).isEmpty();
        assertThat(verdict.settlement().retried()).hasSize(1);
    }

    private Verdict nobodyPaid(BatchWork batch, FailureCode code, Set<AccountId> culprits) {
        return rules.settled(
                batch, ID, new Settled(new NobodyPaid(Failure.of(code, "x"), culprits), ON_LEDGER, null), NOW);
    }

    private static BatchWork batch(int size, int depth) {
        List<Payment> payments = IntStream.range(0, size)
                .mapToObj(i -> new Payment(AccountId.of("0.0." + (2000 + i)), 10 + i))
                .toList();
        return new BatchWork(new BatchId(new UUID(1, 2)), payments, 1, depth, false, NOW, NOW.plusSeconds(120));
    }

    private static List<AccountId> accounts(BatchWork batch) {
        return batch.payments().stream().map(Payment::account).toList();
    }

    private static List<AccountId> everybodyIn(Settlement settlement) {
        List<AccountId> named = new java.util.ArrayList<>(settlement.failed().keySet());
        settlement.retried().forEach(group -> named.addAll(group.accounts()));
        return named;
    }
}
