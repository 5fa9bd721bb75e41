package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.DistributionType;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.Holder;
import io.masspayout.model.HolderStatus;
import io.masspayout.store.DistributionDetails;
import io.masspayout.store.DistributionFilter;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.NumberedPage;
import io.masspayout.store.Page;
import io.masspayout.store.PageRequest;
import io.masspayout.store.PaymentAttempt;
import io.masspayout.store.StatementLine;
import io.masspayout.store.StoreUnavailableException;
import io.masspayout.validation.InvalidRequestException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresQueriesTest {

    private static final int ASSETS = 7;
    private static final int DISTRIBUTIONS = 25;
    private static final int HOLDERS = 100;
    private static final int FAILING_EVERY = 7;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static String schema;
    private static DistributionFixture fixture;
    private static PostgresQueries queries;
    private static PostgresQueries withoutDriver;
    private static ListenerLists listeners;
    private static AssetId asset;
    private static DistributionId distribution;

    @BeforeAll
    static void store() {
        schema = TestDatabase.unusedSchemaName();
        MassPayoutSchema.of(TestDatabase.dataSource(), schema).migrate();
        fixture = new DistributionFixture(schema);
        for (int i = 1; i <= ASSETS; i++) {
            fixture.asset(i);
        }
        asset = new AssetId(new UUID(1, 1));
        AssetId other = new AssetId(new UUID(1, 2));
        for (int i = 1; i <= DISTRIBUTIONS; i++) {
            boolean scheduled = i % 5 == 0;
            fixture.distribution(
                    i,
                    i % 2 == 0 ? other : asset,
                    scheduled ? "PENDING" : "COMPLETED",
                    scheduled ? "SCHEDULED" : "MANUAL");
        }
        distribution = new DistributionId(new UUID(2, 1));
        fixture.settle(distribution, HOLDERS, FAILING_EVERY);
        fixture.settle(new DistributionId(new UUID(2, 3)), 20, 2);
        fixture.register(asset, 30);
        Transactions transactions =
                Transactions.of(TestDatabase.dataSource(), JooqPayoutStore.settings(new SchemaName(schema)));
        queries = new PostgresQueries(transactions, ProgressVerbs::read);
        withoutDriver = new PostgresQueries(
                Transactions.of(
                        HiddenDriver.of(TestDatabase.dataSource()), JooqPayoutStore.settings(new SchemaName(schema))),
                ProgressVerbs::read);
        listeners = new ListenerLists(transactions);
    }

    @AfterAll
    static void drop() {
        fixture.close();
        TestDatabase.drop(schema);
    }

    private static <T> List<T> all(int limit, Function<PageRequest, Page<T>> list) {
        List<T> all = new ArrayList<>();
        PageRequest request = PageRequest.first(limit);
        while (true) {
            Page<T> page = list.apply(request);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.items());
            if (page.next().isEmpty()) {
                return all;
            }
            assertThat(page.items()).hasSize(limit);
            request = request.after(page.next().get());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void assets_come_oldest_first_in_pages_of_any_size(int limit) {
        assertThat(all(limit, queries::assets))
                .extracting(Asset::id)
                .containsExactlyElementsOf(Stream.iterate(1, i -> i + 1)
                        .limit(ASSETS)
                        .map(i -> new AssetId(new UUID(1, i)))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 25, 1000})
    void distributions_come_newest_first_in_pages_of_any_size(int limit) {
        assertThat(all(limit, page -> queries.distributions(DistributionFilter.ALL, page)))
                .extracting(Distribution::id)
                .containsExactlyElementsOf(Stream.iterate(DISTRIBUTIONS, i -> i - 1)
                        .limit(DISTRIBUTIONS)
                        .map(i -> new DistributionId(new UUID(2, i)))
                        .toList());
    }

    @Test
    void a_row_that_comes_while_pages_are_read_shifts_nothing() {
        Page<Distribution> first = queries.distributions(DistributionFilter.ALL, PageRequest.first(5));
        DistributionId late = fixture.distribution(500, asset, "COMPLETED", "MANUAL");
        try {
            Page<Distribution> second = queries.distributions(
                    DistributionFilter.ALL,
                    PageRequest.first(5).after(first.next().orElseThrow()));
            assertThat(second.items())
                    .extracting(Distribution::id)
                    .first()
                    .isEqualTo(new DistributionId(new UUID(2, DISTRIBUTIONS - 5)));
        } finally {
            fixture.run("DELETE FROM distribution WHERE id = ?", late.value());
        }
    }

    @Test
    void filters_narrow_by_asset_status_type_and_time() {
        DistributionFilter pendingOfOther =
                DistributionFilter.ALL.ofAsset(new AssetId(new UUID(1, 2))).in(DistributionStatus.PENDING);
        assertThat(all(1, page -> queries.distributions(pendingOfOther, page)))
                .extracting(found -> found.id().value().getLeastSignificantBits())
                .containsExactly(20L, 10L);
        assertThat(all(10, page -> queries.distributions(DistributionFilter.ALL.of(DistributionType.COUPON), page)))
                .isEmpty();
        DistributionFilter secondSecond = DistributionFilter.ALL.created(START.plusSeconds(1), START.plusSeconds(2));
        assertThat(all(10, page -> queries.distributions(secondSecond, page)))
                .extracting(found -> found.id().value().getLeastSignificantBits())
                .containsExactly(5L, 4L, 3L);
    }

    @Test
    void numbered_pages_count_everything() {
        NumberedPage<Distribution> last = queries.distributions(DistributionFilter.ALL, 3, 10);

        assertThat(last.items()).hasSize(5);
        assertThat(last.total()).isEqualTo(DISTRIBUTIONS);
        assertThat(queries.distributions(DistributionFilter.ALL, 4, 10).items()).isEmpty();
        assertThat(queries.distributions(DistributionFilter.ALL, Integer.MAX_VALUE, 1000)
                        .items())
                .isEmpty();
        assertThatThrownBy(() -> queries.distributions(DistributionFilter.ALL, 0, 1001))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("page = '0'")
                .hasMessageContaining("limit = '1001'");
    }

    @Test
    void a_distribution_is_found_by_its_key_exactly() {
        assertThat(queries.distributionByKey("key-1").map(Distribution::id)).hasValue(distribution);
        assertThat(queries.distributionByKey("KEY-1")).isEmpty();
    }

    @Test
    void details_have_every_relation_bounded() {
        DistributionDetails details =
                queries.distributionDetails(distribution, 3).orElseThrow();

        assertThat(details.distribution().requirePlan().payable()).isEqualTo(HOLDERS * 100L);
        assertThat(details.asset().id()).isEqualTo(asset);
        assertThat(details.progress().paid()).isEqualTo(85);
        assertThat(details.progress().failed()).isEqualTo(15);
        assertThat(details.batches().items())
                .extracting(BatchPayout::batchNumber)
                .containsExactly(1, 2, 3);
        assertThat(details.holders().items())
                .extracting(holder -> holder.accountId().value())
                .containsExactly("0.0.1000001", "0.0.1000002", "0.0.1000003");
        assertThat(queries.holders(
                                distribution,
                                Optional.empty(),
                                PageRequest.first(1)
                                        .after(details.holders().next().orElseThrow()))
                        .items()
                        .get(0)
                        .accountId())
                .isEqualTo(AccountId.of("0.0.1000004"));
        assertThat(queries.distributionDetails(new DistributionId(new UUID(0, 0)), 3))
                .isEmpty();
    }

    @Test
    void scheduled_ones_whose_time_has_come_come_in_the_order_of_their_times() {
        // Number n is due n days before March.
        Instant now = Instant.parse("2026-02-14T00:00:00Z");

        assertThat(queries.pendingScheduled(now, 10))
                .extracting(found -> found.id().value().getLeastSignificantBits())
                .containsExactly(25L, 20L, 15L);
        assertThat(queries.pendingScheduled(now.minusNanos(1_000), 10)).hasSize(2);
        assertThat(queries.pendingScheduled(now, 1)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void holders_come_by_account(int limit) {
        List<Holder> holders = all(limit, page -> queries.holders(distribution, Optional.empty(), page));

        assertThat(holders).hasSize(HOLDERS).isSortedAccordingTo(java.util.Comparator.comparing(Holder::accountId));
        assertThat(holders.get(1).paidAmount()).isEqualTo(100L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 1000})
    void failed_holders_come_by_account_with_their_reason(int limit) {
        List<Holder> failed = all(limit, page -> queries.holders(distribution, Optional.of(HolderStatus.FAILED), page));

        assertThat(failed)
                .hasSize(15)
                .isSortedAccordingTo(java.util.Comparator.comparing(Holder::accountId))
                .allSatisfy(holder -> {
                    assertThat(holder.status()).isEqualTo(HolderStatus.FAILED);
                    assertThat(holder.distributionId()).isEqualTo(distribution);
                    assertThat(java.util.Objects.requireNonNull(holder.failure())
                                    .code())
                            .isEqualTo(FailureCode.RECIPIENT_REFUSED);
                });
    }

    @Test
    void holders_of_one_status_are_those_of_that_status() {
        assertThat(all(9, page -> queries.holders(distribution, Optional.of(HolderStatus.PAID), page)))
                .hasSize(85)
                .allMatch(Holder::paid);
        assertThat(all(9, page -> queries.holders(distribution, Optional.of(HolderStatus.PENDING), page)))
                .isEmpty();
    }

    @Test
    void one_holder_is_found_by_account() {
        assertThat(queries.holder(distribution, AccountId.of("0.0.1000002")).map(Holder::paidAmount))
                .hasValue(100L);
        assertThat(queries.holder(distribution, AccountId.of("0.0.1"))).isEmpty();
        assertThatThrownBy(() -> queries.holder(new DistributionId(new UUID(0, 0)), AccountId.of("0.0.1")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void the_register_comes_by_account_and_without_amounts() {
        List<Holder> register = all(7, page -> queries.register(asset, page));

        assertThat(register).hasSize(30).allSatisfy(holder -> {
            assertThat(holder.distributionId()).isNull();
            assertThat(holder.status()).isNull();
            assertThat(holder.paymentAmount()).isNull();
        });
        assertThatThrownBy(() -> queries.register(new AssetId(new UUID(0, 0)), PageRequest.first(1)))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void batches_come_by_number_with_their_counts() {
        List<BatchPayout> batches = all(3, page -> queries.batches(distribution, page));

        assertThat(batches)
                .extracting(BatchPayout::batchNumber)
                .containsExactlyElementsOf(
                        Stream.iterate(1, i -> i + 1).limit(10).toList());
        assertThat(batches.stream().mapToInt(BatchPayout::successfulPayments).sum())
                .isEqualTo(85);
        assertThat(batches.get(0).amount()).isEqualTo(1_000L);
    }

    @Test
    void the_statement_has_every_holder_once_by_account_and_adds_up() {
        List<StatementLine> lines = new ArrayList<>();

        assertThat(queries.statement(distribution, lines::add)).isEqualTo(HOLDERS);

        assertThat(lines).hasSize(HOLDERS).isSortedAccordingTo(java.util.Comparator.comparing(StatementLine::account));
        assertThat(lines.stream().mapToLong(StatementLine::due).sum()).isEqualTo(10_000L);
        assertThat(lines.stream().mapToLong(StatementLine::paid).sum()).isEqualTo(8_500L);
        assertThatThrownBy(() -> queries.statement(new DistributionId(new UUID(0, 0)), line -> {}))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void a_statement_is_the_same_by_copy_and_by_cursor() {
        fixture.run(
                "UPDATE holder SET failure_detail = E'a tab\\t, a line\\n, a \\\\ and \\\\N' WHERE failure_code IS NOT NULL"
                        + " AND distribution_id = ?",
                distribution.value());
        List<StatementLine> byCopy = new ArrayList<>();
        List<StatementLine> byCursor = new ArrayList<>();

        queries.statement(distribution, byCopy::add);
        withoutDriver.statement(distribution, byCursor::add);

        assertThat(byCopy)
                .isEqualTo(byCursor)
                .anySatisfy(line -> assertThat(line.failure())
                        .extracting(Failure::detail)
                        .isEqualTo("a tab\t, a line\n, a \\ and \\N"));
        assertThat(byCopy).anySatisfy(line -> assertThat(line.paidAt()).isNotNull());
    }

    @Test
    void a_statement_whose_reader_fails_ends_and_leaves_nothing_behind() {
        assertThatThrownBy(() -> queries.statement(distribution, line -> {
                    throw new IllegalStateException("disk full");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("disk full");
        assertThat(queries.statement(distribution, line -> {})).isEqualTo(HOLDERS);
    }

    @Test
    void attempts_come_oldest_first_of_one_account_or_of_all() {
        for (int i = 1; i <= 5; i++) {
            fixture.run(
                    "INSERT INTO payment_attempt SELECT ?, distribution_id, id, ?, transaction_id, 'LEDGER_BUSY', 'busy', NOW()"
                            + " FROM batch_payout WHERE distribution_id = ? AND batch_number = ?",
                    new UUID(3, i),
                    "0.0." + (1_000_001 + i % 2),
                    distribution.value(),
                    i);
        }

        assertThat(all(2, page -> queries.attempts(distribution, Optional.empty(), page)))
                .extracting(PaymentAttempt::batchNumber)
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(all(1, page -> queries.attempts(distribution, Optional.of(AccountId.of("0.0.1000002")), page)))
                .extracting(PaymentAttempt::batchNumber)
                .containsExactly(1, 3, 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%%%", "YXNzZXRzCg", "ZGlzdHJpYnV0aW9ucwp4", "aG9sZGVycwo", "aG9sZGVycwoA", "_w"})
    void a_malformed_cursor_is_refused_by_every_list(String cursor) {
        PageRequest malformed = PageRequest.first(1).after(cursor);
        List<Runnable> lists = List.of(
                () -> queries.assets(malformed),
                () -> queries.distributions(DistributionFilter.ALL, malformed),
                () -> queries.holders(distribution, Optional.empty(), malformed),
                () -> queries.register(asset, malformed),
                () -> queries.batches(distribution, malformed),
                () -> queries.attempts(distribution, Optional.empty(), malformed),
                () -> queries.audit("asset", "x", malformed),
                () -> queries.madeBy(distribution, malformed),
                () -> listeners.listeners(malformed),
                () -> listeners.parkedEvents("0.0.1", malformed));
        for (Runnable list : lists) {
            assertThatThrownBy(list::run)
                    .isInstanceOfSatisfying(
                            InvalidRequestException.class,
                            e -> assertThat(e.faults().get(0).field()).isEqualTo("after"));
        }
    }

    @Test
    void a_cursor_of_another_list_is_refused() {
        String ofHolders = queries.holders(distribution, Optional.empty(), PageRequest.first(1))
                .next()
                .orElseThrow();

        assertThatThrownBy(() -> queries.register(asset, PageRequest.first(1).after(ofHolders)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("after")
                .hasMessageContaining("register");
    }

    @Test
    void a_database_that_is_down_is_unavailable() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/postgres");
        PostgresQueries unreachable = new PostgresQueries(
                Transactions.of(nowhere, JooqPayoutStore.settings(SchemaName.PUBLIC)), ProgressVerbs::read);

        assertThatThrownBy(() -> unreachable.assets(PageRequest.first(1)))
                .isInstanceOf(StoreUnavailableException.class);
    }
}
