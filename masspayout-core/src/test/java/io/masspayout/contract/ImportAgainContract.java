package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.Distribution;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.TokenId;
import io.masspayout.store.ConflictException;
import io.masspayout.store.Created;
import io.masspayout.store.ImportedAsset;
import io.masspayout.validation.InvalidRequestException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Importing an asset again changes nothing by which money is shared or paid; verbs of their own do. */
abstract class ImportAgainContract extends StoreScenario {

    private static final AccountId OTHER_ACCOUNT = AccountId.of("0.0.4711");
    private static final TokenId OTHER_TOKEN = TokenId.of("0.0.4712");

    ImportAgainContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    @Test
    void anotherTreasuryIsRefusedWithTheVerbThatChangesIt() {
        Asset first = asset();
        Asset other = like(first, OTHER_ACCOUNT, first.paymentToken(), first.paymentTokenDecimals(), 2, null);

        assertThatThrownBy(() -> store.importAsset(new ImportedAsset(other, true, false, true)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("treasury = '0.0.4711'")
                .hasMessageContaining("changeTreasury");

        assertThat(stored(first)).isEqualTo(first);
    }

    @Test
    void anotherPaymentTokenOrOtherDecimalsOfItAreRefusedWithTheVerbThatChangesThem() {
        Asset first = asset();
        Asset token = like(first, first.treasury(), OTHER_TOKEN, 6, 2, null);
        Asset decimals = like(first, first.treasury(), first.paymentToken(), 2, 2, null);

        for (Asset other : new Asset[] {token, decimals}) {
            assertThatThrownBy(() -> store.importAsset(new ImportedAsset(other, false, true, true)))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("paymentToken")
                    .hasMessageContaining("changePaymentToken");
        }

        assertThat(stored(first)).isEqualTo(first);
    }

    @Test
    void decimalsThatOnlyTheHostCanKnowDoNotChange() {
        Asset first = asset();
        Asset other = like(first, first.treasury(), first.paymentToken(), first.paymentTokenDecimals(), 6, null);

        assertThatThrownBy(() -> store.importAsset(new ImportedAsset(other, true, true, false)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("decimals = '6'");

        assertThat(stored(first)).isEqualTo(first);
    }

    @Test
    void decimalsAreTheLedgersWhateverWasStored() {
        Asset first = asset();
        Asset ofLedger = like(first, first.treasury(), first.paymentToken(), first.paymentTokenDecimals(), 4, null);

        assertThat(store.importAsset(ofLedger).value().decimals()).isEqualTo(4);
    }

    @Test
    void theSameSaidAgainIsNoFault() {
        Asset first = asset();

        Created<Asset> again = store.importAsset(new ImportedAsset(
                like(first, first.treasury(), first.paymentToken(), first.paymentTokenDecimals(), 2, null),
                true,
                true,
                false));

        assertThat(again.created()).isFalse();
        assertThat(again.value())
                .usingRecursiveComparison()
                .ignoringFields("updatedAt")
                .isEqualTo(first);
    }

    @Test
    void aRenameStays() {
        Asset first = asset();
        store.rename(first.id(), "Acme Bearer", act("merger"));

        store.importAsset(first);

        assertThat(stored(first).name()).isEqualTo("Acme Bearer");
    }

    @Test
    void aContractStaysUnlessAnotherIsGiven() {
        Asset first = asset();
        Asset with = like(first, first.treasury(), first.paymentToken(), first.paymentTokenDecimals(), 2, "0.0.777");
        store.importAsset(with);

        store.importAsset(first);
        assertThat(stored(first).lifecycleContractId()).isEqualTo("0.0.777");

        store.importAsset(
                like(first, first.treasury(), first.paymentToken(), first.paymentTokenDecimals(), 2, "0.0.778"));
        assertThat(stored(first).lifecycleContractId()).isEqualTo("0.0.778");
    }

    @Test
    void aPaymentTokenIsTakenOverWhenNoneWasKnown() {
        Asset candidate = candidate();
        Asset first = store.importAsset(like(candidate, candidate.treasury(), null, null, 2, null))
                .value();

        Asset again = store.importAsset(
                        new ImportedAsset(like(first, first.treasury(), OTHER_TOKEN, 6, 2, null), false, true, true))
                .value();

        assertThat(again.paymentToken()).isEqualTo(OTHER_TOKEN);
        assertThat(again.paymentTokenDecimals()).isEqualTo(6);
    }

    @Test
    void treasuryAndPaymentTokenAreChangedByVerbsAndAudited() {
        Asset first = asset();

        store.changeTreasury(first.id(), OTHER_ACCOUNT, act("another bank"));
        store.changePaymentToken(first.id(), new PaymentCurrency(OTHER_TOKEN, 2), act("euros"));

        Asset changed = stored(first);
        assertThat(changed.treasury()).isEqualTo(OTHER_ACCOUNT);
        assertThat(changed.paymentToken()).isEqualTo(OTHER_TOKEN);
        assertThat(changed.paymentTokenDecimals()).isEqualTo(2);
        assertThat(audit("asset", first.id()))
                .anySatisfy(event -> {
                    assertThat(event.event()).isEqualTo("treasury changed");
                    assertThat(event.from()).isEqualTo(first.treasury().value());
                    assertThat(event.to()).isEqualTo("0.0.4711");
                    assertThat(event.who()).isEqualTo("contract");
                })
                .anySatisfy(event -> assertThat(event.event()).isEqualTo("payment token changed"));
    }

    @Test
    void nothingIsChangedWhileADistributionIsDeclaredPlannedOrPaid() {
        Distribution declared = declare(Declaration.of(assetWith(RegisterLines.equal(2))));
        refusesToChange(declared);
        refusesToChange(planned(2, 2));
        refusesToChange(started(2, 2));

        store.cancel(declared.id(), act("mistake"));
        assertThat(store.changeTreasury(declared.assetId(), OTHER_ACCOUNT, act("another bank"))
                        .treasury())
                .isEqualTo(OTHER_ACCOUNT);
    }

    private void refusesToChange(Distribution unfinished) {
        Asset before = store.asset(unfinished.assetId()).orElseThrow();

        assertThatThrownBy(() -> store.changeTreasury(before.id(), OTHER_ACCOUNT, act("another bank")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining(unfinished.id().toString());
        assertThatThrownBy(
                        () -> store.changePaymentToken(before.id(), new PaymentCurrency(OTHER_TOKEN, 2), act("euros")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining(unfinished.id().toString());

        assertThat(stored(before)).isEqualTo(before);
    }

    @Test
    void aRegisterBroughtByHandIsKnownAsSuch() {
        Asset first = asset();
        assertThat(first.registerImported()).isFalse();

        register(first, RegisterLines.equal(1));

        assertThat(stored(first).registerImported()).isTrue();
    }

    private Asset stored(Asset asset) {
        return store.asset(asset.id()).orElseThrow();
    }

    private static Asset like(
            Asset first,
            AccountId treasury,
            @Nullable TokenId paymentToken,
            @Nullable Integer paymentDecimals,
            int decimals,
            @Nullable String contract) {
        return new Asset(
                new AssetId(UUID.randomUUID()),
                first.tokenId(),
                first.name(),
                first.symbol(),
                first.totalSupply(),
                decimals,
                treasury,
                paymentToken,
                paymentDecimals,
                contract,
                null,
                false,
                true,
                null,
                null,
                null,
                NOW,
                NOW);
    }
}
