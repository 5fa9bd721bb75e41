package io.masspayout.hedera.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.masspayout.ledger.LedgerUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real mirror node said, read by the client. The values are those of the ledger that it told about. */
class RecordedAnswersTest {

    private static final String ASSET = "0.0.2122";
    private static final String PAYMENT = "0.0.2123";
    private static final Instant BEGIN = Instant.ofEpochSecond(1);
    private static final Instant END = Instant.ofEpochSecond(1_795_338_665);

    private final RecordedMirror recorded = new RecordedMirror();
    private final MirrorClient mirror = recorded.client();

    @AfterEach
    void close() {
        mirror.close();
        recorded.close();
    }

    // ---- tokens

    @Test
    void theAssetIsPausedAndHasItsSupplyAfterMintBurnAndWipe() {
        MirrorToken asset = mirror.token(ASSET).orElseThrow();
        assertThat(asset)
                .isEqualTo(new MirrorToken(
                        ASSET,
                        "Acme Equity",
                        "ACME",
                        true,
                        2,
                        100_029_999L,
                        "0.0.2121",
                        false,
                        true,
                        false,
                        true,
                        false,
                        true,
                        time("1795338635.555735085")));
    }

    @Test
    void thePaymentTokenHasKycAndFreezeKeys() {
        MirrorToken payment = mirror.token(PAYMENT).orElseThrow();
        assertThat(payment.totalSupply()).isEqualTo(5_000_000_000_000L);
        assertThat(payment.decimals()).isEqualTo(6);
        assertThat(payment.hasFreezeKey()).isTrue();
        assertThat(payment.hasKycKey()).isTrue();
        assertThat(payment.paused()).isFalse();
        assertThat(payment.arrivesInFull()).isTrue();
    }

    @Test
    void aFractionalFeeTakesFromWhatArrives() {
        assertThat(mirror.token("0.0.2124").orElseThrow().arrivesInFull()).isFalse();
    }

    @Test
    void anUnknownTokenIsEmpty() {
        assertThat(mirror.token("0.0.99999999")).isEmpty();
    }

    @Test
    void aTokenAtATimeIsReadLikeOneOfNow() {
        recorded.as("/api/v1/tokens/0.0.2122?timestamp=1795338665.000000000", "01");
        assertThat(mirror.token(ASSET, END).orElseThrow().totalSupply()).isEqualTo(100_029_999L);
    }

    // ---- balances

    @ParameterizedTest
    @CsvSource({"05", "08", "49"})
    void theBalancesAddUpToTheSupply(String firstPage) {
        recorded.as("/api/v1/tokens/0.0.2122/balances?limit=100&order=asc", firstPage);
        Map<String, Long> balances = new HashMap<>();
        mirror.balancesNow(ASSET).rest().forEach(line -> balances.put(line.account(), line.balance()));
        balances.values().removeIf(balance -> balance == 0);
        assertThat(balances).isEqualTo(RecordedMirror.HOLDINGS);
        assertThat(balances.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(100_029_999L);
    }

    @Test
    void aMirrorWithoutSnapshotHasNoneToOffer() {
        recorded.as("/api/v1/tokens/0.0.2122/balances?limit=1&order=asc&timestamp=1795338665.000000000", "09");
        recorded.as("/api/v1/tokens/0.0.2122/balances?limit=1&order=asc&timestamp=1.000000000", "10");
        assertThat(mirror.balanceSnapshot(ASSET, END)).isEmpty();
        assertThat(mirror.balanceSnapshot(ASSET, BEGIN)).isEmpty();
    }

    @Test
    void theSnapshotIsTheTimeOfTheAnswer() {
        recorded.as("/api/v1/tokens/0.0.2122/balances?limit=1&order=asc&timestamp=1795338665.000000000", "05");
        assertThat(mirror.balanceSnapshot(ASSET, END)).contains(time("1795338648.014687417"));
    }

    @Test
    void pagesOfDifferentMomentsAreNoSnapshot() {
        recorded.as(
                "/api/v1/tokens/0.0.2122/balances?account.balance=gt:0&limit=100&order=asc&timestamp=1795338648.014687417",
                "05");
        Pages<TokenBalance> pages = mirror.balancesAt(ASSET, time("1795338648.014687417"));
        assertThat(pages.next().orElseThrow()).hasSize(5);
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(pages::next)
                .withMessageContaining("'timestamp' is not the snapshot asked for, 1795338648.014687417")
                .withMessageContaining("1795338648.291794505");
    }

    // ---- accounts

    @ParameterizedTest
    @CsvSource({
        "0.0.2125, 2000000100, 0, false",
        "0.0.2126, 2000000200, 0, false",
        "0.0.2135, 2000000000, -1, false",
        "0.0.2136, 2000000000, 0, true"
    })
    void accountsSayWhatTheyHoldAndWhatTheyAccept(String id, long tinybars, int slots, boolean signature) {
        MirrorAccount account = mirror.account(id).orElseThrow();
        assertThat(account.account()).isEqualTo(id);
        assertThat(account.balance()).isEqualTo(tinybars);
        assertThat(account.maxAutomaticAssociations()).isEqualTo(slots);
        assertThat(account.receiverSignatureRequired()).isEqualTo(signature);
        assertThat(account.deleted()).isFalse();
        assertThat(account.isAssociatedWith(ASSET)).contains(true);
        assertThat(account.isAssociatedWith("0.0.1")).contains(false);
    }

    @Test
    void theFirstHolderHasBothTokens() {
        assertThat(mirror.account("0.0.2125").orElseThrow().tokens())
                .isEqualTo(Map.of(ASSET, 24_990_000L, PAYMENT, 1_000_000L));
    }

    @Test
    void anAccountIsFoundByItsAddress() {
        String address = "0xd1c6136d65f3f0ab0537f2af611a8348e0bd962a";
        MirrorAccount account = mirror.account(address).orElseThrow();
        assertThat(account.account()).isEqualTo("0.0.2137");
        assertThat(account.evmAddress()).isEqualTo(address);
        assertThat(account.balance()).isEqualTo(500_000_000L);
        assertThat(account.maxAutomaticAssociations()).isEqualTo(MirrorAccount.UNLIMITED);
        assertThat(account.tokens()).isEmpty();
    }

    @Test
    void anUnknownAccountIsEmpty() {
        recorded.as("/api/v1/accounts/0.0.99999999?transactions=false", "16");
        assertThat(mirror.account("0.0.99999999")).isEmpty();
    }

    @Test
    void anAddressOfTheWrongLengthIsRefusedInTheMirrorsWords() {
        String tooLong = "0x00000000000000000000000000000000deadbeef0";
        recorded.as("/api/v1/accounts/" + tooLong + "?transactions=false", "17");
        assertThatExceptionOfType(MirrorRequestException.class)
                .isThrownBy(() -> mirror.account(tooLong))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(400))
                .satisfies(
                        refused -> assertThat(refused.answer()).isEqualTo("Invalid parameter: idOrAliasOrEvmAddress"));
    }

    @ParameterizedTest
    @CsvSource({"0.0.2125, 1000000, false, false", "0.0.2132, 8000000, true, false", "0.0.2133, 0, false, true"})
    void relationshipsSayWhoIsFrozenAndWhoLacksKyc(String account, long balance, boolean frozen, boolean kycMissing) {
        assertThat(mirror.relationship(account, PAYMENT))
                .contains(new TokenRelationship(PAYMENT, balance, false, frozen, kycMissing));
    }

    @Test
    void thoseNotAssociatedHaveNoRelationship() {
        assertThat(mirror.relationship("0.0.2134", PAYMENT)).isEmpty();
        assertThat(mirror.relationship("0.0.2135", PAYMENT)).isEmpty();
        assertThat(mirror.relationships(PAYMENT, List.of("0.0.2134", "0.0.2125", "0.0.2135")))
                .containsOnlyKeys("0.0.2125");
    }

    @Test
    void explicitAssociationsUseNoSlots() {
        recorded.as("/api/v1/accounts/0.0.2125/tokens?limit=100", "23");
        assertThat(mirror.automaticAssociationsUsed("0.0.2125")).isZero();
    }

    // ---- transactions

    @ParameterizedTest
    @CsvSource({
        "24, 1795338638.558000583, SUCCESS, batch 1 of dividend",
        "25, 1795338638.835000587, TOKEN_NOT_ASSOCIATED_TO_ACCOUNT, unassociated",
        "26, 1795338639.424000470, ACCOUNT_KYC_NOT_GRANTED_FOR_TOKEN, kyc",
        "27, 1795338639.135000488, ACCOUNT_KYC_NOT_GRANTED_FOR_TOKEN, 'auto association, KYC token'",
        "28, 1795338639.985000811, ACCOUNT_FROZEN_FOR_TOKEN, frozen",
        "29, 1795338640.275000512, INVALID_SIGNATURE, receiver signature",
        "30, 1795338640.547000012, INSUFFICIENT_TOKEN_BALANCE, too much",
        "31, 1795338640.830000075, SUCCESS, hbar batch",
        "32, 1795338641.401000342, TOKEN_IS_PAUSED, paused",
        "33, 1795338637.403000435, SUCCESS, sale"
    })
    void transactionsSayHowTheyEnded(String number, String validStart, String result, String memo) {
        MirrorTransaction transaction = onlyOf(number, validStart);
        assertThat(transaction.transactionId()).isEqualTo("0.0.2@" + validStart);
        assertThat(transaction.payer()).isEqualTo("0.0.2");
        assertThat(transaction.validStart()).isEqualTo(time(validStart));
        assertThat(transaction.validDuration()).isEqualTo(Duration.ofMinutes(2));
        assertThat(transaction.result()).isEqualTo(result);
        assertThat(transaction.memo()).isEqualTo(memo);
        assertThat(transaction.name()).isEqualTo("CRYPTOTRANSFER");
        assertThat(transaction.node()).isEqualTo("0.0.3");
        assertThat(transaction.nonce()).isZero();
        assertThat(transaction.scheduled()).isFalse();
        assertThat(transaction.hash().length()).isEqualTo(48);
        assertThat(transaction.transfers().isEmpty()).isEqualTo(!memo.equals("hbar batch"));
        assertThat(transaction.tokenTransfers().isEmpty())
                .isEqualTo(!result.equals("SUCCESS") || memo.equals("hbar batch"));
    }

    @Test
    void aPaymentMovesOneToEightDollars() {
        MirrorTransaction paid = onlyOf("24", "1795338638.558000583");
        assertThat(paid.consensusTimestamp()).isEqualTo(time("1795338648.566702525"));
        assertThat(paid.tokenTransfers().get(0))
                .isEqualTo(new MirrorTransaction.TokenAmount(PAYMENT, "0.0.2121", -36_000_000));
        for (int i = 1; i <= 8; i++) {
            assertThat(paid.tokenTransfers().get(i))
                    .isEqualTo(new MirrorTransaction.TokenAmount(PAYMENT, "0.0." + (2124 + i), 1_000_000L * i));
        }
    }

    @Test
    void theHashIsReadFromItsBase64() {
        // The notes of the recording give another hash, 20b24ec8..., for the bytes that were sent; it is in none of the
        // answers.
        MirrorTransaction hbar = onlyOf("31", "1795338640.830000075");
        assertThat(HexFormat.of().formatHex(hbar.hash().toArray()))
                .isEqualTo(
                        "77cc99148489f0a0ea2931e7ca36120695a930a49b63364858062906aa1692c7078e1fd3b4ddd5e18970d457923544da");
        assertThat(hbar.transfers())
                .contains(
                        new MirrorTransaction.HbarTransfer("0.0.2125", 100),
                        new MirrorTransaction.HbarTransfer("0.0.2126", 200));
    }

    @Test
    void aChildHasItsParentsIdAndNoValidityOfItsOwn() {
        List<MirrorTransaction> both = transaction("34", "1795338636.314000469");
        assertThat(both).extracting(MirrorTransaction::nonce).containsExactly(1, 0);
        assertThat(both).extracting(MirrorTransaction::transactionId).containsOnly("0.0.2@1795338636.314000469");
        assertThat(both).extracting(MirrorTransaction::validDuration).containsExactly(null, Duration.ofMinutes(2));
        assertThat(both).extracting(MirrorTransaction::node).containsExactly(null, "0.0.3");
        assertThat(both.get(1).transfers())
                .containsExactly(
                        new MirrorTransaction.HbarTransfer("0.0.2", -500_000_000),
                        new MirrorTransaction.HbarTransfer("0.0.2137", 500_000_000));
    }

    @Test
    void aTransactionNeverSentIsNotKnown() {
        recorded.as("/api/v1/transactions/0.0.2121-1795338621-679166447?nonce=0&scheduled=false", "35");
        assertThat(mirror.transaction("0.0.2121", time("1795338621.679166447"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "36, Invalid Transaction id. Please use",
        "46, Cannot search topics without a valid timestamp range",
        "48, Unknown query parameter: limt"
    })
    void aRefusalCarriesTheMirrorsWords(String number, String words) {
        recorded.as("/api/v1/transactions/0.0.2-1-000000000?nonce=0&scheduled=false", number);
        assertThatExceptionOfType(MirrorRequestException.class)
                .isThrownBy(() -> mirror.transaction("0.0.2", BEGIN))
                .withMessageContaining("status 400")
                .withMessageContaining(words);
    }

    @Test
    void theTreasurysTransactionsAscendOverPages() {
        recorded.as("/api/v1/transactions?account.id=0.0.2121&timestamp=gte:1.000000000&order=asc&limit=100", "37");
        Pages<MirrorTransaction> pages = mirror.transactions("0.0.2121", BEGIN);
        List<Instant> times = Stream.of(pages.next(), pages.next())
                .flatMap(page -> page.orElseThrow().stream())
                .map(MirrorTransaction::consensusTimestamp)
                .toList();
        assertThat(times).hasSize(10).isSorted().doesNotHaveDuplicates();
        assertThat(times.get(0)).isEqualTo(time("1795338634.859734575"));
    }

    @Test
    void aScanFromAValidStartReachesBeyondIt() {
        List<MirrorTransaction> scanned =
                mirror.transactions("0.0.2121", time("1795338638.558000583")).rest();
        assertThat(scanned).hasSize(8);
        assertThat(scanned).extracting(MirrorTransaction::transactionId).contains("0.0.2@1795338638.558000583");
    }

    @Test
    void theNewestTransactionSaysHowFarTheMirrorIs() {
        assertThat(mirror.newest()).isEqualTo(time("1795338657.967870908"));
    }

    // ---- logs

    @ParameterizedTest
    @CsvSource({"41", "47"})
    void transfersReplayedFromZeroGiveTheBalances(String firstPage) {
        recorded.as(logs(ASSET), firstPage);
        Map<String, Long> balances = new HashMap<>();
        for (TokenTransfer transfer : mirror.transfers(ASSET, BEGIN, END).rest()) {
            transfer.from()
                    .accountNumber()
                    .ifPresent(from -> balances.merge("0.0." + from, -transfer.amount(), Long::sum));
            transfer.to().accountNumber().ifPresent(to -> balances.merge("0.0." + to, transfer.amount(), Long::sum));
        }
        balances.values().removeIf(balance -> balance == 0);
        assertThat(balances).isEqualTo(RecordedMirror.HOLDINGS);
    }

    @Test
    void theFirstTransferIsTheMintAtCreation() {
        recorded.as(logs(ASSET), "47");
        assertThat(mirror.transfers(ASSET, BEGIN, END).next().orElseThrow().get(0))
                .isEqualTo(new TokenTransfer(
                        time("1795338635.555735085"),
                        0,
                        EvmAddress.NOBODY,
                        new EvmAddress("0x0000000000000000000000000000000000000849"),
                        100_000_000));
    }

    @Test
    void logsOfAContractAreNoTransfers() {
        recorded.as(logs("0.0.2071"), "50");
        recorded.as(logs("0.0.1565"), "51");
        List<MirrorLog> snapshotLogs = mirror.logs("0.0.2071", BEGIN, END).rest();
        assertThat(snapshotLogs).hasSize(5).extracting(MirrorLog::index).containsExactly(1, 2, 23, 24, 25);
        assertThat(mirror.transfers("0.0.2071", BEGIN, END).rest()).isEmpty();
        List<MirrorLog> distributionLogs = mirror.logs("0.0.1565", BEGIN, END).rest();
        assertThat(distributionLogs).hasSize(24);
        // 21 pages of 24 holders and an empty one.
        assertThat(distributionLogs)
                .filteredOn(log -> log.topics()
                        .get(0)
                        .equals("0x0ed69aaec5713babf4fa2e03360799844fbc06459205d980bc6691ed07464574"))
                .hasSize(22);
    }

    // ---- contracts: no call of the client yet, the same reading

    @Test
    void contractResultsInAListAreRead() {
        List<ContractResult> results = json("52").list("results", ContractResult::read);
        assertThat(results).hasSize(5).allSatisfy(result -> {
            assertThat(result.contractId()).isEqualTo("0.0.2071");
            assertThat(result.error()).isNull();
            assertThat(result.logs()).isEmpty();
        });
        assertThat(json("59").list("results", ContractResult::read)).hasSize(24);
    }

    @ParameterizedTest
    @CsvSource({
        "53, 0, 0x, 3748524",
        "54, 2, 0x8ff0d1dc, 1174109",
        "55, 24, 0xc90ab037, 1272597",
        "56, 25, 0xc90ab037, 1293085",
        "57, 1, 0xc90ab037, 40171",
        "60, 0, 0x, 3748524",
        "61, 2, 0x8ff0d1dc, 1174145",
        "62, 24, 0x09c57f63, 1296510",
        "63, 25, 0x09c57f63, 1316998",
        "64, 24, 0x09c57f63, 1296522",
        "65, 25, 0x09c57f63, 1316998"
    })
    void contractResultsAreRead(String number, int logs, String selector, long gas) {
        ContractResult result = ContractResult.read(json(number));
        assertThat(result.result()).isEqualTo("SUCCESS");
        assertThat(result.error()).isNull();
        assertThat(result.logs()).hasSize(logs);
        assertThat(result.input()).startsWith(selector);
        assertThat(result.gasUsed()).isEqualTo(gas);
        assertThat(result.output()).startsWith("0x");
        assertThat(result.hash()).hasSize(66);
    }

    @Test
    void storageIsRead() {
        List<StorageSlot> state = json("58").list("state", StorageSlot::read);
        assertThat(state).hasSize(10);
        assertThat(state.get(0))
                .isEqualTo(new StorageSlot(
                        "0x01190e7c3d931307db2d11c11215aa4a6208e1c3039bfbb2aed72cc501b32ce2",
                        "0x" + "0".repeat(63) + "1",
                        time("1795338331.009908888")));
        assertThat(json("66").list("state", StorageSlot::read)).hasSize(10);
    }

    @ParameterizedTest
    @CsvSource({"67, 818", "68, 6", "69, 0"})
    void answersOfCallsAreRead(String number, String hex) {
        assertThat(json(number).text("result")).isEqualTo("0x" + "0".repeat(64 - hex.length()) + hex);
    }

    @Test
    void aRevertedCallSaysWhy() {
        assertThat(MirrorMessage.read(recorded.body("70")))
                .startsWith("CONTRACT_REVERT_EXECUTED, 0xa1180aad")
                .contains("3e9");
    }

    @Test
    void nothingThatWasRecordedIsLeftOut() {
        // Whoever adds a recording adds a test of it here.
        assertThat(recorded.numbers()).hasSize(70).contains("01", "70");
    }

    private MirrorTransaction onlyOf(String number, String validStart) {
        List<MirrorTransaction> found = transaction(number, validStart);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<MirrorTransaction> transaction(String number, String validStart) {
        recorded.as("/api/v1/transactions/0.0.2-" + validStart.replace('.', '-') + "?nonce=0&scheduled=false", number);
        return mirror.transaction("0.0.2", time(validStart));
    }

    private Json json(String number) {
        return Json.parse(recorded.body(number), "recording " + number);
    }

    private static String logs(String contract) {
        return "/api/v1/contracts/" + contract + "/results/logs?order=asc&limit=100&timestamp=gt:1.000000000"
                + "&timestamp=lte:1795338665.000000000";
    }

    private static Instant time(String text) {
        return ConsensusTimestamp.parse(text).instant();
    }
}
