package io.masspayout.campaign;

import io.masspayout.MassPayoutClient;
import io.masspayout.model.DistributionId;
import io.masspayout.testing.LedgerPayment;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;

/**
 * Evidence with a database that is not as the library has left it: each connection has done the damage, and as an audit commits nothing, it
 * is gone with the connection.
 *
 * @param damage in SQL
 */
record DamagedBooks(Evidence sound, List<String> damage) implements Evidence {

    @Override
    public Connection connect() throws SQLException {
        Connection connection = sound.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            // The triggers that refuse all this are silent then.
            statement.execute("SET LOCAL session_replication_role = replica");
            for (String one : damage) {
                statement.execute(one);
            }
        }
        return connection;
    }

    @Override
    public MassPayoutClient client() {
        return sound.client();
    }

    @Override
    public void payments(DistributionId distribution, Consumer<LedgerPayment> each) {
        sound.payments(distribution, each);
    }

    @Override
    public List<String> treasuries() {
        return sound.treasuries();
    }
}
