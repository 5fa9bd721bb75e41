package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.PayoutListener;
import io.masspayout.engine.Waiting;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.HolderSource;
import io.masspayout.processing.DueStarts;
import io.masspayout.processing.DueWork;
import io.masspayout.processing.ProcessingSettings;
import io.masspayout.processing.Recovery;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Nothing at the end of a list starves, however many stand before it and come to nothing. */
class FairTurnsTest {

    private static final String OTHER = "0.0.789013";
    private static final String OTHER_TREASURY = "0.0.1002";

    private static StoreSchema schema;
    private DueScene scene;
    private Asset other;

    @BeforeAll
    static void migrate() {
        schema = new StoreSchema();
    }

    @AfterAll
    static void drop() {
        schema.drop();
    }

    @BeforeEach
    void open() {
        schema.clear();
        open(new DueScene(schema.store()));
    }

    private void open(DueScene opened) {
        scene = opened;
        scene.network.token(OTHER).named("Other", "O").heldBy(2_000, 3, i -> 1).treasury(OTHER_TREASURY);
        scene.network.account(OTHER_TREASURY).holds(DueScene.USDC, 0);
        other = scene.client.assets().importAsset(AssetImport.of(OTHER).paidIn(DueScene.USDC));
        scene.client.assets().sync(other.id());
    }

    /** With one less than a call looks at, all was well; with as many, what crashed was never carried on with. */
    @Test
    void whatWaitsForMoneyKeepsNoCrashedPayoutWaiting() {
        scene.network.account(DueScene.TREASURY).holds(DueScene.USDC, 0);
        for (int i = 0; i < Recovery.MAX_PER_CALL + 5; i++) {
            Distribution poor = scene.declare("poor " + i, request -> request);
            assertThat(scene.client.payouts().execute(poor.id()).waiting())
                    .map(Waiting::reason)
                    .contains(Waiting.Reason.TREASURY_SHORT);
            scene.clock.advance(Duration.ofMillis(1));
        }
        Distribution youngest = ofOther("youngest");
        scene.client.payouts().execute(youngest.id());
        scene.network.account(OTHER_TREASURY).holds(DueScene.USDC, 600);

        runDueEvery(Duration.ofSeconds(5), 3);

        assertThat(status(youngest)).isEqualTo(DistributionStatus.COMPLETED);
    }

    /** A host that calls seldom finds all of them due again at each call. */
    @Test
    void whatCanNeverBePlannedKeepsNoRealOneWaiting() {
        for (int i = 0; i < DueStarts.MAX_PER_CALL + 50; i++) {
            int number = i;
            scene.declare(
                    "dust " + i,
                    request -> request.at(DueScene.START.plusMillis(number)).minimumPayment("7.00"));
        }
        Distribution real = scene.declare("real", request -> request.at(DueScene.START.plusSeconds(10)));
        scene.clock.advance(Duration.ofMinutes(1));

        runDueEvery(Duration.ofMinutes(20), 3);

        assertThat(status(real)).isEqualTo(DistributionStatus.COMPLETED);
    }

    /** Another session keeps one distribution's row: each statement about it takes too long, which is no word about the database. */
    @Test
    void aStatementThatTakesTooLongEndsNoCall() throws SQLException {
        PGSimpleDataSource impatient = new PGSimpleDataSource();
        impatient.setUrl(TestDatabase.jdbcUrl());
        impatient.setOptions("-c statement_timeout=300");
        schema.clear();
        open(new DueScene(JooqPayoutStore.builder(impatient)
                .schema(schema.name())
                .schemaMode(SchemaMode.NONE)
                .build()));
        Distribution slow = scene.declare("slow", request -> request.at(DueScene.START));
        Distribution behind = scene.declare("behind", request -> request.at(DueScene.START.plusSeconds(1)));
        scene.clock.advance(Duration.ofMinutes(1));

        DueWork work;
        try (Connection keeper = TestDatabase.dataSource().getConnection();
                Statement statement = keeper.createStatement()) {
            keeper.setAutoCommit(false);
            statement.execute(
                    "SELECT 1 FROM " + schema.name() + ".distribution WHERE id = '" + slow.id() + "' FOR UPDATE");
            work = scene.client.processing().runDue();
            keeper.rollback();
        }

        assertThat(work.failed().get(slow.id())).contains("57014");
        assertThat(status(behind)).isEqualTo(DistributionStatus.COMPLETED);
        runDueEvery(Duration.ofMinutes(1), 2);
        assertThat(status(slow)).isEqualTo(DistributionStatus.COMPLETED);
    }

    /** Each payout takes longer than a part may: what it has not begun is the next call's. */
    @Test
    void aPartThatTakesLongLeavesTheRestToTheNextCall() {
        AtomicReference<DueScene> slow = new AtomicReference<>();
        schema.clear();
        open(new DueScene(
                schema.store(),
                host -> host.processing(ProcessingSettings.defaults()
                                .withoutClockCheck()
                                .withPartTime(Duration.ofMinutes(1)))
                        .listener(new PayoutListener() {
                            @Override
                            public void executed(DistributionSummary summary) {
                                slow.get().clock.advance(Duration.ofMinutes(2));
                            }
                        })));
        slow.set(scene);
        Distribution first = scene.declare("first", request -> request.at(DueScene.START));
        Distribution second = scene.declare("second", request -> request.at(DueScene.START.plusSeconds(1)));
        scene.clock.advance(Duration.ofMinutes(1));

        scene.client.processing().runDue();

        assertThat(status(first)).isEqualTo(DistributionStatus.COMPLETED);
        assertThat(status(second)).isEqualTo(DistributionStatus.PENDING);
        scene.client.processing().runDue();
        assertThat(status(second)).isEqualTo(DistributionStatus.COMPLETED);
    }

    private Distribution ofOther(String key) {
        return scene.client
                .distributions()
                .create(DistributionRequest.dividend(other.id())
                        .amount("6.00")
                        .holdersFrom(HolderSource.REGISTER)
                        .idempotencyKey(key)
                        .build());
    }

    private void runDueEvery(Duration pause, int calls) {
        for (int call = 0; call < calls; call++) {
            scene.client.processing().runDue();
            scene.clock.advance(pause);
        }
    }

    private DistributionStatus status(Distribution distribution) {
        return scene.client.distributions().get(distribution.id()).status();
    }
}
