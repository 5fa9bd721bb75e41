package io.masspayout.hedera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.Status;
import io.masspayout.hedera.custody.LocalKeySigner;
import io.masspayout.hedera.custody.SigningKey;
import io.masspayout.hedera.custody.SigningRequest;
import io.masspayout.hedera.custody.TransactionSigner;
import io.masspayout.hedera.local.ExecutedTransaction;
import io.masspayout.hedera.local.LocalNetwork;
import io.masspayout.hedera.local.Loss;
import io.masspayout.hedera.local.mirror.MirrorFaults;
import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.LedgerOutcome.EverybodyPaid;
import io.masspayout.ledger.LedgerOutcome.NobodyPaid;
import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.Settled;
import io.masspayout.ledger.Signed;
import io.masspayout.ledger.Submission;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.FailureCode;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import io.masspayout.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a network does that a careless gateway takes for something else, and pays twice or loses a payment by. */
class LedgerTrapsTest {
    private static final int DECIMALS = 6;
    private static final long SUPPLY = 1_000_000_000L;
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration VALIDITY = HederaGatewayBuilder.DEFAULT_VALIDITY;

    private final ManualClock clock = ManualClock.at("2026-03-31T12:00:00Z");
    private final PrivateKey key = PrivateKey.generateED25519();
    private final PrivateKey treasuryKey = PrivateKey.generateED25519();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private LocalNetwork network;
    private String treasury;
    private String token;

    @BeforeEach
    void open() {
        openWorld(options -> options);
    }

    private void openWorld(UnaryOperator<LocalNetwork.Builder> options) {
        network = options.apply(LocalNetwork.builder(clock)).start();
        opened.add(network);
        treasury = network.ledger().createAccount(treasuryKey.getPublicKey(), 0);
        token = network.ledger()
                .createToken(
                        treasury,
                        chosen -> chosen.decimals(DECIMALS)
                                .supply(SUPPLY)
                                .freezeKey(key)
                                .pauseKey(key)
                                .supplyKey(key));
    }

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    private HederaGateway gateway() {
        return gateway(builder -> builder);
    }

    private HederaGateway gateway(UnaryOperator<HederaGatewayBuilder> options) {
        HederaGateway gateway = options.apply(LocalGateways.on(network)
                        .treasury(treasury, LocalKeySigner.of(treasuryKey))
                        .receiptPatience(SHORT)
                        .clock(clock)
                        .random(new Random(1)))
                .build();
        opened.add(gateway);
        return gateway;
    }

    private AccountId holder() {
        String account = network.ledger().createAccount(key, 0);
        network.ledger().associate(account, token);
        return AccountId.of(account);
    }

    private BatchInstruction batch(Payment... payments) {
        return batch(DECIMALS, payments);
    }

    private BatchInstruction batch(int decimals, Payment... payments) {
        return new BatchInstruction(
                new BatchReference(new DistributionId(new UUID(7, 7)), new BatchId(UUID.randomUUID())),
                new Treasury(AccountId.of(treasury), TokenId.of(token)),
                new PaymentCurrency(TokenId.of(token), decimals),
                List.of(payments),
                false);
    }

    private static Signed sign(HederaGateway gateway, BatchInstruction batch) {
        return await(gateway.sign(gateway.allocate(batch)));
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private long balance(AccountId account) {
        return network.ledger().balance(account.value(), token);
    }

    private List<ExecutedTransaction> executed(Signed signed) {
        return network.ledger().transactions().stream()
                .filter(transaction -> transaction
                        .transactionId()
                        .equals(signed.transactionId().value()))
                .toList();
    }

    // ---- ids

    /** Same clock and same dice: two deployments that draw one id, of which only one can ever take effect. */
    @Test
    void anIdThatSomebodyElseHasUsedUpPaysNobodyOfOurs() {
        AccountId theirs = holder();
        AccountId ours = holder();
        HederaGateway other = gateway();
        HederaGateway gateway = gateway();
        Signed strange = sign(other, batch(new Payment(theirs, 5)));
        Signed signed = sign(gateway, batch(new Payment(ours, 5)));
        assertThat(signed.transactionId()).isEqualTo(strange.transactionId());
        assertThat(await(other.submit(strange))).isInstanceOf(Settled.class);

        assertThat(await(gateway.submit(signed))).isInstanceOf(Submission.Unknown.class);
        assertThat(gateway.resolve(signed))
                .isInstanceOfSatisfying(
                        Resolution.Dead.class,
                        dead -> assertThat(dead.evidence()).contains("somebody else"));

        assertThat(balance(ours)).isZero();
        assertThat(balance(theirs)).isEqualTo(5);
    }

    /** As when one process dies after sending, and another one with the same bytes meets the receipt. */
    @Test
    void aReceiptOfAnIdIsNoPaymentBeforeTheMirrorShowsWhoseItIs() {
        openWorld(options -> options.mirrorLag(Duration.ofSeconds(10)));
        AccountId holder = holder();
        HederaGateway gateway = gateway();
        Signed signed = sign(gateway, batch(new Payment(holder, 5)));
        network.faults().loseNextAnswer(Loss.UNAVAILABLE);
        assertThat(await(gateway.submit(signed))).isInstanceOf(Submission.Unknown.class);

        assertThat(gateway.resolve(signed)).isInstanceOf(Resolution.Unknown.class);
        clock.advance(Duration.ofSeconds(11));

        assertThat(gateway.resolve(signed))
                .isInstanceOfSatisfying(
                        Settled.class, settled -> assertThat(settled.outcome()).isEqualTo(new EverybodyPaid()));
        assertThat(balance(holder)).isEqualTo(5);
    }

    // ---- prechecks

    @Test
    void anExpiredResendSaysNothingOfTheFirstSend() {
        AccountId holder = holder();
        HederaGateway gateway = gateway();
        Signed signed = sign(gateway, batch(new Payment(holder, 5)));
        network.faults().loseNextAnswer(Loss.RESET);
        await(gateway.submit(signed));
        clock.advance(VALIDITY.plusSeconds(5));

        // The node looks at the time before it looks for duplicates.
        assertThat(await(gateway.submit(signed)))
                .isInstanceOfSatisfying(
                        Submission.Refused.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.EXPIRED_UNSEEN));
        assertThat(gateway.resolve(signed)).isInstanceOf(Settled.class);
        assertThat(balance(holder)).isEqualTo(5);
    }

    @Test
    void acceptedIsNotPaid() {
        AccountId holder = holder();
        HederaGateway gateway = gateway();
        Signed signed = sign(gateway, batch(new Payment(holder, 5)));
        network.faults().dropAfterAccept();

        assertThat(await(gateway.submit(signed))).isInstanceOf(Submission.Unknown.class);
        assertThat(gateway.resolve(signed)).isInstanceOf(Resolution.Unknown.class);
        clock.advance(VALIDITY.plusMinutes(1));

        assertThat(gateway.resolve(signed)).isInstanceOf(Resolution.Dead.class);
        assertThat(balance(holder)).isZero();
    }

    @Test
    void aBusyStormIsSatOutWithTheSameId() {
        AccountId holder = holder();
        HederaGateway gateway = gateway();
        Signed signed = sign(gateway, batch(new Payment(holder, 5)));
        network.faults().busyNext(5);

        assertThat(await(gateway.submit(signed))).isInstanceOf(Settled.class);
        assertThat(balance(holder)).isEqualTo(5);
        assertThat(executed(signed)).hasSize(1);
    }

    @Test
    void aStormWithoutEndIsARefusalOfThisSendOnly() {
        AccountId holder = holder();
        HederaGateway gateway = gateway();
        Signed signed = sign(gateway, batch(new Payment(holder, 5)));
        network.faults().precheckNext(Status.BUSY, 100);

        assertThat(await(gateway.submit(signed)))
                .isInstanceOfSatisfying(
                        Submission.Refused.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.LEDGER_BUSY));
        network.faults().healAll();
        assertThat(await(gateway.submit(signed))).isInstanceOf(Settled.class);
        assertThat(balance(holder)).isEqualTo(5);
    }

    @Test
    void aNodeThatIsDownIsPassedOver() {
        AccountId holder = holder();
        HederaGateway gateway = gateway();
        Signed signed = sign(gateway, batch(new Payment(holder, 5)));
        network.faults().precheckNext(Status.PLATFORM_NOT_ACTIVE);

        assertThat(await(gateway.submit(signed))).isInstanceOf(Settled.class);
        assertThat(balance(holder)).isEqualTo(5);
    }

    // ---- consensus

    /** Two records with one id; the later one says DUPLICATE_TRANSACTION, and whoever took the last row would take it for a failure. */
    @Test
    void ofTwoRecordsTheOneThatCountsIsFound() {
        AccountId holder = holder();
        HederaGateway gateway = gateway();
        Signed signed = sign(gateway, batch(new Payment(holder, 5)));
        network.faults().duplicateNext();
        await(gateway.submit(signed));
        network.faults().forgetSubmitted();
        await(gateway.submit(signed));

        clock.advance(Duration.ofMinutes(10));
        assertThat(gateway.resolve(signed))
                .isInstanceOfSatisfying(
                        Settled.class, settled -> assertThat(settled.outcome()).isEqualTo(new EverybodyPaid()));
        assertThat(balance(holder)).isEqualTo(5);
    }

    /** These do not use the id up: a copy that another node took may still pay, and a new id would pay again. */
    @Test
    void aNodesOwnFailureIsNotTheEndOfAnId() {
        AccountId holder = holder();
        HederaGateway gateway = gateway();
        Signed signed = sign(gateway, batch(new Payment(holder, 5)));
        network.faults().failNextAtConsensus(Status.INVALID_PAYER_SIGNATURE);

        assertThat(await(gateway.submit(signed))).isInstanceOf(Submission.Unknown.class);
        assertThat(gateway.resolve(signed)).isInstanceOf(Resolution.Unknown.class);
        clock.advance(VALIDITY.plusMinutes(1));

        assertThat(gateway.resolve(signed)).isInstanceOf(Resolution.Dead.class);
        assertThat(balance(holder)).isZero();
    }

    @Test
    void whatWasThrottledAtConsensusEndsItsIdAndIsTriedAgainWithANewOne() {
        AccountId holder = holder();
        HederaGateway gateway = gateway();
        Signed signed = sign(gateway, batch(new Payment(holder, 5)));
        network.faults().failNextAtConsensus(Status.THROTTLED_AT_CONSENSUS);

        assertThat(await(gateway.submit(signed)))
                .isInstanceOfSatisfying(
                        Settled.class,
                        settled -> assertThat(settled.outcome()).isInstanceOfSatisfying(NobodyPaid.class, nobody -> {
                            assertThat(nobody.failure().code()).isEqualTo(FailureCode.LEDGER_BUSY);
                            assertThat(nobody.culprits()).isEmpty();
                        }));
        assertThat(network.ledger().transactions())
                .filteredOn(executed -> executed.memo().startsWith("mp1:"))
                .hasSize(1);
    }

    // ---- proof that nothing happened

    @Test
    void ourClockProvesNothing() {
        openWorld(options -> options.mirrorLag(Duration.ofMinutes(5)));
        HederaGateway gateway = gateway();
        Signed signed = sign(gateway, batch(new Payment(holder(), 5)));
        network.faults().loseNextRequest(Loss.UNAVAILABLE);
        await(gateway.submit(signed));

        clock.advance(VALIDITY.plusMinutes(2));
        assertThat(gateway.resolve(signed))
                .as("the mirror node is still inside the window")
                .isInstanceOf(Resolution.Unknown.class);
        clock.advance(Duration.ofMinutes(5));
        assertThat(gateway.resolve(signed)).isInstanceOf(Resolution.Dead.class);
    }

    @Test
    void onAQuietNetworkNothingDiesBeforeSomethingElseHappens() {
        openWorld(LocalNetwork.Builder::quiet);
        HederaGateway gateway = gateway();
        Signed signed = sign(gateway, batch(new Payment(holder(), 5)));
        network.faults().loseNextRequest(Loss.UNAVAILABLE);
        await(gateway.submit(signed));

        clock.advance(Duration.ofHours(1));
        assertThat(gateway.resolve(signed)).isInstanceOf(Resolution.Unknown.class);
        // The payer's own next transaction will do.
        assertThat(await(gateway.submit(sign(gateway, batch(new Payment(holder(), 1))))))
                .isInstanceOf(Settled.class);
        assertThat(gateway.resolve(signed)).isInstanceOf(Resolution.Dead.class);
    }

    @Test
    void aStalledNetworkKillsNothing() {
        AccountId holder = holder();
        HederaGateway gateway = gateway();
        Signed signed = sign(gateway, batch(new Payment(holder, 5)));
        network.faults().stallConsensus();
        assertThat(await(gateway.submit(signed))).isInstanceOf(Submission.Unknown.class);
        clock.advance(Duration.ofSeconds(60));
        assertThat(gateway.resolve(signed)).isInstanceOf(Resolution.Unknown.class);
        network.faults().releaseConsensus();

        assertThat(gateway.resolve(signed)).isInstanceOf(Settled.class);
        assertThat(balance(holder)).isEqualTo(5);
    }

    // ---- whose fault it was

    @Test
    void aWrongTreasuryKeyIsNoFaultOfTheHolders() {
        PrivateKey wrong = PrivateKey.generateED25519();
        HederaGateway gateway = gateway(builder -> builder.treasury(treasury, LocalKeySigner.of(wrong)));
        Submission answer = await(gateway.submit(sign(gateway, batch(new Payment(holder(), 5)))));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Settled.class,
                        settled -> assertThat(settled.outcome()).isInstanceOfSatisfying(NobodyPaid.class, nobody -> {
                            assertThat(nobody.failure().code()).isEqualTo(FailureCode.TREASURY_KEY_REJECTED);
                            assertThat(nobody.culprits()).isEmpty();
                        }));
    }

    @Test
    void aFrozenTreasuryIsNoFaultOfTheHolders() {
        HederaGateway gateway = gateway();
        Signed signed = sign(gateway, batch(new Payment(holder(), 5)));
        network.ledger().freeze(treasury, token);

        assertThat(gateway.check(new Treasury(AccountId.of(treasury), TokenId.of(token)))
                        .obstacle())
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo(FailureCode.TREASURY_BLOCKED));
        assertThat(await(gateway.submit(signed)))
                .isInstanceOfSatisfying(
                        Settled.class,
                        settled -> assertThat(settled.outcome()).isInstanceOfSatisfying(NobodyPaid.class, nobody -> {
                            assertThat(nobody.failure().code()).isEqualTo(FailureCode.TREASURY_BLOCKED);
                            assertThat(nobody.culprits()).isEmpty();
                        }));
    }

    @Test
    void whileTheMirrorIsAwayNobodyIsBlamed() {
        AccountId frozen = holder();
        network.ledger().freeze(frozen.value(), token);
        HederaGateway gateway = gateway();
        Signed signed = sign(gateway, batch(new Payment(frozen, 5)));
        network.faults().mirror().outage(MirrorFaults.Outage.STATUS_503, MirrorFaults.ALWAYS);

        assertThat(await(gateway.submit(signed))).isInstanceOf(Submission.Unknown.class);
        network.faults().mirror().heal();

        assertThat(gateway.resolve(signed))
                .isInstanceOfSatisfying(
                        Settled.class,
                        settled -> assertThat(settled.outcome())
                                .isInstanceOfSatisfying(
                                        NobodyPaid.class,
                                        nobody -> assertThat(nobody.culprits()).containsExactly(frozen)));
    }

    @Test
    void aTokenWithOtherDecimalsStopsTheTreasury() {
        network.ledger().approveAllowance(treasury, LocalGateways.OPERATOR, token, 7);
        for (HederaGateway gateway : List.of(gateway(), gatewayByAllowance())) {
            Submission answer = await(gateway.submit(sign(gateway, batch(DECIMALS - 4, new Payment(holder(), 5)))));

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Settled.class,
                            settled -> assertThat(settled.outcome())
                                    .isInstanceOfSatisfying(
                                            NobodyPaid.class,
                                            nobody -> assertThat(
                                                            nobody.failure().code())
                                                    .isEqualTo(FailureCode.TREASURY_BLOCKED)));
        }
    }

    @Test
    void anAllowanceThatIsUsedUpStopsTheTreasury() {
        network.ledger().approveAllowance(treasury, LocalGateways.OPERATOR, token, 7);
        HederaGateway gateway = gatewayByAllowance();
        AccountId holder = holder();
        assertThat(await(gateway.submit(sign(gateway, batch(new Payment(holder, 5))))))
                .isInstanceOf(Settled.class);

        assertThat(await(gateway.submit(sign(gateway, batch(new Payment(holder, 5))))))
                .isInstanceOfSatisfying(
                        Settled.class,
                        settled -> assertThat(settled.outcome())
                                .isInstanceOfSatisfying(
                                        NobodyPaid.class,
                                        nobody -> assertThat(nobody.failure().code())
                                                .isEqualTo(FailureCode.ALLOWANCE_EXCEEDED)));
        assertThat(balance(holder)).isEqualTo(5);
    }

    private HederaGateway gatewayByAllowance() {
        HederaGateway gateway = LocalGateways.on(network)
                .treasuryByAllowance(treasury)
                .clock(clock)
                .build();
        opened.add(gateway);
        return gateway;
    }

    // ---- approval

    /** Signed hours ahead: not sent before its time, and still one payment. */
    @Test
    void aSlowApprovalDoesNotEatTheWindow() {
        CompletableFuture<List<byte[]>> approval = new CompletableFuture<>();
        LocalKeySigner local = LocalKeySigner.of(treasuryKey);
        TransactionSigner slow = new TransactionSigner() {
            @Override
            public SigningKey key() {
                return local.key();
            }

            @Override
            public CompletionStage<List<byte[]>> sign(SigningRequest request) {
                return approval.thenCompose(approved -> local.sign(request));
            }
        };
        Duration time = Duration.ofHours(2);
        HederaGateway gateway = gateway(builder -> builder.approvalTime(time).treasury(treasury, slow));
        AccountId holder = holder();
        Allocated allocated = gateway.allocate(batch(new Payment(holder, 5)));
        CompletionStage<Signed> signing = gateway.sign(allocated);

        clock.advance(Duration.ofHours(1));
        approval.complete(List.of());
        Signed signed = await(signing);
        assertThat(await(gateway.submit(signed)))
                .isInstanceOfSatisfying(
                        Submission.Refused.class,
                        refused -> assertThat(refused.failure().detail())
                                .as("no node is asked")
                                .startsWith("not valid before"));
        assertThat(executed(signed)).isEmpty();
        clock.advance(Duration.ofHours(1));

        assertThat(await(gateway.submit(signed))).isInstanceOf(Settled.class);
        assertThat(balance(holder)).isEqualTo(5);
    }

    // ---- shape

    @Test
    void moreRecipientsThanOneTransferTakesAreRefusedBeforeAnythingIsSent() {
        Payment[] ten = IntStream.range(0, 10)
                .mapToObj(i -> new Payment(AccountId.of("0.0." + (5_000 + i)), 1))
                .toArray(Payment[]::new);
        HederaGateway gateway = gateway();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> gateway.allocate(batch(ten)))
                .withMessageContaining("at most 9");
    }

    @Test
    void aTokenWithAFeeThatIsTakenFromWhatArrivesCannotBePaidWith() {
        String collector = network.ledger().createAccount(key, 0);
        String taxed = network.ledger()
                .createToken(
                        treasury,
                        options -> options.decimals(2).supply(100).fractionalFee(1, 100, 0, 0, collector, false));
        HederaGateway gateway = gateway();

        assertThat(gateway.token(taxed))
                .hasValueSatisfying(info -> assertThat(info.arrivesInFull()).isFalse());
        assertThat(gateway.check(new Treasury(AccountId.of(treasury), TokenId.of(taxed)))
                        .obstacle())
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo(FailureCode.TREASURY_BLOCKED));
    }

    @Test
    void everyTransferCarriesItsBatchInTheMemo() {
        HederaGateway gateway = gateway();
        BatchInstruction batch = batch(new Payment(holder(), 5));
        Signed signed = sign(gateway, batch);
        await(gateway.submit(signed));

        assertThat(executed(signed))
                .extracting(ExecutedTransaction::memo)
                .isEqualTo(Stream.of(batch.reference().toString()).toList());
    }
}
