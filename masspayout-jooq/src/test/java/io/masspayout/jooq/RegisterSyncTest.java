package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.contract.AtOnce;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.model.Asset;
import io.masspayout.model.Holder;
import io.masspayout.model.SyncStatus;
import io.masspayout.processing.DueWork;
import io.masspayout.register.CsvRegister;
import io.masspayout.store.PageRequest;
import io.masspayout.testing.LedgerCall;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Registers follow the ledger: of one instant, in one swap, and with what went wrong noted on the asset. */
class RegisterSyncTest {

    private static final Duration DAY = Duration.ofDays(1);

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
        scene = new DueScene(schema.store());
    }

    @Test
    void aRegisterIsDueOnceADay() {
        scene.network.account("0.0.2000").holds(DueScene.ASSET, 77);

        assertThat(scene.runDueAt(DueScene.START.plusSeconds(60)).synced()).isEmpty();
        assertThat(balances()).containsExactly("0.0.2000: 1", "0.0.2001: 2", "0.0.2002: 3");
        assertThat(scene.runDueAt(DueScene.START.plus(DAY)).synced()).containsExactly(scene.asset.id());

        assertThat(balances()).containsExactly("0.0.2000: 77", "0.0.2001: 2", "0.0.2002: 3");
        assertThat(asset().syncStatus()).isEqualTo(SyncStatus.SYNCED);
        assertThat(scene.runDueAt(DueScene.START.plus(DAY).plusSeconds(60)).synced())
                .isEmpty();
    }

    @Test
    void onlyWhatHasChangedIsReadWhereTheLedgerCanTell() {
        scene.network.account("0.0.2000").holds(DueScene.ASSET, 0);
        scene.network.account("0.0.2001").holds(DueScene.ASSET, 20);
        scene.network.account("0.0.2999").holds(DueScene.ASSET, 9);
        scene.clock.advance(Duration.ofMinutes(5));

        assertThat(scene.client.assets().syncChanges(scene.asset.id())).isEqualTo(3);

        assertThat(balances()).containsExactly("0.0.2001: 20", "0.0.2002: 3", "0.0.2999: 9");
    }

    @Test
    void whatFailsIsNotedAndTriedAgainAndTheRegisterStays() {
        scene.ledger.faults().unavailable(LedgerCall.HOLDERS, 1);

        DueWork failed = scene.runDueAt(DueScene.START.plus(DAY));
        assertThat(failed.troubles()).hasSize(1);
        assertThat(asset().syncStatus()).isEqualTo(SyncStatus.FAILED);
        assertThat(asset().syncError()).isNotBlank();
        assertThat(balances()).hasSize(3);
        assertThat(scene.runDueAt(DueScene.START.plus(DAY).plusSeconds(5)).troubles())
                .as("not at once")
                .isEmpty();

        scene.ledger.faults().heal();
        assertThat(scene.runDueAt(DueScene.START.plus(DAY).plusSeconds(61)).synced())
                .hasSize(1);
        assertThat(asset().syncStatus()).isEqualTo(SyncStatus.SYNCED);
        assertThat(asset().syncError()).isNull();
    }

    @Test
    void aSyncByHandSaysWhatWentWrong() {
        scene.ledger.faults().unavailable(LedgerCall.HOLDERS, 1);

        assertThatThrownBy(() -> scene.client.assets().sync(scene.asset.id()))
                .isInstanceOf(LedgerUnavailableException.class);
        assertThat(asset().syncStatus()).isEqualTo(SyncStatus.FAILED);
    }

    @Test
    void aRegisterThatSomebodyBroughtIsNotReplacedBehindTheirBack() {
        scene.client
                .assets()
                .importRegister(
                        scene.asset.id(), CsvRegister.read(new StringReader("account_id,balance\n0.0.2001,500\n")));

        assertThat(scene.runDueAt(DueScene.START.plus(DAY.multipliedBy(9))).synced())
                .isEmpty();
        assertThat(balances()).containsExactly("0.0.2001: 500");

        scene.client.assets().sync(scene.asset.id());
        assertThat(scene.runDueAt(DueScene.START.plus(DAY.multipliedBy(11))).synced())
                .as("once synced by hand it follows the ledger again")
                .hasSize(1);
    }

    @Test
    void anAssetThatIsTakenOutIsNotSynced() {
        scene.client.assets().disableSync(scene.asset.id(), "alice");

        assertThat(scene.runDueAt(DueScene.START.plus(DAY)).synced()).isEmpty();
    }

    @Test
    void ofManyWorkersOneSyncsAnAsset() throws Exception {
        scene.clock.set(DueScene.START.plus(DAY));

        List<DueWork> work = AtOnce.times(6, () -> scene.client.processing().syncRegisters());

        assertThat(work).filteredOn(done -> !done.synced().isEmpty()).hasSize(1);
        assertThat(work).allSatisfy(done -> assertThat(done.troubles()).isEmpty());
    }

    private Asset asset() {
        return scene.client.assets().get(scene.asset.id());
    }

    private List<String> balances() {
        return scene.client.holders().register(scene.asset.id(), PageRequest.first(10)).items().stream()
                .map((Holder holder) -> holder.accountId() + ": " + holder.balance())
                .toList();
    }
}
