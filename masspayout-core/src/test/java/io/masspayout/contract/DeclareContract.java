package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.SnapshotRef;
import io.masspayout.store.ConflictException;
import io.masspayout.store.Created;
import io.masspayout.store.IdempotencyConflictException;
import io.masspayout.store.NotFoundException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Declaring distributions: once per key, once per corporate action, on one snapshot. */
abstract class DeclareContract extends StoreScenario {

    DeclareContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    @Test
    void aDeclaredDistributionIsStoredAsDeclared() {
        Distribution candidate = Declaration.of(asset())
                .corporateAction("dividend-7")
                .minimum(5)
                .createAccounts(true)
                .candidate();

        Created<Distribution> created = store.create(candidate, Set.of());

        assertThat(created.created()).isTrue();
        Distribution stored = read(candidate);
        assertThat(created.value()).isEqualTo(stored);
        assertThat(stored)
                .usingRecursiveComparison()
                .ignoringFields("createdAt", "updatedAt", "terms.input")
                .isEqualTo(candidate);
        assertThat(stored.terms().input())
                .isEqualByComparingTo(candidate.terms().input());
        assertThat(stored.status()).isEqualTo(DistributionStatus.PENDING);
        assertThat(store.distribution(new DistributionId(UUID.randomUUID()))).isEmpty();
    }

    @Test
    void aReplayReturnsTheStoredOneAndSaysSo() {
        Asset asset = asset();
        Distribution first = declare(Declaration.of(asset).key("acme-2026-q4").fingerprint("f1"));

        Created<Distribution> replay = store.create(
                Declaration.of(asset).key("acme-2026-q4").fingerprint("f1").candidate(), Set.of());

        assertThat(replay.created()).isFalse();
        assertThat(replay.value()).isEqualTo(first);
    }

    @Test
    void aReplayIsNoConflictWithItsOwnCorporateAction() {
        Asset asset = asset();
        Declaration declaration = Declaration.of(asset).corporateAction("dividend-7");
        Distribution first = declare(declaration);

        Created<Distribution> replay = store.create(declaration.candidate(), Set.of());

        assertThat(replay.created()).isFalse();
        assertThat(replay.value().id()).isEqualTo(first.id());
    }

    @Test
    void aKeyWithOtherContentIsRefusedAndBothAreShown() {
        Asset asset = asset();
        Distribution first = declare(
                Declaration.of(asset).key("acme-2026-q4").fingerprint("aaaa").concept("fourth quarter"));
        Distribution other = Declaration.of(asset)
                .key("acme-2026-q4")
                .fingerprint("bbbb")
                .concept("extra")
                .candidate();

        IdempotencyConflictException conflict =
                catchThrowableOfType(IdempotencyConflictException.class, () -> store.create(other, Set.of()));

        assertThat(conflict.existing()).isEqualTo(first.id());
        assertThat(conflict).hasMessageContaining("fourth quarter").hasMessageContaining("extra");
        assertThat(store.distribution(other.id())).isEmpty();
    }

    @Test
    void manyWhoDeclareTheSameAtOnceGetOneDistribution() throws Exception {
        Asset asset = asset();

        List<Created<Distribution>> created = AtOnce.times(
                4,
                () -> store.create(
                        Declaration.of(asset).key("raced").fingerprint("same").candidate(), Set.of()));

        assertThat(created).filteredOn(Created::created).hasSize(1);
        assertThat(created.stream().map(result -> result.value().id()).distinct())
                .hasSize(1);
    }

    @Test
    void aCorporateActionOfAnAssetIsPaidByOneDistribution() {
        Asset asset = asset();
        declare(Declaration.of(asset).corporateAction("dividend-7"));
        Distribution second =
                Declaration.of(asset).corporateAction("dividend-7").candidate();

        assertThatThrownBy(() -> store.create(second, Set.of()))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("dividend-7");
        assertThat(store.distribution(second.id())).isEmpty();

        Distribution ofAnotherAsset = declare(Declaration.of(asset()).corporateAction("dividend-7"));
        assertThat(read(ofAnotherAsset).corporateAction()).isEqualTo("dividend-7");
    }

    @Test
    void anAssetThatIsNotThereHasNoDistributions() {
        Asset neverStored = candidate();

        assertThatThrownBy(() -> store.create(Declaration.of(neverStored).candidate(), Set.of()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(neverStored.id().toString());
        assertThat(store.asset(new AssetId(UUID.randomUUID()))).isEmpty();
    }

    @Test
    void whoeverStoresASnapshotFirstDecides() {
        Distribution distribution = declare(Declaration.of(asset()));
        SnapshotRef first = new SnapshotRef("s-1", NOW, true);

        assertThat(store.recordSnapshot(distribution.id(), first)).isEqualTo(first);
        assertThat(store.recordSnapshot(distribution.id(), new SnapshotRef("s-2", NOW, true)))
                .isEqualTo(first);
        assertThat(read(distribution).snapshot()).isEqualTo(first);
    }

    @Test
    void anExclusiveSnapshotPaysOneDistributionOfItsAsset() {
        Asset asset = asset();
        SnapshotRef snapshot = new SnapshotRef("s-1", NOW, true);
        store.recordSnapshot(declare(Declaration.of(asset)).id(), snapshot);
        Distribution second = declare(Declaration.of(asset));

        assertThatThrownBy(() -> store.recordSnapshot(second.id(), snapshot))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("s-1");

        assertThat(read(second).snapshot()).isNull();
        Distribution ofAnotherAsset = declare(Declaration.of(asset()));
        assertThat(store.recordSnapshot(ofAnotherAsset.id(), snapshot)).isEqualTo(snapshot);
    }

    @Test
    void aMerePointInTimePaysAnyNumber() {
        Asset asset = asset();
        SnapshotRef snapshot = new SnapshotRef("at-noon", NOW, false);
        Distribution first = declare(Declaration.of(asset));
        Distribution second = declare(Declaration.of(asset));

        assertThat(store.recordSnapshot(first.id(), snapshot)).isEqualTo(snapshot);
        assertThat(store.recordSnapshot(second.id(), snapshot)).isEqualTo(snapshot);
    }
}
