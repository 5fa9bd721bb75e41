package io.masspayout.examples;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.jooq.JooqPayoutStore;
import io.masspayout.model.Asset;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Declares a distribution in the same database transaction as the host's own rows: both are there, or neither. */
public final class JoinHostTransactionMain {

    private static final String KEY = "resolution-7";

    private JoinHostTransactionMain() {}

    public static void main(String[] args) throws SQLException {
        try (ExampleDatabase database = ExampleDatabase.ofArguments(args)) {
            JooqPayoutStore store = database.store();
            try (MassPayoutClient client = MassPayoutClient.builder()
                            .store(store)
                            .gateway(ExampleLedger.withTreasury().client())
                            .build();
                    Connection connection = database.dataSource().getConnection();
                    Statement host = connection.createStatement()) {
                Asset asset = client.assets().importAsset(AssetImport.of(ExampleLedger.ASSET));
                host.execute("CREATE TABLE IF NOT EXISTS board_resolution (number INT, text TEXT)");
                DistributionRequest request = DistributionRequest.dividend(asset.id())
                        .amount("100.00")
                        .idempotencyKey(KEY)
                        .build();

                connection.setAutoCommit(false);
                host.execute("INSERT INTO board_resolution VALUES (7, 'A dividend of 100.00')");
                client.distributions().createOnce(request, store.joining(connection));
                connection.rollback();
                System.out.println("Rolled back: "
                        + client.distributions()
                                .byIdempotencyKey(KEY)
                                .map(found -> "declared")
                                .orElse("nothing declared"));

                // doc: join
                host.execute("INSERT INTO board_resolution VALUES (7, 'A dividend of 100.00')");
                client.distributions().createOnce(request, store.joining(connection));
                connection.commit();
                // end
                System.out.println("Committed: "
                        + client.distributions()
                                .byIdempotencyKey(KEY)
                                .map(found -> "declared")
                                .orElse("nothing declared"));
                host.execute("DROP TABLE board_resolution");
                connection.commit();
            }
        }
    }
}
