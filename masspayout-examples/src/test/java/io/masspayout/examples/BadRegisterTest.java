package io.masspayout.examples;

import io.masspayout.model.Distribution;
import io.masspayout.register.CsvRegister;
import io.masspayout.register.InvalidRegisterException;
import io.masspayout.register.RegisterChecks;
import io.masspayout.store.DuplicateAccountException;
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
