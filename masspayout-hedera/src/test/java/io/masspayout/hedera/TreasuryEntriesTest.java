package io.masspayout.hedera;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.hedera.mirror.MirrorTransaction;
import io.masspayout.hedera.mirror.MirrorTransaction.HbarTransfer;
import io.masspayout.hedera.mirror.MirrorTransaction.TokenAmount;
import io.masspayout.hedera.transaction.NativeCurrency;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.Bytes;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.BookId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Payment;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rows of a mirror node are payments of a treasury. */
class TreasuryEntriesTest {

    private static final String OPERATOR = "0.0.1001";
    private static final String TREASURY = "0.0.1002";
    private static final String OTHER_TREASURY = "0.0.1003";
    private static final String HOLDER = "0.0.2001";
    private static final String STRANGER = "0.0.6666";
    private static final String TOKEN = "0.0.5005";
    private static final String NODE = "0.0.3";
    private static final long FEE = 1_583_332;
    private static final Instant AT = Instant.parse("2026-11-30T12:00:00Z");

    private static final BatchReference SECOND_FORM = BatchReference.of(
            new BookId(new UUID(1, 1)),
            new DistributionId(new UUID(2, 2)),
            new BatchId(new UUID(3, 3)),
            List.of(new Payment(AccountId.of(HOLDER), 7)));

    private final TreasuryEntries ofHbar = new TreasuryEntries(OPERATOR, treasury(TREASURY, NativeCurrency.HBAR));
    private final TreasuryEntries ofToken = new TreasuryEntries(OPERATOR, treasury(TREASURY, TokenId.of(TOKEN)));

    private static Treasury treasury(String account, TokenId token) {
        return new Treasury(AccountId.of(account), token);
    }

    /** A row to change: what the operator issued, with nothing moved yet. */
    private record Row(
            String payer,
            String result,
            String memo,
            List<HbarTransfer> hbar,
            List<TokenAmount> tokens,
            int nonce,
            boolean scheduled) {

        static Row issuedBy(String payer) {
            return new Row(payer, "SUCCESS", SECOND_FORM.toString(), List.of(), List.of(), 0, false);
        }

        Row hbar(HbarTransfer... transfers) {
            return new Row(payer, result, memo, List.of(transfers), tokens, nonce, scheduled);
        }

        Row tokens(TokenAmount... transfers) {
            return new Row(payer, result, memo, hbar, List.of(transfers), nonce, scheduled);
        }

        Row result(String other) {
            return new Row(payer, other, memo, hbar, tokens, nonce, scheduled);
        }

        Row memo(String other) {
            return new Row(payer, result, other, hbar, tokens, nonce, scheduled);
        }

        Row nonce(int other) {
            return new Row(payer, result, memo, hbar, tokens, other, scheduled);
        }

        Row executionOfSchedule() {
            return new Row(payer, result, memo, hbar, tokens, nonce, true);
        }

        MirrorTransaction read() {
            return new MirrorTransaction(
                    payer + "@1.000000000",
                    payer,
                    AT,
                    Duration.ofMinutes(2),
                    AT.plusSeconds(3),
                    result,
                    "CRYPTOTRANSFER",
                    NODE,
                    Bytes.of(new byte[48]),
                    memo,
                    FEE,
                    hbar,
                    tokens,
                    nonce,
                    scheduled);
        }
    }

    private static HbarTransfer line(String account, long tinybars) {
        return new HbarTransfer(account, tinybars);
    }

    private static TokenAmount units(String account, long amount) {
        return new TokenAmount(TOKEN, account, amount);
    }

    private static Row tokenPayment(String payer, String from) {
        return Row.issuedBy(payer)
                .hbar(line(payer, -FEE), line("0.0.802", FEE))
                .tokens(units(from, -7), units(HOLDER, 7));
    }

    private static Row hbarPayment(String payer, String from) {
        return Row.issuedBy(payer).hbar(line(payer, -FEE), line("0.0.802", FEE), line(from, -7), line(HOLDER, 7));
    }

    private static void assertPays(TreasuryEntries entries, Row row) {
        assertThat(entries.entry(row.read())).hasValueSatisfying(entry -> {
            assertThat(entry.settled().outcome()).isEqualTo(new LedgerOutcome.EverybodyPaid());
            assertThat(entry.payments()).containsExactly(new Payment(AccountId.of(HOLDER), 7));
        });
    }

    @Test
    void whatTheOperatorIssuedFromTheTreasuryIsAPayment() {
        assertPays(ofToken, tokenPayment(OPERATOR, TREASURY));
        assertPays(ofHbar, hbarPayment(OPERATOR, TREASURY));
    }

    @Test
    void aMemoOfTheFirstFormIsReadToo() {
        BatchReference first = new BatchReference(SECOND_FORM.distributionId(), SECOND_FORM.batchId());
        assertThat(ofToken.entry(
                        tokenPayment(OPERATOR, TREASURY).memo(first.toString()).read()))
                .get()
                .extracting(LedgerEntry::reference)
                .isEqualTo(first);
    }

    @Test
    void whatAnotherPayerTookFromTheTreasuryIsAPayment() {
        assertPays(ofToken, tokenPayment(STRANGER, TREASURY));
        assertPays(ofHbar, hbarPayment(STRANGER, TREASURY));
    }

    @Test
    void aStrangerWhoCopiedTheMemoIsNoPayment() {
        Row toTreasury = Row.issuedBy(STRANGER).hbar(line(STRANGER, -FEE - 1), line("0.0.802", FEE), line(TREASURY, 1));
        Row toOperator = Row.issuedBy(STRANGER).hbar(line(STRANGER, -FEE - 1), line("0.0.802", FEE), line(OPERATOR, 1));
        Row tokens = tokenPayment(STRANGER, STRANGER);
        for (Row row : List.of(toTreasury, toOperator, tokens, toTreasury.result("INVALID_SIGNATURE"))) {
            assertThat(ofHbar.entry(row.read())).isEmpty();
            assertThat(ofToken.entry(row.read())).isEmpty();
            assertThat(ofToken.isCopied(row.read())).isTrue();
        }
        assertThat(ofToken.isCopied(tokenPayment(OPERATOR, TREASURY).read())).isFalse();
        assertThat(ofToken.isCopied(toTreasury.memo("thanks").read())).isFalse();
    }

    @Test
    void aStrangersFeeIsNotTakenFromTheTreasuryThatPaysIt() {
        Row ownBusiness = Row.issuedBy(TREASURY).hbar(line(TREASURY, -FEE), line("0.0.802", FEE));
        assertThat(ofHbar.entry(ownBusiness.read())).isEmpty();
    }

    @Test
    void whatTheOperatorTookFromAnotherTreasuryIsInItsOwnHistory() {
        for (Row row : List.of(tokenPayment(OPERATOR, OTHER_TREASURY), hbarPayment(OPERATOR, OTHER_TREASURY))) {
            assertThat(ofToken.entry(row.read())).isEmpty();
            assertThat(ofHbar.entry(row.read())).isEmpty();
        }
    }

    @Test
    void theOperatorsFeeIsNoPaymentFromTheOperatorsOwnTreasury() {
        TreasuryEntries ofOperator = new TreasuryEntries(OPERATOR, treasury(OPERATOR, NativeCurrency.HBAR));
        assertThat(ofOperator.entry(hbarPayment(OPERATOR, OTHER_TREASURY).read()))
                .isEmpty();
        assertThat(ofOperator.entry(tokenPayment(OPERATOR, OTHER_TREASURY).read()))
                .isEmpty();
        assertPays(
                ofOperator,
                Row.issuedBy(OPERATOR).hbar(line(OPERATOR, -FEE - 7), line("0.0.802", FEE), line(HOLDER, 7)));
    }

    @Test
    void aStakingRewardThatHidesWhatWasTakenHidesNoPayment() {
        Row rewarded = Row.issuedBy(OPERATOR)
                .hbar(
                        line(OPERATOR, -FEE),
                        line("0.0.802", FEE),
                        line("0.0.800", -500),
                        line(TREASURY, 493),
                        line(HOLDER, 7));
        assertThat(ofHbar.entry(rewarded.read()))
                .hasValueSatisfying(
                        entry -> assertThat(entry.payments()).contains(new Payment(AccountId.of(HOLDER), 7)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVALID_SIGNATURE", "INSUFFICIENT_TOKEN_BALANCE"})
    void whatTheOperatorTriedInVainPaidNobody(String result) {
        Row failed = Row.issuedBy(OPERATOR).hbar(line(OPERATOR, -FEE), line("0.0.802", FEE));
        assertThat(ofToken.entry(failed.result(result).read())).hasValueSatisfying(entry -> {
            assertThat(entry.payments()).isEmpty();
            assertThat(entry.settled().outcome()).isInstanceOf(LedgerOutcome.NobodyPaid.class);
        });
    }

    @Test
    void childrenAndExecutionsOfSchedulesAreNone() {
        Row row = tokenPayment(OPERATOR, TREASURY);
        assertThat(ofToken.entry(row.nonce(1).read())).isEmpty();
        assertThat(ofToken.entry(row.executionOfSchedule().read())).isEmpty();
        assertThat(ofToken.entry(row.memo("another memo").read())).isEmpty();
    }
}
