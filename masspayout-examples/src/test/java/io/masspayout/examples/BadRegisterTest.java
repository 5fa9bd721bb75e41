package io.masspayout.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.ledger.HolderBalance;
import io.masspayout.model.Distribution;
import io.masspayout.model.SkipReason;
import io.masspayout.planning.PayoutPreview;
import io.masspayout.register.CsvRegister;
import io.masspayout.register.InvalidRegisterException;
import io.masspayout.register.RegisterChecks;
import io.masspayout.store.ConflictException;
import io.masspayout.store.Created;
import io.masspayout.store.DuplicateAccountException;
import io.masspayout.store.ProbableDuplicate;
import io.masspayout.validation.InvalidRequestException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** As {@link BadInputTest}, for registers: what is in a file, and what is paid by it. */
class BadRegisterTest extends Mistakes {

    private static final String THREE_HOLDERS = "account_id,balance\n0.0.2001,5\n0.0.2002,3\n0.0.2003,2\n";

    @Test
    void duplicateAccount() throws Exception {
        refused(
                "duplicateAccount",
                DuplicateAccountException.class,
                () -> importRegister(THREE_HOLDERS + "0x00000000000000000000000000000000000007d2,1\n"));
    }

    @Test
    void brokenRegisterLine() throws Exception {
        refused(
                "brokenRegisterLine",
                InvalidRegisterException.class,
                () -> importRegister(THREE_HOLDERS + "0.0.2004,1.5\n"));
    }

    @Test
    void unreadableAccountInTheRegister() throws Exception {
        refused(
                "unreadableAccountInTheRegister",
                InvalidRegisterException.class,
                () -> importRegister(THREE_HOLDERS + "Ann,4\n"));
    }

    @Test
    void zeroHolders() throws Exception {
        importRegister("account_id,balance\n0.0.2001,0\n");
        Distribution dividend = create(request().amount("5.00"));
        refused(
                "zeroHolders",
                InvalidRequestException.class,
                () -> client.payouts().execute(dividend.id()));
    }

    @Test
    void amountBelowOneUnitEach() throws Exception {
        importRegister(THREE_HOLDERS);
        Distribution dividend = create(request().amount("0.000002"));
        refused(
                "amountBelowOneUnitEach",
                InvalidRequestException.class,
                () -> client.payouts().execute(dividend.id()));
    }

    @Test
    void cutRegister() throws Exception {
        refused(
                "cutRegister",
                InvalidRegisterException.class,
                () -> importRegister("account_id,balance\n0.0.2001,5\n0.0.2002,7"));
    }

    @Test
    void emptyRegister() throws Exception {
        importRegister(THREE_HOLDERS);
        refused("emptyRegister", InvalidRegisterException.class, () -> importRegister("account_id,balance\n"));
    }

    @Test
    void otherTotals() throws Exception {
        refused(
                "otherTotals",
                InvalidRegisterException.class,
                () -> importRegister(THREE_HOLDERS, RegisterChecks.standard().expectingSum(11)));
    }

    @Test
    void otherTrailer() throws Exception {
        refused("otherTrailer", InvalidRegisterException.class, () -> importRegister(THREE_HOLDERS + "TRAILER,4,10\n"));
    }

    @Test
    void otherEncoding() throws Exception {
        refused(
                "otherEncoding",
                InvalidRegisterException.class,
                () -> importRegister((THREE_HOLDERS + "Mu\u00F1oz,1\n").getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void registerOrLedger() throws Exception {
        importRegister(THREE_HOLDERS);
        refused(
                "registerOrLedger",
                InvalidRequestException.class,
                () -> create(
                        DistributionRequest.dividend(asset.id()).amount("5.00").idempotencyKey("dividend-7")));
    }

    @Test
    void unknownAccounts() throws Exception {
        importRegister(THREE_HOLDERS + "0.0.987654,90\n");
        Distribution dividend = create(request().amount("5.00").refuseUnknownAccounts());
        refused(
                "unknownAccounts",
                InvalidRequestException.class,
                () -> client.payouts().execute(dividend.id()));
    }

    @Test
    void theOthersShareOfAnUnknownAccountIsToldByThePreview() {
        importRegister(THREE_HOLDERS + "0.0.987654,90\n");
        Distribution dividend = create(request().amount("5.00"));

        PayoutPreview preview = client.distributions().preview(dividend.id());

        assertThat(preview.unknownAccounts()).containsExactly(new HolderBalance("0.0.987654", 90));
        assertThat(preview.skipped()).containsEntry(SkipReason.NO_ACCOUNT, 1L);
    }

    @Test
    void whatIsNotIssuedIsSkippedWhereAnotherAccountPays() {
        network.account("0.0.2050").holds(ExampleLedger.PAYMENT_TOKEN, 100_000_000);
        importRegister(THREE_HOLDERS + ExampleLedger.TREASURY + ",90\n");

        PayoutPreview without = client.distributions()
                .preview(create(request().amount("5.00").paidFrom("0.0.2050")).id());
        PayoutPreview with = client.distributions()
                .preview(create(request()
                                .amount("5.00")
                                .paidFrom("0.0.2050")
                                .payTokenTreasury()
                                .idempotencyKey("with"))
                        .id());

        assertThat(without.skipped()).containsEntry(SkipReason.TREASURY, 1L);
        assertThat(without.plan().payableHolders()).isEqualTo(3);
        assertThat(with.plan().payableHolders()).isEqualTo(4);
        assertThat(with.warnings()).hasSize(1);
    }

    @Test
    void theSamePayoutUnderAnotherKeyIsMadeWithAWarning() {
        Distribution first = create(request().amount("5.00"));

        Created<Distribution> second = client.distributions()
                .createOnce(request().amount("5").idempotencyKey("again").build());

        assertThat(second.created()).isTrue();
        assertThat(second.warnings()).containsExactly(ProbableDuplicate.of(first));
    }

    @Test
    void importedWithAnotherTreasury() throws Exception {
        refused(
                "importedWithAnotherTreasury",
                InvalidRequestException.class,
                () -> client.assets()
                        .importAsset(AssetImport.of(ExampleLedger.ASSET).paidFrom("0.0.2001")));
    }

    @Test
    void importedInAnotherToken() throws Exception {
        refused(
                "importedInAnotherToken",
                InvalidRequestException.class,
                () -> client.assets()
                        .importAsset(AssetImport.of(ExampleLedger.ASSET).paidIn("HBAR")));
    }

    @Test
    void importedWithOtherDecimals() throws Exception {
        refused(
                "importedWithOtherDecimals",
                InvalidRequestException.class,
                () -> client.assets()
                        .importAsset(AssetImport.of(ExampleLedger.ASSET).described("Acme", "ACME", 9, 1)));
    }

    @Test
    void treasuryChangedTooEarly() throws Exception {
        create(request().amount("5.00"));
        refused(
                "treasuryChangedTooEarly",
                ConflictException.class,
                () -> client.assets().changeTreasury(asset.id(), "0.0.2001", "alice", "another bank"));
    }

    private void importRegister(String csv) {
        importRegister(csv, RegisterChecks.standard());
    }

    private void importRegister(String csv, RegisterChecks checks) {
        importRegister(csv.getBytes(StandardCharsets.UTF_8), checks);
    }

    private void importRegister(byte[] csv) {
        importRegister(csv, RegisterChecks.standard());
    }

    private void importRegister(byte[] csv, RegisterChecks checks) {
        client.assets().importRegister(asset.id(), CsvRegister.read(new ByteArrayInputStream(csv), checks), checks);
    }
}
