package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.model.AccountId;
import io.masspayout.model.AssetId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.HolderStatus;
import io.masspayout.store.DistributionFilter;
import io.masspayout.store.PageRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Asks PostgreSQL how it runs the statements that the lists really send, on tables that are large enough to tell. */
class QueryPlansTest {

    private static final int DISTRIBUTIONS = 3_000;
    private static final int HOLDERS = 20_000;
    private static final String UNIQUE_INDEX = "(holder_asset_id_distribution_id_account_id_key|idx_holder_unique)";

    private static final List<String> SENT = new ArrayList<>();

    private static String schema;
    private static PostgresQueries queries;
    private static AssetId asset;
    private static DistributionId large;
    private static DistributionId small;

    @BeforeAll
    static void store() {
        schema = TestDatabase.unusedSchemaName();
        MassPayoutSchema.of(TestDatabase.dataSource(), schema).migrate();
        try (DistributionFixture fixture = new DistributionFixture(schema)) {
            storeMuch(fixture);
        }
        ExecuteListenerProvider recording = () -> new ExecuteListener() {
            private static final long serialVersionUID = 1L;

            @Override
            public void executeStart(ExecuteContext context) {
                SENT.add(
                        context.query() == null
                                ? String.valueOf(context.sql())
                                : DSL.using(context.configuration()).renderInlined(context.query()));
            }
        };
        queries = new PostgresQueries(
                Transactions.of(
                        HiddenDriver.of(TestDatabase.dataSource()),
                        JooqPayoutStore.settings(new SchemaName(schema)),
                        recording),
                ProgressVerbs::read);
    }

    private static void storeMuch(DistributionFixture fixture) {
        for (int i = 1; i <= 1_000; i++) {
            fixture.asset(i);
        }
        asset = new AssetId(new UUID(1, 1));
        for (int i = 1; i <= DISTRIBUTIONS; i++) {
            fixture.distribution(
                    i,
                    new AssetId(new UUID(1, 1 + i % 1_000)),
                    i % 100 == 0 ? "PENDING" : "COMPLETED",
                    i % 100 == 0 ? "SCHEDULED" : "MANUAL");
        }
        large = new DistributionId(new UUID(2, 1));
        fixture.settle(large, HOLDERS, 5_000);
        small = new DistributionId(new UUID(2, 2));
        fixture.settle(small, 100, 50);
        fixture.register(asset, 5_000);
        fixture.analyze();
    }

    @AfterAll
    static void drop() {
        TestDatabase.drop(schema);
    }

    /** The plans of all statements that a query sends, in one text. */
    private static String plansOf(Consumer<PostgresQueries> query) {
        SENT.clear();
        query.accept(queries);
        List<String> sent = List.copyOf(SENT);
        assertThat(sent).isNotEmpty();
        StringBuilder plans = new StringBuilder();
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : sent) {
                if (sql.toLowerCase(Locale.ROOT).startsWith("set ")) {
                    statement.execute(sql);
                    continue;
                }
                try (ResultSet lines = statement.executeQuery("EXPLAIN " + sql)) {
                    while (lines.next()) {
                        plans.append(lines.getString(1)).append('\n');
                    }
                }
            }
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(sent.toString(), e);
        }
        return plans.toString();
    }

    @Test
    void a_page_of_holders_goes_by_the_index_of_asset_distribution_and_account() {
        for (DistributionId id : List.of(large, small)) {
            assertThat(plansOf(q -> q.holders(id, Optional.empty(), PageRequest.first(100))))
                    .doesNotContain("Seq Scan on holder")
                    .containsPattern("Index.* Scan using " + UNIQUE_INDEX);
        }
        String cursor = queries.holders(large, Optional.empty(), PageRequest.first(900))
                .next()
                .orElseThrow();
        assertThat(plansOf(q -> q.holders(
                        large, Optional.empty(), PageRequest.first(100).after(cursor))))
                .doesNotContain("Seq Scan on holder")
                .containsPattern("Index Cond: .*ROW\\(distribution_id, \\(?account_id.* > ROW");
    }

    @Test
    void failed_holders_go_by_the_batches_that_left_somebody_unpaid() {
        assertThat(plansOf(q -> q.holders(large, Optional.of(HolderStatus.FAILED), PageRequest.first(100))))
                .doesNotContain("Seq Scan on holder")
                .contains("idx_holder_batch")
                .doesNotContainPattern(UNIQUE_INDEX);
    }

    @Test
    void holders_of_another_status_are_looked_for_in_their_distribution_only() {
        for (HolderStatus status : List.of(HolderStatus.PAID, HolderStatus.PENDING, HolderStatus.SKIPPED)) {
            assertThat(plansOf(q -> q.holders(large, Optional.of(status), PageRequest.first(100))))
                    .as(status.name())
                    .doesNotContain("Seq Scan on holder")
                    // It leads through the holders of all distributions.
                    .doesNotContain("idx_holder_account");
        }
    }

    @Test
    void one_holder_is_one_step_into_the_index() {
        assertThat(plansOf(q -> q.holder(large, AccountId.of("0.0.1000005"))))
                .doesNotContain("Seq Scan on holder")
                .containsPattern("(Index Scan using|Bitmap Index Scan on) " + UNIQUE_INDEX);
    }

    /** By way of a cursor, whose statement can be seen; COPY is given the same one, with fewer columns. */
    @Test
    void the_statement_neither_sorts_nor_reads_other_distributions() {
        assertThat(plansOf(q -> q.statement(large, line -> {})))
                .doesNotContain("Seq Scan on holder")
                .doesNotContain("Sort")
                .containsPattern("Index Scan using " + UNIQUE_INDEX);
    }

    @Test
    void the_register_goes_by_its_own_index() {
        assertThat(plansOf(q -> q.register(asset, PageRequest.first(100))))
                .doesNotContain("Seq Scan on holder")
                .contains("Index Scan using idx_holder_register");
    }

    @Test
    void distributions_are_found_without_reading_them_all() {
        List<DistributionFilter> filters = List.of(
                DistributionFilter.ALL,
                DistributionFilter.ALL.ofAsset(asset),
                DistributionFilter.ALL.in(DistributionStatus.PENDING),
                DistributionFilter.ALL.in(DistributionStatus.PROCESSING),
                DistributionFilter.ALL.in(DistributionStatus.COMPLETED),
                DistributionFilter.ALL.created(
                        Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:10Z")));
        for (DistributionFilter filter : filters) {
            assertThat(plansOf(q -> q.distributions(filter, PageRequest.first(20))))
                    .as(filter.toString())
                    .doesNotContain("Seq Scan");
        }
        assertThat(plansOf(q -> q.distributionByKey("key-5"))).contains("idx_distribution_idempotency_key");
        assertThat(plansOf(q -> q.pendingScheduled(Instant.parse("2026-02-14T00:00:00Z"), 20)))
                .doesNotContain("Seq Scan");
    }

    @Test
    void details_read_no_table_as_a_whole() {
        assertThat(plansOf(q -> q.distributionDetails(large, 20))).doesNotContain("Seq Scan");
    }

    @Test
    void assets_batches_and_history_are_read_along_an_index() {
        assertThat(plansOf(q -> q.assets(PageRequest.first(20)))).contains("idx_asset_created");
        assertThat(plansOf(q -> q.batches(large, PageRequest.first(20)))).contains("batch_payout_number_key");
    }
}
