package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The plan of the documentation for tables that have grown: its script is run word for word, and the library works on what it makes. */
class PartitionedHoldersTest {

    private static final Path SCRIPT = Path.of("..", "docs", "partition-holder.sql");

    private StoreSchema schema;
    private DueScene scene;

    @BeforeEach
    void open() {
        schema = new StoreSchema();
        scene = new DueScene(schema.store());
    }

    @AfterEach
    void drop() {
        schema.drop();
    }

    private void run(String... statements) {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = " + schema.name());
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private long rows(String table) {
        return schema.db()
                .fetchSingle("SELECT count(*) FROM " + schema.name() + "." + table)
                .into(Long.class);
    }

    private Distribution paid(String key) {
        Distribution distribution = scene.declare(key, request -> request.at(scene.clock.instant()));
        scene.runDueAt(scene.clock.instant().plusSeconds(1));
        return distribution;
    }

    private DistributionStatus status(Distribution distribution) {
        return scene.client.distributions().get(distribution.id()).status();
    }

    @Test
    void everythingThatIsThereStaysAndWorkGoesOn() throws IOException {
        Distribution before = paid("before");

        run(Files.readString(SCRIPT));

        assertThat(rows("holder_default")).as("the register and a distribution").isEqualTo(6);
        assertThat(scene.client.reports().summary(before.id()).holders()).isEqualTo(3);
        Distribution after = paid("after");
        assertThat(status(after)).isEqualTo(DistributionStatus.COMPLETED);
        assertThat(scene.client.reports().summary(after.id()).paid()).isEqualTo(600);
        scene.clock.advance(Duration.ofDays(1));
        scene.client.assets().sync(scene.asset.id());
        assertThat(rows("holder_default")).isEqualTo(9);
    }

    @Test
    void theGuardsGuardAllTheSame() throws IOException {
        run(Files.readString(SCRIPT));
        Distribution paid = paid("paid");
        String ofIt = " WHERE distribution_id = '" + paid.id() + "'";

        assertThatThrownBy(() -> run("UPDATE holder SET balance = balance + 1" + ofIt))
                .hasMessageContaining("never changes");
        assertThatThrownBy(() -> run("DELETE FROM holder" + ofIt)).hasMessageContaining("is never deleted");
        assertThatThrownBy(() ->
                        run("UPDATE holder SET status = 'PENDING', paid = false, paid_amount = NULL, paid_at = NULL,"
                                + " settled_by_transaction_id = NULL" + ofIt))
                .hasMessageContaining("never changes");
        assertThatThrownBy(() -> run("TRUNCATE holder")).hasMessageContaining("never truncated");
        assertThatThrownBy(() -> run(
                        "INSERT INTO holder SELECT gen_random_uuid(), asset_id, distribution_id, account_id, balance,"
                                + " payment_amount, paid, created_at, updated_at, account_as_given FROM holder" + ofIt))
                .as("a second row for an account")
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDistributionWithAPartitionOfItsOwnIsPaidAndArchivedWithItsRows() throws IOException {
        run(Files.readString(SCRIPT));
        Distribution large = scene.declare("large", request -> request.at(scene.clock.instant()));
        run("CREATE TABLE holder_large PARTITION OF holder FOR VALUES IN ('" + large.id()
                + "') WITH (fillfactor = 45)");

        scene.runDueAt(scene.clock.instant().plusSeconds(1));

        assertThat(status(large)).isEqualTo(DistributionStatus.COMPLETED);
        assertThat(rows("holder_large")).isEqualTo(3);
        assertThat(rows("holder_default")).as("the register").isEqualTo(3);
        run("ALTER TABLE holder DETACH PARTITION holder_large");
        assertThat(rows("holder")).isEqualTo(3);
        assertThat(rows("holder_large WHERE status = 'PAID'")).isEqualTo(3);
        assertThat(status(paid("next"))).isEqualTo(DistributionStatus.COMPLETED);
    }
}
