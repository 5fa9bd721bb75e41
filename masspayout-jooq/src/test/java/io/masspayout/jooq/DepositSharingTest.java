package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.DistributionRequest;
import io.masspayout.model.AccountId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.HolderSource;
import io.masspayout.model.Origin;
import io.masspayout.model.TokenId;
import io.masspayout.processing.DueWork;
import io.masspayout.store.PageRequest;
import io.masspayout.store.ParkedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Automatic distributions: one deposit, one payout. */
class DepositSharingTest {

    private static final AccountId TREASURY = AccountId.of(DueScene.TREASURY);
    private static final TokenId USDC = TokenId.of(DueScene.USDC);

    private static StoreSchema schema;
    private DueScene scene;

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
        TestDatabase.execute("TRUNCATE " + schema.name() + ".parked_event");
        scene = new DueScene(schema.store());
    }

    @Test
    void aDepositSetsOnePayoutGoing() {
        Distribution template = scene.declare("on deposit", request -> request.onDeposit());
        assertThat(runDue().worked()).isEmpty();

        deposit(5_000);
        DueWork work = runDue();

        assertThat(work.events().handled()).isEqualTo(1);
        Distribution made = only(template);
        assertThat(made.status()).isEqualTo(DistributionStatus.COMPLETED);
        assertThat(scene.network.paid(made.id())).isEqualTo(600);
        Origin.Deposited origin = (Origin.Deposited) Objects.requireNonNull(made.origin());
        assertThat(origin.amount()).isEqualTo(5_000);
        assertThat(origin.contractId()).isEqualTo(DueScene.TREASURY);
        assertThat(runDue().worked()).as("once").isEmpty();
    }

    @Test
    void aPercentageOfTheDepositIsShared() {
        Distribution template = scene.client
                .distributions()
                .create(DistributionRequest.dividend(scene.asset.id())
                        .percentageOfDeposit("40")
                        .onDeposit()
                        .holdersFrom(HolderSource.REGISTER)
                        .idempotencyKey("forty percent")
                        .build());

        deposit(1_001);
        runDue();

        assertThat(scene.network.paid(only(template).id()))
                .as("rounded down, once")
                .isEqualTo(400);
    }

    @Test
    void whatIsTooLittleOrOfAnotherTokenOrCameBeforeSetsNothingGoing() {
        deposit(9_999_999);
        scene.clock.advance(Duration.ofSeconds(1));
        Distribution template = scene.declare("large ones", request -> request.onDepositOfAtLeast("10.00"));

        deposit(999);
        scene.network.deposit(TREASURY, TokenId.of(DueScene.ASSET), 5_000);
        DueWork work = runDue();

        assertThat(work.events().handled()).isEqualTo(2);
        assertThat(made(template)).isEmpty();
        deposit(1_000);
        runDue();
        assertThat(made(template)).hasSize(1);
    }

    @Test
    void amongTheHoldersOfAnAssetADepositIsSharedOnce() {
        Distribution first = scene.declare("first", request -> request.onDeposit());
        scene.clock.advance(Duration.ofMillis(1));
        Distribution second = scene.declare("second", request -> request.onDeposit());

        deposit(5_000);
        runDue();

        assertThat(made(first)).hasSize(1);
        assertThat(made(second)).isEmpty();
    }

    @Test
    void eachDepositIsShared() {
        Distribution template = scene.declare("on deposit", request -> request.onDeposit());

        scene.network.atOneTime(moment -> {
            for (int i = 0; i < 150; i++) {
                moment.deposit(TREASURY, USDC, 1_000);
            }
        });
        runDue();
        runDue();

        assertThat(made(template))
                .hasSize(150)
                .allSatisfy(made -> assertThat(made.status()).isEqualTo(DistributionStatus.COMPLETED));
    }

    @Test
    void aDepositWhileItIsHeldWaitsWithItsReason() {
        Distribution template = scene.declare("on deposit", request -> request.onDeposit());
        scene.client.distributions().hold(template.id(), "alice", "under review");

        deposit(5_000);
        assertThat(runDue().events().parked()).isEqualTo(1);
        List<ParkedEvent> parked = scene.client
                .events()
                .parked(DueScene.TREASURY, PageRequest.first(10))
                .items();
        assertThat(parked).extracting(ParkedEvent::reason).allMatch(reason -> reason.contains("is held"));
        scene.client.distributions().resume(template.id(), "alice", "fine");

        assertThat(scene.client.events().retryParked(parked.get(0).id())).isTrue();
        runDue();
        assertThat(only(template).status()).isEqualTo(DistributionStatus.COMPLETED);
    }

    @Test
    void onceCancelledItSharesNothingMore() {
        Distribution template = scene.declare("on deposit", request -> request.onDeposit());
        scene.client.distributions().cancel(template.id(), "alice", "enough");

        deposit(5_000);
        runDue();

        assertThat(made(template)).isEmpty();
    }

    private void deposit(long units) {
        scene.network.deposit(TREASURY, USDC, units);
    }

    private DueWork runDue() {
        scene.clock.advance(Duration.ofSeconds(1));
        return scene.client.processing().runDue();
    }

    private List<Distribution> made(Distribution template) {
        return scene.client
                .distributions()
                .madeBy(template.id(), PageRequest.first(PageRequest.MAX_LIMIT))
                .items();
    }

    private Distribution only(Distribution template) {
        assertThat(made(template)).hasSize(1);
        return made(template).get(0);
    }
}
