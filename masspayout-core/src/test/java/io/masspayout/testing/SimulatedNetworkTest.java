package io.masspayout.testing;

import static io.masspayout.testing.PayoutScene.DISTRIBUTION;
import static io.masspayout.testing.PayoutScene.TOKEN;
import static io.masspayout.testing.PayoutScene.TREASURY;
import static io.masspayout.testing.PayoutScene.USDC;
import static io.masspayout.testing.PayoutScene.account;
import static io.masspayout.testing.PayoutScene.pay;
import static io.masspayout.testing.PayoutScene.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.Bytes;
import io.masspayout.ledger.HolderBalance;
import io.masspayout.ledger.HolderCursor;
import io.masspayout.ledger.InvalidAccountException;
import io.masspayout.ledger.LedgerOutcome.EverybodyPaid;
import io.masspayout.ledger.LedgerOutcome.NobodyPaid;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.ResolvedAccount;
import io.masspayout.ledger.Settled;
import io.masspayout.ledger.Signed;
import io.masspayout.ledger.Submission;
import io.masspayout.ledger.TokenInfo;
import io.masspayout.model.AccountId;
import io.masspayout.model.FailureCode;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.SnapshotRef;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SimulatedNetworkTest {

    private static final String ALIAS = "0xabcdefabcdefabcdefabcdefabcdefabcdefabcd";

    private final PayoutScene scene = new PayoutScene();
    private final SimulatedNetwork network = scene.network;
    private final SimulatedLedger ledger = scene.ledger();

    // ---- accounts

    private ResolvedAccount resolve(String given) {
        ResolvedAccount resolved = ledger.resolveAccounts(List.of(given)).get(given);
        assertThat(resolved).isNotNull();
        return resolved;
    }

    @Test
    void anAliasOfNobodyIsItsOwnCanonicalForm() {
        assertThat(resolve("ABCDEFabcdefABCDEFabcdefabcdefabcdefabcd"))
                .isEqualTo(new ResolvedAccount(AccountId.of(ALIAS), false));
        network.account("0.0.5").alias(ALIAS.toUpperCase(Locale.ROOT).replace("0X", ""));
        assertThat(resolve(ALIAS)).isEqualTo(new ResolvedAccount(account(5), true));
    }

    @Test
    void aLongZeroAddressIsANumberWhetherItExistsOrNot() {
        assertThat(resolve("0x0000000000000000000000000000000000000005"))
                .isEqualTo(new ResolvedAccount(account(5), true));
        assertThat(resolve("00000000000000000000000000000000000003E8"))
                .isEqualTo(new ResolvedAccount(account(1000), false));
        assertThat(resolve("0x0000000000000000000000008000000000000000").account())
                .as("beyond the largest account number, so an address like any other")
                .isEqualTo(AccountId.of("0x0000000000000000000000008000000000000000"));
        assertThat(resolve("0.0.9223372036854775807").account().value()).isEqualTo("0.0.9223372036854775807");
    }

    @Test
    void textsThatCanBeNoAccountAreRefused() {
        for (String nonsense : List.of(
                "0.0.05",
                " 0.0.5",
                "0.0.5\n",
                "0.0.9223372036854775808",
                "1.0.5",
                "0x5",
                ALIAS + "0",
                "0.0.٥",
                "0.0.x")) {
            assertThatExceptionOfType(InvalidAccountException.class)
                    .as(nonsense)
                    .isThrownBy(() -> resolve(nonsense));
        }
    }

    @Test
    void moreAccountsThanACallTakesAreRefused() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            many.add("0.0." + i);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> ledger.resolveAccounts(many));
        assertThat(ledger.resolveAccounts(many.subList(0, 1_000))).hasSize(1_000);
    }

    @Test
    void twoAccountsCannotHaveOneAlias() {
        network.account("0.0.5").alias(ALIAS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network.account("0.0.6").alias(ALIAS));
    }

    // ---- execution

    @Test
    void anAddressWithoutAccountIsPaidOnlyWhenAccountsMayBeCreated() {
        Payment payment = new Payment(AccountId.of(ALIAS), 7);
        Submission refused = submit(ledger, PayoutScene.signed(ledger, scene.instruction(false, payment)));
        assertThat(((Settled) refused).outcome())
                .isInstanceOfSatisfying(
                        NobodyPaid.class,
                        nobody -> assertThat(nobody.failure().code()).isEqualTo(FailureCode.ACCOUNT_NOT_FOUND));

        Submission paid = submit(ledger, PayoutScene.signed(ledger, scene.instruction(true, payment)));

        assertThat(((Settled) paid).outcome()).isEqualTo(new EverybodyPaid());
        ResolvedAccount created = resolve(ALIAS);
        assertThat(created.exists()).isTrue();
        assertThat(network.balance(created.account(), TOKEN)).isEqualTo(7);
        List<LedgerPayment> payments = new ArrayList<>();
        network.payments(DISTRIBUTION, payments::add);
        assertThat(payments).singleElement().satisfies(moved -> {
            assertThat(moved.named()).isEqualTo(AccountId.of(ALIAS));
            assertThat(moved.credited()).isEqualTo(created.account());
        });
        assertThat(network.paidTo(created.account(), DISTRIBUTION)).isEqualTo(7);
    }

    @Test
    void oneAccountUnderTwoNamesIsNotPaidTwiceInOneTransaction() {
        network.account("0.0.5").alias(ALIAS);
        Submission answer = submit(ledger, scene.signed(ledger, pay(5, 1), new Payment(AccountId.of(ALIAS), 1)));
        assertThat(((Settled) answer).outcome()).isInstanceOf(NobodyPaid.class);
        assertThat(scene.balance(5)).isZero();
    }

    @Test
    void aCurrencyWithOtherDecimalsPaysNobody() {
        var right = scene.instruction(pay(1, 1));
        var wrong = new BatchInstruction(
                right.reference(), TREASURY, new PaymentCurrency(TOKEN, 6), right.payments(), false);
        Submission answer = submit(ledger, PayoutScene.signed(ledger, wrong));
        assertThat(((Settled) answer).outcome())
                .isInstanceOfSatisfying(
                        NobodyPaid.class,
                        nobody -> assertThat(nobody.failure().code()).isEqualTo(FailureCode.TRANSACTION_REJECTED));
    }

    @Test
    void whenNobodyOfSeveralCanBePaidAllAreNamed() {
        SimulatedLedger perHolder = scene.describe().perHolder().build();
        network.account("0.0.1").refuses();
        network.account("0.0.2").frozenFor(USDC);
        Submission answer = submit(perHolder, scene.signed(perHolder, pay(1, 1), pay(2, 1)));
        assertThat(((Settled) answer).outcome()).isInstanceOfSatisfying(NobodyPaid.class, nobody -> {
            assertThat(nobody.failure().code()).isEqualTo(FailureCode.SOME_RECIPIENT);
            assertThat(nobody.culprits()).containsExactlyInAnyOrder(account(1), account(2));
        });
    }

    @Test
    void whatWasAmissCanBePutRight() {
        network.account("0.0.1").refuses().signsReceipts().accepts();
        network.account("0.0.2").frozenFor(USDC).unfrozenFor(USDC);
        network.account("0.0.3").withoutKycFor(USDC).withKycFor(USDC);
        network.account("0.0.4").dissociatedFrom(USDC).associatedWith(USDC);
        network.token(USDC).pause().unpause();
        network.account("0.0.1001").keyRejected().keyAccepted();
        Submission answer = submit(ledger, scene.signed(ledger, pay(1, 1), pay(2, 1), pay(3, 1), pay(4, 1)));
        assertThat(((Settled) answer).outcome()).isEqualTo(new EverybodyPaid());
    }

    @Test
    void treasuriesThatCannotPayHaveAnObstacle() {
        network.account("0.0.1001").keyRejected();
        assertThat(ledger.check(TREASURY).obstacle())
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo(FailureCode.TREASURY_KEY_REJECTED));
        network.token(USDC).delete();
        assertThat(ledger.check(TREASURY).obstacle())
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo(FailureCode.TOKEN_DELETED));
        assertThat(ledger.token(USDC)).isEmpty();
    }

    @Test
    void nativeCurrencyIsATokenLikeAnyOther() {
        network.account("0.0.1001").holds("HBAR", 500);
        var treasury = new Treasury(account(1001), SimulatedNetwork.HBAR);
        assertThat(ledger.check(treasury).balance()).isEqualTo(500);
        assertThat(network.token("HBAR").asCurrency()).isEqualTo(new PaymentCurrency(SimulatedNetwork.HBAR, 8));
    }

    // ---- bytes

    @Test
    void theBodyDependsOnNothingButInstructionAndId() {
        var instruction = scene.instruction(pay(1, 1), new Payment(AccountId.of(ALIAS), 2));
        PayoutScene elsewhere = new PayoutScene();
        assertThat(elsewhere.ledger().allocate(instruction)).isEqualTo(ledger.allocate(instruction));
    }

    @Test
    void bytesThatWereMixedUpAreRefused() {
        Signed good = scene.signed(ledger, pay(1, 1));
        byte[] bytes = good.bytes().toArray();
        bytes[40]++;
        Signed bad = new Signed(good.batchId(), good.transactionId(), good.validUntil(), Bytes.of(bytes));
        assertThat(submit(ledger, bad)).isInstanceOf(Submission.Refused.class);
        assertThat(network.executed()).isZero();
    }

    @Test
    void moreHoldersThanTheLimitsAllowAreNotAllocated() {
        SimulatedLedger small = scene.describe().holdersPerBatch(1).build();
        assertThatIllegalArgumentException().isThrownBy(() -> small.allocate(scene.instruction(pay(1, 1), pay(2, 1))));
    }

    // ---- time

    @Test
    void ledgerTimeNeverRunsBackwards() {
        Signed signed = scene.signed(ledger, pay(1, 1));
        scene.clock.advance(Duration.ofHours(1));
        assertThat(ledger.resolve(signed)).isInstanceOf(Resolution.Dead.class);
        scene.clock.advance(Duration.ofHours(-1));
        assertThat(ledger.resolve(signed)).isInstanceOf(Resolution.Dead.class);
        assertThat(submit(ledger, signed)).isInstanceOf(Submission.Refused.class);
        assertThat(scene.balance(1)).isZero();
    }

    // ---- assets

    @Test
    void tokensAreDescribed() {
        network.token("0.0.700")
                .named("Acme Equity", "ACME")
                .decimals(3)
                .treasury("0.0.42")
                .paysWith(new PaymentCurrency(TOKEN, 2))
                .evmAddress("0xABCDEF0000000000000000000000000000000001")
                .arrivesInFull(false)
                .heldBy(100, 3, i -> 10 + i);
        assertThat(ledger.token("0.0.700"))
                .contains(new TokenInfo(
                        TokenId.of("0.0.700"),
                        "Acme Equity",
                        "ACME",
                        3,
                        33,
                        account(42),
                        false,
                        false,
                        new PaymentCurrency(TOKEN, 2),
                        "0xabcdef0000000000000000000000000000000001"));
        assertThat(ledger.token("0.0.701")).isEmpty();
        assertThat(ledger.token("")).isEmpty();
    }

    private List<HolderBalance> holders(SnapshotRef snapshot) {
        List<HolderBalance> all = new ArrayList<>();
        try (HolderCursor cursor = ledger.holders(TOKEN, snapshot)) {
            for (List<HolderBalance> page = cursor.next(2); !page.isEmpty(); page = cursor.next(2)) {
                all.addAll(page);
            }
        }
        return all;
    }

    private SnapshotRef snapshot(@Nullable Instant recordDate) {
        return ledger.takeSnapshot(TOKEN, recordDate);
    }

    @Test
    void aSnapshotStaysAsItWas() {
        SnapshotRef before = snapshot(null);
        List<HolderBalance> then = holders(before);
        assertThat(then).hasSize(10).contains(new HolderBalance("0.0.1001", 1_000_000));
        submit(ledger, scene.signed(ledger, pay(1, 5)));
        network.account("0.0.2").holds(USDC, 9);

        assertThat(holders(before)).isEqualTo(then);
        assertThat(holders(snapshot(null))).contains(new HolderBalance("0.0.1", 5), new HolderBalance("0.0.2", 9));
    }

    @Test
    void aRecordDateInThePastTakesPaymentsBack() {
        submit(ledger, scene.signed(ledger, pay(1, 5)));
        scene.clock.advance(Duration.ofHours(1));
        Instant recordDate = scene.clock.instant();
        List<HolderBalance> then = holders(snapshot(null));
        scene.clock.advance(Duration.ofHours(1));
        submit(ledger, scene.signed(ledger, pay(1, 5), pay(2, 6)));
        submit(ledger, PayoutScene.signed(ledger, scene.instruction(true, new Payment(AccountId.of(ALIAS), 3))));

        SnapshotRef snapshot = snapshot(recordDate);

        assertThat(snapshot.takenAt()).isEqualTo(recordDate);
        assertThat(holders(snapshot))
                .filteredOn(holder -> holder.balance() > 0)
                .containsExactlyElementsOf(
                        then.stream().filter(holder -> holder.balance() > 0).toList());
        assertThat(snapshot(recordDate)).isEqualTo(snapshot);
    }

    @Test
    void theSameRecordDateFixesTheSameBalances() {
        Instant recordDate = scene.clock.instant();
        SnapshotRef first = snapshot(recordDate);
        List<HolderBalance> then = holders(first);
        submit(ledger, scene.signed(ledger, pay(1, 5)));
        assertThat(snapshot(recordDate)).isEqualTo(first);
        assertThat(holders(snapshot(recordDate))).isEqualTo(then);
    }

    @Test
    void recordDatesThatCannotBeServedAreRefused() {
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> snapshot(scene.clock.instant().plusNanos(1)))
                .withMessageContaining("has not reached the record date");
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> snapshot(scene.clock.instant().minusSeconds(1)))
                .withMessageContaining("set by hand");
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> ledger.takeSnapshot(TokenId.of("0.0.404"), null));
    }

    /** 100,000 payments with their whole history: what the quick start needs has to be small. */
    @Test
    void historyIsCompact() {
        network.account("0.0.1001").holds(USDC, 100_000_000);
        network.token(USDC).heldBy(10_000, 100_000, i -> 0);
        long bodies = 0;
        for (int batch = 0; batch < 1_000; batch++) {
            Payment[] payments = new Payment[100];
            for (int i = 0; i < payments.length; i++) {
                payments[i] = pay(10_000 + batch * 100L + i, 10);
            }
            Signed signed = scene.signed(ledger, payments);
            bodies += signed.bytes().length();
            submit(ledger, signed);
        }
        assertThat(network.paid(DISTRIBUTION)).isEqualTo(1_000_000);
        assertThat(bodies).isLessThan(2_000_000);
    }
}
