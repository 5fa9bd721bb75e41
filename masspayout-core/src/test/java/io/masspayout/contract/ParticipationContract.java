package io.masspayout.contract;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.ledger.HolderBalance;
import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.SkipReason;
import io.masspayout.model.Treasury;
import io.masspayout.store.Eligibility;
import java.math.BigInteger;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Who takes part although the register lists somebody else beside them: the issuer's own stock, and addresses that are no account. */
abstract class ParticipationContract extends StoreScenario {

    private static final AccountId ISSUER = AccountId.of("0.0.500");
    private static final AccountId PAYER = AccountId.of("0.0.600");

    ParticipationContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    @Test
    void whatIsNotIssuedIsNotPaidThoughAnotherAccountPays() {
        Asset asset = assetOfIssuer();
        Distribution distribution = declare(Declaration.of(asset).treasury(paidBy(asset)));

        Eligibility eligibility = store.eligibility(distribution.id(), REGISTER);

        assertThat(eligibility.skipped()).containsExactly(entry(SkipReason.TREASURY, 2L));
        assertThat(eligibility.balance()).isEqualTo(BigInteger.TEN);
        plan(distribution, 100, 10);
        assertThat(line(distribution, ISSUER).skipReason()).isEqualTo(SkipReason.TREASURY);
    }

    @Test
    void whatIsNotIssuedIsPaidWhenTheTermsSayIt() {
        Asset asset = assetOfIssuer();
        Distribution distribution =
                declare(Declaration.of(asset).treasury(paidBy(asset)).payTokenTreasury());

        Eligibility eligibility = store.eligibility(distribution.id(), REGISTER);

        assertThat(eligibility.skipped()).containsExactly(entry(SkipReason.TREASURY, 1L));
        assertThat(eligibility.balance()).isEqualTo(BigInteger.valueOf(100));
        assertThat(read(distribution).terms().payTokenTreasury()).isTrue();
    }

    private Asset assetOfIssuer() {
        Asset asset =
                assetWith(RegisterLines.empty().add(ISSUER, 90).add(PAYER, 7).add("0.0.700", 10));
        store.noteTokenTreasury(asset.id(), ISSUER, NOW);
        assertThat(store.asset(asset.id()).orElseThrow().tokenTreasury()).isEqualTo(ISSUER);
        return asset;
    }

    private static Treasury paidBy(Asset asset) {
        return new Treasury(PAYER, Objects.requireNonNull(asset.paymentToken(), "paymentToken"));
    }

    @Test
    void addressesThatAreNoAccountAreListedAsTheyWereGiven() {
        Asset asset = assetWith(RegisterLines.empty()
                .add("0xBB", AccountId.of("0xbb"), false, 5)
                .addUnborn("0xaa", 6)
                .addUnborn("0xcc", 0)
                .add("0.0.700", 7));
        Distribution distribution = declare(Declaration.of(asset));

        assertThat(store.unknownAccounts(distribution.id(), REGISTER, 10))
                .containsExactly(new HolderBalance("0xaa", 6), new HolderBalance("0xBB", 5));
        assertThat(store.unknownAccounts(distribution.id(), REGISTER, 1)).containsExactly(new HolderBalance("0xaa", 6));
        Distribution creating = declare(Declaration.of(asset).createAccounts(true));
        assertThat(store.unknownAccounts(creating.id(), REGISTER, 10)).isEmpty();
    }
}
