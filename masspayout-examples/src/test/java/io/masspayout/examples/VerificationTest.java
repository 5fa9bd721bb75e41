package io.masspayout.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.testing.SimulatedNetwork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The check at the end of the quick start finds what it is there to find. */
class VerificationTest {

    private static final long PAID = 30_000_000;

    private final SimulatedNetwork network = ExampleLedger.withTreasury();
    private final ExampleDatabase database = TestServer.database();
    private final MassPayoutClient client = MassPayoutClient.builder()
            .store(database.store())
            .gateway(network.client())
            .build();
    private Distribution dividend;

    @BeforeEach
    void payThreeHolders() {
        network.token(ExampleLedger.ASSET).heldBy(2_001, 3, i -> 10);
        Asset asset = client.assets().importAsset(AssetImport.of(ExampleLedger.ASSET));
        dividend = client.distributions()
                .create(DistributionRequest.dividend(asset.id())
                        .amount("30.00")
                        .idempotencyKey("checked")
                        .build());
        client.payouts().execute(dividend.id());
    }

    @AfterEach
    void close() throws SQLException {
        sql("DROP SCHEMA " + database.schema() + " CASCADE");
        client.close();
        database.close();
    }

    @Test
    void agreesWithWhatWasPaid() throws Exception {
        Verification verification = verify(PAID);

        assertThat(verification.disagreements()).isEmpty();
        assertThat(verification.holders()).isEqualTo(3);
        assertThat(verification.batches()).isEqualTo(1);
        assertThat(verification.paid()).isEqualByComparingTo("30");
    }

    @Test
    void findsOneSmallestUnitTooMuchInTheDatabase() throws Exception {
        tamper("UPDATE " + database.schema()
                + ".holder SET paid_amount = paid_amount + 0.000001 WHERE account_id = '0.0.2002'");
        assertThat(verify(PAID).disagreements())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("account 0.0.2002: the database has 10.000001 by 0.0.1001@")
                        .contains("the ledger 10.000000 by 0.0.1001@"));
    }

    @Test
    void findsAPaymentThatTheDatabaseDoesNotKnow() throws Exception {
        tamper("DELETE FROM " + database.schema() + ".holder WHERE account_id = '0.0.2003'");
        assertThat(verify(PAID).disagreements())
                .anySatisfy(line -> assertThat(line).startsWith("account 0.0.2003: the database has nothing by nobody"))
                .anySatisfy(line -> assertThat(line).contains("20.000000 is due to holders"));
    }

    @Test
    void findsAPaymentByAnotherTransaction() throws Exception {
        tamper("UPDATE " + database.schema()
                + ".holder SET settled_by_transaction_id = '0.0.1001@1.000000001' WHERE account_id = '0.0.2001'");
        assertThat(verify(PAID).disagreements())
                .anySatisfy(line -> assertThat(line).contains("by 0.0.1001@1.000000001, the ledger 10.000000 by"));
    }

    @Test
    void findsMoneyThatLeftTheTreasuryOtherwise() throws Exception {
        assertThat(verify(PAID + 1).disagreements()).containsExactly("the treasury lacks 30.000001 but paid 30.000000");
    }

    private Verification verify(long taken) throws SQLException {
        return Verification.of(dividend.id(), client, network, taken, database);
    }

    /** Only who owns the tables can: the schema refuses it to everybody else. */
    private void tamper(String text) throws SQLException {
        String holder = "ALTER TABLE " + database.schema() + ".holder ";
        sql(holder + "DISABLE TRIGGER USER; " + holder + "DROP CONSTRAINT holder_paid_what_is_due_check");
        sql(text);
    }

    private void sql(String text) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
