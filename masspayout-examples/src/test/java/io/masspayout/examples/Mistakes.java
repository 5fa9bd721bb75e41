package io.masspayout.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.HolderSource;
import io.masspayout.model.MassPayoutException;
import io.masspayout.testing.SimulatedNetwork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A client on a real PostgreSQL, and the check of a mistake: its message is the document's, and no row of any table has changed. */
abstract class Mistakes {

    final SimulatedNetwork network = ExampleLedger.withTreasury();
    final ExampleDatabase database = TestServer.database();
    final MassPayoutClient client = MassPayoutClient.builder()
            .store(database.store())
            .gateway(network.client())
            .build();
    final Asset asset = client.assets().importAsset(AssetImport.of(ExampleLedger.ASSET));

    /** The first call of a worker binds the book, whatever becomes of the call. */
    @BeforeEach
    void bindTheBook() {
        client.payouts().bindAnew("test", "the first call of a worker");
    }

    @BeforeEach
    void openAccounts() {
        for (int i = 2_001; i <= 2_003; i++) {
            network.account("0.0." + i);
        }
    }

    @AfterEach
    void close() throws SQLException {
        client.close();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA " + database.schema() + " CASCADE");
        }
        database.close();
    }

    final void refused(String test, Class<? extends MassPayoutException> type, ThrowingCallable mistake)
            throws SQLException {
        StoredContent before = StoredContent.of(database);

        Throwable error = catchThrowable(mistake);

        assertThat(error).isExactlyInstanceOf(type);
        assertThat(ErrorTable.general(error.getMessage()))
                .as("docs/errors.md, row %s", test)
                .isEqualTo(ErrorTable.messages().get(test));
        assertThat(StoredContent.of(database)).isEqualTo(before);
    }

    final DistributionRequest.Builder request() {
        return DistributionRequest.dividend(asset.id())
                .holdersFrom(HolderSource.REGISTER)
                .idempotencyKey("dividend-7");
    }

    final Distribution create(DistributionRequest.Builder request) {
        return client.distributions().create(request.build());
    }
}
