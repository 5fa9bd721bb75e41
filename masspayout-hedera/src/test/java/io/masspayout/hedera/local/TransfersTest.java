package io.masspayout.hedera.local;

import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.ACCOUNT_DELETED;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.ACCOUNT_FROZEN_FOR_TOKEN;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.ACCOUNT_KYC_NOT_GRANTED_FOR_TOKEN;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.AMOUNT_EXCEEDS_ALLOWANCE;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.INSUFFICIENT_ACCOUNT_BALANCE;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.INSUFFICIENT_TOKEN_BALANCE;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.INVALID_ACCOUNT_ID;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.INVALID_SIGNATURE;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.INVALID_TOKEN_ID;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.NO_REMAINING_AUTOMATIC_ASSOCIATIONS;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.SPENDER_DOES_NOT_HAVE_ALLOWANCE;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.SUCCESS;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.TOKEN_IS_PAUSED;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.TOKEN_NOT_ASSOCIATED_TO_ACCOUNT;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.TOKEN_TRANSFER_LIST_SIZE_LIMIT_EXCEEDED;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.TOKEN_WAS_DELETED;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.TRANSFER_LIST_SIZE_LIMIT_EXCEEDED;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.UNEXPECTED_TOKEN_DECIMALS;
import static io.masspayout.hedera.local.LocalLedger.HBAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.hedera.hashgraph.sdk.KeyList;
import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.Status;
import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A transfer happens as a whole or not at all, and each kind of recipient fails in his own way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransfersTest {

    private static final String EVM = "0xd1c6136d65f3f0ab0537f2af611a8348e0bd962a";

    private Scene scene;
    private String token;
    private String good;

    @BeforeAll
    void start() {
        scene = new Scene();
        token = scene.token(options -> options.decimals(6));
        good = scene.holderOf(token);
    }

    @AfterAll
    void stop() {
        scene.close();
    }

    /** Pays a good holder and another one in one transaction. */
    private ResponseCodeEnum pay(String paid, String other) {
        return scene.outcome(scene.body()
                .units(paid, scene.treasury, -30)
                .units(paid, good, 10)
                .units(paid, other, 20));
    }

    private void failsForBoth(String paid, String other, ResponseCodeEnum status) {
        long before = scene.ledger.balance(good, paid);
        long treasury = scene.ledger.balance(scene.treasury, paid);
        assertThat(pay(paid, other)).isEqualTo(status);
        assertThat(scene.ledger.balance(good, paid)).isEqualTo(before);
        assertThat(scene.ledger.balance(scene.treasury, paid)).isEqualTo(treasury);
    }

    @Test
    void nineRecipientsArePaidAtOnce() {
        TransferBody body = scene.body().units(token, scene.treasury, -9).decimals(token, 6);
        List<String> holders = java.util.stream.IntStream.range(0, 9)
                .mapToObj(i -> scene.holderOf(token))
                .toList();
        holders.forEach(holder -> body.units(token, holder, 1));
        long before = scene.ledger.balance(scene.treasury, HBAR);
        assertThat(scene.outcome(body)).isEqualTo(SUCCESS);
        assertThat(holders).allMatch(holder -> scene.ledger.balance(holder, token) == 1);
        // 0.0018 dollars at 20 HBAR each.
        assertThat(before - scene.ledger.balance(scene.treasury, HBAR)).isEqualTo(3_600_000);
    }

    @Test
    void tenAreTooManyAndPayTheFee() {
        TransferBody body = scene.body().units(token, scene.treasury, -10);
        for (int i = 0; i < 10; i++) {
            body.units(token, scene.holderOf(token), 1);
        }
        long before = scene.ledger.balance(scene.treasury, HBAR);
        assertThat(scene.outcome(body)).isEqualTo(TOKEN_TRANSFER_LIST_SIZE_LIMIT_EXCEEDED);
        assertThat(before - scene.ledger.balance(scene.treasury, HBAR)).isEqualTo(3_800_000);
        TransferBody hbar = scene.body().hbar(scene.treasury, -10);
        for (int i = 0; i < 10; i++) {
            hbar.hbar(scene.holder(), 1);
        }
        assertThat(scene.outcome(hbar)).isEqualTo(TRANSFER_LIST_SIZE_LIMIT_EXCEEDED);
    }

    @Test
    void theListsOfHbarAndTokensAreCountedApart() {
        TransferBody body = scene.body().hbar(scene.treasury, -9).units(token, scene.treasury, -9);
        for (int i = 0; i < 9; i++) {
            String holder = scene.holderOf(token);
            body.hbar(holder, 1).units(token, holder, 1);
        }
        assertThat(scene.outcome(body)).isEqualTo(SUCCESS);
    }

    @Test
    void anUnassociatedRecipientFailsAll() {
        failsForBoth(token, scene.holder(), TOKEN_NOT_ASSOCIATED_TO_ACCOUNT);
    }

    @Test
    void aFreeSlotAssociatesAtTheExpenseOfThePayer() {
        String open = scene.holder(options -> options.maxAutoAssociations(1));
        long before = scene.ledger.balance(scene.treasury, HBAR);
        assertThat(pay(token, open)).isEqualTo(SUCCESS);
        assertThat(scene.ledger.balance(open, token)).isEqualTo(20);
        // The transfer to two recipients, and 0.05 dollars.
        assertThat(before - scene.ledger.balance(scene.treasury, HBAR)).isEqualTo(2_200_000 + 100_000_000);
    }

    @Test
    void aUsedSlotIsNone() {
        String open = scene.holder(options -> options.maxAutoAssociations(1));
        String other = scene.token(options -> options);
        scene.ledger.associate(good, other);
        assertThat(pay(other, open)).isEqualTo(SUCCESS);
        failsForBoth(token, open, NO_REMAINING_AUTOMATIC_ASSOCIATIONS);
        assertThat(pay(other, open)).isEqualTo(SUCCESS);
    }

    @Test
    void aTokenWithKycAssociatesNobody() {
        String kyc = scene.token(options -> options.kycKey(scene.key.getPublicKey()));
        scene.ledger.associate(good, kyc);
        failsForBoth(kyc, scene.holderOf(kyc), ACCOUNT_KYC_NOT_GRANTED_FOR_TOKEN);
        scene.ledger.grantKyc(good, kyc);
        failsForBoth(kyc, scene.holder(options -> options.maxAutoAssociations(-1)), ACCOUNT_KYC_NOT_GRANTED_FOR_TOKEN);
        String granted = scene.holderOf(kyc);
        scene.ledger.grantKyc(granted, kyc);
        assertThat(pay(kyc, granted)).isEqualTo(SUCCESS);
        scene.ledger.revokeKyc(granted, kyc);
        failsForBoth(kyc, granted, ACCOUNT_KYC_NOT_GRANTED_FOR_TOKEN);
    }

    @Test
    void aTokenThatFreezesByDefaultAssociatesNobody() {
        String cold = scene.token(
                options -> options.freezeKey(scene.key.getPublicKey()).freezeDefault());
        scene.ledger.associate(good, cold);
        scene.ledger.unfreeze(good, cold);
        failsForBoth(cold, scene.holder(options -> options.maxAutoAssociations(-1)), ACCOUNT_FROZEN_FOR_TOKEN);
        failsForBoth(cold, scene.holderOf(cold), ACCOUNT_FROZEN_FOR_TOKEN);
    }

    @Test
    void aFrozenRecipientFailsAll() {
        String freezable = scene.token(options -> options.freezeKey(scene.key.getPublicKey()));
        scene.ledger.associate(good, freezable);
        String frozen = scene.holderOf(freezable);
        scene.ledger.freeze(frozen, freezable);
        failsForBoth(freezable, frozen, ACCOUNT_FROZEN_FOR_TOKEN);
        scene.ledger.unfreeze(frozen, freezable);
        assertThat(pay(freezable, frozen)).isEqualTo(SUCCESS);
    }

    @Test
    void aRecipientWhoWantsToSignMust() {
        String shy = scene.holder(AccountOptions::receiverSignatureRequired);
        scene.ledger.associate(shy, token);
        failsForBoth(token, shy, INVALID_SIGNATURE);
        assertThat(scene.outcome(scene.payment(token, shy, 5), scene.otherKey)).isEqualTo(SUCCESS);
        assertThat(scene.outcome(scene.body().hbar(scene.treasury, -1).hbar(shy, 1)))
                .isEqualTo(INVALID_SIGNATURE);
    }

    @Test
    void deletedAndUnknownRecipientsFailAll() {
        String gone = scene.holderOf(token);
        scene.ledger.deleteAccount(gone);
        failsForBoth(token, gone, ACCOUNT_DELETED);
        failsForBoth(token, "0.0.999999", INVALID_ACCOUNT_ID);
    }

    @Test
    void aTokenMayBePausedDeletedOrUnknown() {
        String pausable = scene.token(options -> options.pauseKey(scene.key.getPublicKey()));
        scene.ledger.associate(good, pausable);
        String other = scene.holderOf(pausable);
        scene.ledger.pause(pausable);
        failsForBoth(pausable, other, TOKEN_IS_PAUSED);
        scene.ledger.unpause(pausable);
        assertThat(pay(pausable, other)).isEqualTo(SUCCESS);
        scene.ledger.deleteToken(pausable);
        failsForBoth(pausable, other, TOKEN_WAS_DELETED);
        assertThat(pay("0.0.999999", other)).isEqualTo(INVALID_TOKEN_ID);
    }

    @Test
    void decimalsAreChecked() {
        assertThat(scene.outcome(scene.payment(token, good, 1).decimals(token, 2)))
                .isEqualTo(UNEXPECTED_TOKEN_DECIMALS);
    }

    @Test
    void nobodySpendsMoreThanHeHas() {
        long all = scene.ledger.balance(scene.treasury, token);
        assertThat(scene.outcome(scene.payment(token, good, all + 1))).isEqualTo(INSUFFICIENT_TOKEN_BALANCE);
        long hbar = scene.ledger.balance(scene.treasury, HBAR);
        assertThat(scene.outcome(scene.body().hbar(scene.treasury, -hbar).hbar(good, hbar)))
                .isEqualTo(INSUFFICIENT_ACCOUNT_BALANCE);
        assertThat(scene.ledger.balance(scene.treasury, HBAR)).isEqualTo(hbar - 200_000);
    }

    @Test
    void nobodySpendsForAnother() {
        String owner = scene.holderOf(token);
        scene.ledger.setBalance(owner, token, 50);
        TransferBody theft = scene.body().units(token, owner, -5).units(token, good, 5);
        assertThat(scene.outcome(theft)).isEqualTo(INVALID_SIGNATURE);
        TransferBody agreed = scene.body().units(token, owner, -5).units(token, good, 5);
        assertThat(scene.outcome(agreed, scene.otherKey)).isEqualTo(SUCCESS);
        assertThat(scene.ledger.balance(owner, token)).isEqualTo(45);
    }

    @Test
    void anAllowanceReplacesTheOwnersSignatureUpToItsAmount() {
        String owner = scene.holderOf(token);
        scene.ledger.setBalance(owner, token, 50);
        assertThat(scene.outcome(scene.body().approved(token, owner, -5).units(token, good, 5)))
                .isEqualTo(SPENDER_DOES_NOT_HAVE_ALLOWANCE);
        scene.ledger.approveAllowance(owner, scene.treasury, token, 7);
        assertThat(scene.outcome(scene.body().approved(token, owner, -5).units(token, good, 5)))
                .isEqualTo(SUCCESS);
        assertThat(scene.outcome(scene.body().approved(token, owner, -5).units(token, good, 5)))
                .isEqualTo(AMOUNT_EXCEEDS_ALLOWANCE);
        scene.ledger.setBalance(owner, HBAR, 50);
        scene.ledger.approveAllowance(owner, scene.treasury, HBAR, 7);
        assertThat(scene.outcome(scene.body().approved(HBAR, owner, -5).hbar(good, 5)))
                .isEqualTo(SUCCESS);
    }

    @Test
    void anAllowanceIsForThePayerOnly() {
        String owner = scene.holderOf(token);
        String spender = scene.ledger.createAccount(scene.key.getPublicKey(), TransferBody.FEE);
        scene.ledger.setBalance(owner, token, 50);
        scene.ledger.approveAllowance(owner, spender, token, 50);
        assertThat(scene.outcome(scene.body().approved(token, owner, -5).units(token, good, 5)))
                .isEqualTo(SPENDER_DOES_NOT_HAVE_ALLOWANCE);
        TransferBody right = new TransferBody(spender, scene.start())
                .approved(token, owner, -5)
                .units(token, good, 5);
        assertThat(scene.outcome(right)).isEqualTo(SUCCESS);
    }

    @Test
    void aFractionalFeeReducesWhatArrives() {
        String collector = scene.holder();
        String fee = scene.ledger.createToken(
                scene.treasury, options -> options.supply(1_000_000).fractionalFee(1, 100, 1, 0, collector, false));
        scene.ledger.associate(collector, fee);
        String payer = scene.ledger.createAccount(scene.key.getPublicKey(), 1_000_000_000);
        scene.ledger.associate(payer, fee);
        scene.ledger.setBalance(payer, fee, 10_000);
        String first = scene.holderOf(fee);
        String second = scene.holderOf(fee);
        TransferBody body = new TransferBody(payer, scene.start())
                .units(fee, payer, -1000)
                .units(fee, first, 250)
                .units(fee, second, 750);
        assertThat(scene.outcome(body)).isEqualTo(SUCCESS);
        assertThat(scene.ledger.balance(collector, fee)).isEqualTo(10);
        assertThat(scene.ledger.balance(first, fee)).isEqualTo(248);
        assertThat(scene.ledger.balance(second, fee)).isEqualTo(742);
        assertThat(scene.ledger.balance(payer, fee)).isEqualTo(9000);
        // The treasury of the token pays none.
        assertThat(scene.outcome(scene.payment(fee, first, 100))).isEqualTo(SUCCESS);
        assertThat(scene.ledger.balance(first, fee)).isEqualTo(348);
    }

    @Test
    void aFeeNetOfTransfersIsPaidOnTop() {
        String collector = scene.holder();
        String fee = scene.ledger.createToken(
                scene.treasury, options -> options.supply(1_000_000).fractionalFee(1, 100, 1, 5, collector, true));
        scene.ledger.associate(collector, fee);
        String payer = scene.ledger.createAccount(scene.key.getPublicKey(), 1_000_000_000);
        scene.ledger.associate(payer, fee);
        scene.ledger.setBalance(payer, fee, 10_000);
        String first = scene.holderOf(fee);
        TransferBody body =
                new TransferBody(payer, scene.start()).units(fee, payer, -1000).units(fee, first, 1000);
        assertThat(scene.outcome(body)).isEqualTo(SUCCESS);
        assertThat(scene.ledger.balance(first, fee)).isEqualTo(1000);
        assertThat(scene.ledger.balance(payer, fee)).isEqualTo(8995);
    }

    @Test
    void anUnknownEvmAddressGetsAnAccount() {
        assertThat(scene.outcome(scene.body().hbar(scene.treasury, -500).hbar(EVM, 500)))
                .isEqualTo(SUCCESS);
        List<ExecutedTransaction> all = scene.ledger.transactions();
        ExecutedTransaction created = all.get(all.size() - 2);
        ExecutedTransaction paid = all.get(all.size() - 1);
        assertThat(created.nonce()).isEqualTo(1);
        assertThat(created.transactionId()).isEqualTo(paid.transactionId());
        assertThat(created.consensusTime()).isBefore(paid.consensusTime());
        String hollow = paid.hbarTransfers().keySet().stream()
                .filter(account -> paid.hbarTransfers().get(account) == 500)
                .findFirst()
                .orElseThrow();
        // The second payment finds it, and it takes any token.
        assertThat(scene.outcome(scene.payment(token, EVM, 40))).isEqualTo(SUCCESS);
        assertThat(scene.ledger.balance(hollow, token)).isEqualTo(40);
        assertThat(scene.ledger.balance(hollow, HBAR)).isEqualTo(500);
    }

    @Test
    void aLongZeroAddressIsTheAccountItself() {
        String evm = "0x" + String.format(java.util.Locale.ROOT, "%040x", Long.parseLong(good.substring(4)));
        long before = scene.ledger.balance(good, token);
        assertThat(scene.outcome(scene.payment(token, evm, 3))).isEqualTo(SUCCESS);
        assertThat(scene.ledger.balance(good, token)).isEqualTo(before + 3);
        String nobody = "0x" + String.format(java.util.Locale.ROOT, "%040x", 999_999);
        assertThat(scene.outcome(scene.payment(token, nobody, 3))).isEqualTo(INVALID_ACCOUNT_ID);
    }

    @Test
    void aThresholdKeyNeedsAsManySignaturesAsItSays() {
        PrivateKey third = PrivateKey.generateED25519();
        KeyList twoOfThree = KeyList.withThreshold(2);
        twoOfThree.add(scene.key.getPublicKey());
        twoOfThree.add(scene.otherKey.getPublicKey());
        twoOfThree.add(third.getPublicKey());
        String owner = scene.ledger.createAccount(twoOfThree, 1000);
        assertThat(scene.outcome(scene.body().hbar(owner, -1).hbar("0.0.2", 1))).isEqualTo(INVALID_SIGNATURE);
        assertThat(scene.outcome(scene.body().hbar(owner, -1).hbar("0.0.2", 1), third))
                .isEqualTo(SUCCESS);
    }

    @Test
    void aPlannedFailureAtConsensusCostsTheFee() {
        scene.faults.failNextAtConsensus(Status.ACCOUNT_FROZEN_FOR_TOKEN);
        long before = scene.ledger.balance(good, token);
        assertThat(scene.outcome(scene.payment(token, good, 10))).isEqualTo(ACCOUNT_FROZEN_FOR_TOKEN);
        assertThat(scene.ledger.balance(good, token)).isEqualTo(before);
    }
}
