package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.SyncStatus;
import io.masspayout.model.TokenId;
import io.masspayout.store.Act;
import io.masspayout.store.ConflictException;
import io.masspayout.store.Created;
import io.masspayout.store.DuplicateAccountException;
import io.masspayout.store.Eligibility;
import io.masspayout.store.NotFoundException;
import io.masspayout.store.StagingId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Assets and their registers. */
abstract class AssetStoreContract extends StoreScenario {

    AssetStoreContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    @Test
    void anImportedAssetIsFoundByItsIdAndByItsToken() {
        Created<Asset> imported = store.importAsset(candidate());

        assertThat(imported.created()).isTrue();
        assertThat(store.asset(imported.value().id())).contains(imported.value());
        assertThat(store.assetByToken(imported.value().tokenId())).contains(imported.value());
    }

    @Test
    void whatIsNotThereIsEmpty() {
        assertThat(store.asset(new AssetId(UUID.randomUUID()))).isEmpty();
        assertThat(store.assetByToken(TokenId.of(Ids.entity()))).isEmpty();
    }

    @Test
    void importingAgainRefreshesWhatTheLedgerSaysAndKeepsTheRest() {
        Asset first = asset();
        store.setPaused(first.id(), true, act("stop"));
        store.setSyncEnabled(first.id(), false, act("stop"));

        Created<Asset> again = store.importAsset(refreshed(first));

        Asset stored = again.value();
        assertThat(again.created()).isFalse();
        assertThat(stored.id()).isEqualTo(first.id());
        assertThat(stored.treasury()).isEqualTo(first.treasury());
        assertThat(stored.paymentToken()).isEqualTo(first.paymentToken());
        assertThat(stored.paymentTokenDecimals()).isEqualTo(first.paymentTokenDecimals());
        assertThat(stored.paused()).isTrue();
        assertThat(stored.syncEnabled()).isFalse();
        assertThat(stored.createdAt()).isEqualTo(first.createdAt());
        assertThat(stored.name()).isEqualTo("Acme Preferred");
        assertThat(stored.symbol()).isEqualTo("ACMP");
        assertThat(stored.totalSupply()).isEqualTo(2_000_000);
        assertThat(stored.decimals()).isEqualTo(3);
        assertThat(stored.lifecycleContractId()).isEqualTo("0.0.777");
        assertThat(stored.evmAddress()).isEqualTo("0x0309");
        assertThat(store.asset(first.id())).contains(stored);
    }

    private static Asset refreshed(Asset first) {
        return new Asset(
                new AssetId(UUID.randomUUID()),
                first.tokenId(),
                "Acme Preferred",
                "ACMP",
                2_000_000,
                3,
                AccountId.of(Ids.entity()),
                TokenId.of(Ids.entity()),
                8,
                "0.0.777",
                "0x0309",
                false,
                true,
                null,
                null,
                null,
                NOW.plusSeconds(60),
                NOW.plusSeconds(60));
    }

    @Test
    void oneTokenMakesOneAssetHoweverManyImportItAtOnce() throws Exception {
        TokenId token = TokenId.of(Ids.entity());

        List<Created<Asset>> imported = AtOnce.times(4, () -> store.importAsset(candidate(token)));

        assertThat(imported).filteredOn(Created::created).hasSize(1);
        assertThat(imported.stream().map(created -> created.value().id()).distinct())
                .hasSize(1);
    }

    @Test
    void anAssetIsRenamedPausedAndTakenOutOfSyncs() {
        Asset asset = asset();

        assertThat(store.rename(asset.id(), "Acme Bearer", act("merger")).name())
                .isEqualTo("Acme Bearer");
        assertThat(store.setPaused(asset.id(), true, act("court order")).paused())
                .isTrue();
        assertThat(store.setSyncEnabled(asset.id(), false, act("delisted")).syncEnabled())
                .isFalse();

        Asset stored = store.asset(asset.id()).orElseThrow();
        assertThat(stored.name()).isEqualTo("Acme Bearer");
        assertThat(stored.paused()).isTrue();
        assertThat(stored.syncEnabled()).isFalse();
        assertThat(store.setPaused(asset.id(), false, act("settled")).paused()).isFalse();
        assertThat(store.setSyncEnabled(asset.id(), true, act("listed")).syncEnabled())
                .isTrue();
    }

    @Test
    void whoPausedAnAssetAndWhyIsInTheAuditTrail() {
        Asset asset = asset();

        store.setPaused(asset.id(), true, act("court order"));

        assertThat(audit("asset", asset.id())).anySatisfy(event -> {
            assertThat(event.who()).isEqualTo("contract");
            assertThat(event.why()).isEqualTo("court order");
            assertThat(event.at()).isEqualTo(NOW);
        });
    }

    @Test
    void aRegisterIsReplacedAsAWhole() {
        Asset asset = assetWith(RegisterLines.equal(5));
        Instant later = NOW.plusSeconds(3_600);
        RegisterLines smaller = RegisterLines.empty().add("0.0.1001", 7).add("0.0.9001", 8);

        long holders = store.replaceRegister(asset.id(), staged(smaller), 2, new Act("contract", "sync", later));

        assertThat(holders).isEqualTo(2);
        Eligibility eligibility = registerOf(asset);
        assertThat(eligibility.listed()).isEqualTo(2);
        assertThat(eligibility.balance()).isEqualTo(BigInteger.valueOf(15));
        Asset stored = store.asset(asset.id()).orElseThrow();
        assertThat(stored.lastSyncedAt()).isEqualTo(later);
        assertThat(stored.syncStatus()).isEqualTo(SyncStatus.SYNCED);
    }

    @Test
    void rowsMayBeStagedInSeveralCalls() {
        Asset asset = asset();
        StagingId staging = new StagingId(UUID.randomUUID());
        RegisterLines lines = RegisterLines.equal(7);

        store.stage(staging, lines.lines().subList(0, 3));
        store.stage(staging, lines.lines().subList(3, 7));

        assertThat(store.replaceRegister(asset.id(), staging, 7, act("import"))).isEqualTo(7);
    }

    @Test
    void twoLinesOfOneAccountStopTheImportAndAreBothNamed() {
        Asset asset = assetWith(RegisterLines.equal(3));
        RegisterLines twice = RegisterLines.empty()
                .add("0.0.2001", 5)
                .add("0.0.2002", AccountId.of("0.0.2002"), true, 6)
                .add("0x00000000000000000000000000000000000007D2", AccountId.of("0.0.2002"), true, 7);
        StagingId staging = staged(twice);

        assertThatThrownBy(() -> store.replaceRegister(asset.id(), staging, 3, act("import")))
                .isInstanceOf(DuplicateAccountException.class)
                .hasMessageContaining("2 ('0.0.2002')")
                .hasMessageContaining("3 ('0x00000000000000000000000000000000000007D2')");

        assertThat(registerOf(asset).listed()).as("the register before").isEqualTo(3);
        assertThat(registerOf(asset).balance()).isEqualTo(BigInteger.valueOf(3 * RegisterLines.EQUAL_BALANCE));
    }

    @Test
    void lostRowsStopTheImport() {
        Asset asset = assetWith(RegisterLines.equal(3));
        StagingId staging = staged(RegisterLines.equal(4));

        assertThatThrownBy(() -> store.replaceRegister(asset.id(), staging, 5, act("import")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("5")
                .hasMessageContaining("4");

        assertThat(registerOf(asset).listed()).isEqualTo(3);
    }

    @Test
    void stagedRowsAreForgottenOnceTheyAreTheRegister() {
        Asset asset = asset();
        StagingId staging = staged(RegisterLines.equal(3));
        store.replaceRegister(asset.id(), staging, 3, act("import"));

        assertThatThrownBy(() -> store.replaceRegister(asset.id(), staging, 3, act("import again")))
                .isInstanceOf(ConflictException.class);

        assertThat(registerOf(asset).listed()).isEqualTo(3);
    }

    @Test
    void discardedRowsAreForgotten() {
        Asset asset = asset();
        StagingId staging = staged(RegisterLines.equal(3));

        store.discardStaging(staging);

        assertThatThrownBy(() -> store.replaceRegister(asset.id(), staging, 3, act("import")))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void anAssetThatIsNotThereCannotBeChanged() {
        AssetId nobody = new AssetId(UUID.randomUUID());
        StagingId staging = staged(RegisterLines.equal(1));

        assertThatThrownBy(() -> store.rename(nobody, "x", act("x"))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> store.setPaused(nobody, true, act("x"))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> store.setSyncEnabled(nobody, true, act("x"))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> store.replaceRegister(nobody, staging, 1, act("x")))
                .isInstanceOf(NotFoundException.class);
    }

    private Eligibility registerOf(Asset asset) {
        return store.eligibility(declare(Declaration.of(asset)).id(), REGISTER);
    }
}
