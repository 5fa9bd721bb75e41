package io.masspayout.hedera.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.hedera.hashgraph.sdk.AccountId;
import com.hedera.hashgraph.sdk.Status;
import com.hedera.hashgraph.sdk.TokenAirdropTransaction;
import com.hedera.hashgraph.sdk.TokenId;
import com.hedera.hashgraph.sdk.Transaction;
import com.hedera.hashgraph.sdk.TransactionId;
import com.hedera.hashgraph.sdk.TransferTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What this library believes of a Hedera network, as tests which a real node passes: the ground on which the gateway stands.
 * Our own local network inherits them, so that tests which use it are about the real thing.
 */
public abstract class NetworkFacts {

    private static final long SUPPLY = 1_000;

    /** The shortest the network allows (HederaConfig: transaction.minValidDuration). */
    private static final Duration SHORTEST = Duration.ofSeconds(15);

    private static final Duration LONGEST = Duration.ofMinutes(3);

    /** What must be left of the validity when a node is to take a transaction (HederaConfig: minValidityBufferSecs). */
    private static final Duration REMAINDER = Duration.ofSeconds(10);

    /** Recipients of one transfer beside its payer: the network's limit is ten entries. */
    private static final int MOST_RECIPIENTS = 9;

    private OneNodeClient client;

    protected abstract TestNetwork network();

    @BeforeEach
    void open() {
        client = new OneNodeClient(network().nodes());
    }

    @AfterEach
    void close() {
        client.close();
    }

    // ---- transfers

    @Test
    void nineRecipientsArePaidInOneTransfer() throws Exception {
        TokenId token = network().token(SUPPLY);
        AccountId[] recipients = associated(token, MOST_RECIPIENTS);

        assertThat(client.outcome(transfer(token, 7, recipients))).isEqualTo(Status.SUCCESS);

        assertThat(recipients)
                .allSatisfy(recipient ->
                        assertThat(network().balance(recipient, token)).isEqualTo(7));
        assertThat(network().balance(network().operator(), token)).isEqualTo(SUPPLY - 7 * MOST_RECIPIENTS);
    }

    @Test
    void elevenEntriesAreTooManyAndTheReceiptSaysSo() throws Exception {
        TokenId token = network().token(SUPPLY);
        AccountId[] recipients = associated(token, MOST_RECIPIENTS + 1);

        assertThat(client.outcome(transfer(token, 1, recipients)))
                .isEqualTo(Status.TOKEN_TRANSFER_LIST_SIZE_LIMIT_EXCEEDED);
        assertThat(network().balance(recipients[0], token)).isZero();
    }

    @Test
    void moreThanIsHeldCannotBePaid() throws Exception {
        TokenId token = network().token(SUPPLY);

        assertThat(client.outcome(transfer(token, SUPPLY + 1, associated(token, 1))))
                .isEqualTo(Status.INSUFFICIENT_TOKEN_BALANCE);
    }

    @Test
    void aPausedTokenDoesNotMove() throws Exception {
        TokenId token = network().token(SUPPLY);
        AccountId[] recipient = associated(token, 1);
        network().pause(token);

        assertThat(client.outcome(transfer(token, 1, recipient))).isEqualTo(Status.TOKEN_IS_PAUSED);
    }

    // ---- recipients

    @Test
    void anAccountThatIsNotAssociatedCannotBePaid() throws Exception {
        TokenId token = network().token(SUPPLY);

        assertThat(client.outcome(transfer(token, 1, network().account())))
                .isEqualTo(Status.TOKEN_NOT_ASSOCIATED_TO_ACCOUNT);
    }

    @Test
    void anAccountWithAFreeSlotIsAssociatedByBeingPaid() throws Exception {
        TokenId token = network().token(SUPPLY);
        AccountId recipient = withSlots();

        assertThat(client.outcome(transfer(token, 5, recipient))).isEqualTo(Status.SUCCESS);
        assertThat(network().balance(recipient, token)).isEqualTo(5);
    }

    @Test
    void kycHasToBeGrantedToAnAssociatedAccount() throws Exception {
        TokenId token = network().tokenWithKyc(SUPPLY);
        AccountId[] recipient = associated(token, 1);

        assertThat(client.outcome(transfer(token, 1, recipient))).isEqualTo(Status.ACCOUNT_KYC_NOT_GRANTED_FOR_TOKEN);
        network().grantKyc(token, recipient[0]);
        assertThat(client.outcome(transfer(token, 1, recipient))).isEqualTo(Status.SUCCESS);
    }

    @Test
    void freeSlotsDoNotHelpWhereKycIsWanted() throws Exception {
        TokenId token = network().tokenWithKyc(SUPPLY);

        assertThat(client.outcome(transfer(token, 1, withSlots()))).isEqualTo(Status.ACCOUNT_KYC_NOT_GRANTED_FOR_TOKEN);
    }

    @Test
    void aFrozenAccountCannotBePaid() throws Exception {
        TokenId token = network().token(SUPPLY);
        AccountId[] recipient = associated(token, 1);
        network().freeze(token, recipient[0]);

        assertThat(client.outcome(transfer(token, 1, recipient))).isEqualTo(Status.ACCOUNT_FROZEN_FOR_TOKEN);
    }

    @Test
    void aReceiverWhoMustSignFailsTheTransferInTheReceipt() throws Exception {
        TokenId token = network().token(SUPPLY);
        AccountId receiver = network().signingReceiver();
        network().associate(token, receiver);

        assertThat(client.outcome(transfer(token, 1, receiver))).isEqualTo(Status.INVALID_SIGNATURE);
    }

    @Test
    void oneRecipientWhoCannotBePaidFailsAllOfThem() throws Exception {
        TokenId token = network().token(SUPPLY);
        AccountId[] good = associated(token, 1);

        assertThat(client.outcome(transfer(token, 1, good[0], network().account())))
                .isEqualTo(Status.TOKEN_NOT_ASSOCIATED_TO_ACCOUNT);
        assertThat(network().balance(good[0], token)).isZero();
    }

    @Test
    void anAirdropToAnAccountThatIsNotAssociatedIsPending() throws Exception {
        Assumptions.assumeTrue(network().knowsAirdrops(), "this network has no airdrops");
        TokenId token = network().token(SUPPLY);
        AccountId receiver = network().account();
        TokenAirdropTransaction airdrop = signed(
                new TokenAirdropTransaction()
                        .addTokenTransfer(token, network().operator(), -3)
                        .addTokenTransfer(token, receiver, 3),
                generated(),
                LONGEST);

        assertThat(client.outcome(airdrop)).isEqualTo(Status.SUCCESS);

        assertThat(network().balance(receiver, token)).isZero();
        assertThat(network().pendingAirdrops(airdrop.getTransactionId())).isEqualTo(1);
    }

    // ---- one effect for each id

    @Test
    void theSameBytesAreADuplicate() throws Exception {
        TokenId token = network().token(SUPPLY);
        AccountId[] recipient = associated(token, 1);
        TransferTransaction payment = transfer(token, 10, recipient);
        byte[] bytes = payment.toBytes();

        assertThat(client.outcome(payment)).isEqualTo(Status.SUCCESS);

        assertThat(client.precheck(Transaction.fromBytes(bytes))).isEqualTo(Status.DUPLICATE_TRANSACTION);
        assertThat(client.receipt(payment.getTransactionId())).isEqualTo(Status.SUCCESS);
        assertThat(network().balance(recipient[0], token)).isEqualTo(10);
    }

    @Test
    void anotherBodyWithTheSameIdIsADuplicateToo() throws Exception {
        TokenId token = network().token(SUPPLY);
        AccountId[] recipient = associated(token, 1);
        TransferTransaction payment = transfer(token, 10, recipient);
        assertThat(client.outcome(payment)).isEqualTo(Status.SUCCESS);

        TransferTransaction other = transfer(payment.getTransactionId(), LONGEST, token, 11, recipient);

        assertThat(client.precheck(other)).isEqualTo(Status.DUPLICATE_TRANSACTION);
        assertThat(network().balance(recipient[0], token)).isEqualTo(10);
    }

    @Test
    void aFailureUsesItsIdUp() throws Exception {
        TokenId token = network().token(SUPPLY);
        AccountId recipient = network().account();
        TransferTransaction payment = transfer(token, 10, recipient);
        byte[] bytes = payment.toBytes();
        assertThat(client.outcome(payment)).isEqualTo(Status.TOKEN_NOT_ASSOCIATED_TO_ACCOUNT);
        network().associate(token, recipient);

        assertThat(client.precheck(Transaction.fromBytes(bytes))).isEqualTo(Status.DUPLICATE_TRANSACTION);
        assertThat(network().balance(recipient, token)).isZero();
    }

    @Test
    void anIdThatWasNeverSentHasNoReceipt() throws Exception {
        assertThat(client.receipt(generated())).isEqualTo(Status.RECEIPT_NOT_FOUND);
    }

    // ---- validity

    @Test
    void expiredBytesAreExpiredEvenIfTheyWereExecuted() throws Exception {
        TokenId token = network().token(SUPPLY);
        AccountId[] recipient = associated(token, 1);
        Instant validStart = network().now().minusSeconds(1);
        TransferTransaction payment = transfer(id(validStart), SHORTEST, token, 10, recipient);
        byte[] bytes = payment.toBytes();
        assertThat(client.outcome(payment)).isEqualTo(Status.SUCCESS);

        network().awaitTime(validStart.plus(SHORTEST).minus(REMAINDER).plusSeconds(1));

        assertThat(client.precheck(Transaction.fromBytes(bytes))).isEqualTo(Status.TRANSACTION_EXPIRED);
        assertThat(client.receipt(payment.getTransactionId())).isEqualTo(Status.SUCCESS);
        assertThat(network().balance(recipient[0], token)).isEqualTo(10);
    }

    @Test
    void whatWasNeverSentExpiresUnheard() throws Exception {
        TokenId token = network().token(SUPPLY);
        AccountId[] recipient = associated(token, 1);
        TransferTransaction late = transfer(id(network().now().minus(SHORTEST)), SHORTEST, token, 10, recipient);

        assertThat(client.precheck(late)).isEqualTo(Status.TRANSACTION_EXPIRED);
        assertThat(client.receipt(late.getTransactionId())).isEqualTo(Status.RECEIPT_NOT_FOUND);
    }

    @Test
    void aStartInTheFutureIsRefused() throws Exception {
        TokenId token = network().token(SUPPLY);
        AccountId[] recipient = associated(token, 1);
        TransferTransaction early = transfer(id(network().now().plusSeconds(60)), LONGEST, token, 10, recipient);

        assertThat(client.precheck(early)).isEqualTo(Status.INVALID_TRANSACTION_START);
    }

    @Test
    void noValidityIsShorterOrLongerThanTheNetworkAllows() throws Exception {
        TokenId token = network().token(SUPPLY);
        AccountId[] recipient = associated(token, 1);

        assertThat(client.precheck(transfer(generated(), SHORTEST.minusSeconds(1), token, 1, recipient)))
                .isEqualTo(Status.INVALID_TRANSACTION_DURATION);
        assertThat(client.precheck(transfer(generated(), LONGEST.plusSeconds(1), token, 1, recipient)))
                .isEqualTo(Status.INVALID_TRANSACTION_DURATION);
    }

    @Test
    void aPayerWhoHasNotSignedIsRefused() throws Exception {
        TokenId token = network().token(SUPPLY);
        AccountId[] recipient = associated(token, 1);
        TransferTransaction unsigned = entries(token, 1, recipient)
                .setTransactionId(generated())
                .setNodeAccountIds(List.of(client.node()))
                .freeze()
                .sign(network().key(recipient[0]));

        assertThat(client.precheck(unsigned)).isEqualTo(Status.INVALID_SIGNATURE);
    }

    // ---- crashes

    @Test
    void balancesReceiptsAndIdsSurviveACrash() throws Exception {
        TokenId token = network().token(SUPPLY);
        AccountId[] recipient = associated(token, 1);
        TransferTransaction payment = transfer(id(network().now().minusSeconds(1)), LONGEST, token, 10, recipient);
        byte[] bytes = payment.toBytes();
        assertThat(client.outcome(payment)).isEqualTo(Status.SUCCESS);

        network().crash();
        close();
        open();

        assertThat(client.precheck(Transaction.fromBytes(bytes))).isEqualTo(Status.DUPLICATE_TRANSACTION);
        assertThat(client.receipt(payment.getTransactionId())).isEqualTo(Status.SUCCESS);
        assertThat(network().balance(recipient[0], token)).isEqualTo(10);
        assertThat(network().balance(network().operator(), token)).isEqualTo(SUPPLY - 10);
    }

    // ---- words to test with

    private AccountId[] associated(TokenId token, int count) {
        List<AccountId> accounts = new ArrayList<>(network().accounts(count, 0));
        accounts.forEach(account -> network().associate(token, account));
        return accounts.toArray(AccountId[]::new);
    }

    private AccountId withSlots() {
        return network().accounts(1, 5).get(0);
    }

    /** Of the operator, who holds the supply, to each of the recipients. */
    private TransferTransaction transfer(TokenId token, long each, AccountId... recipients) {
        return transfer(generated(), LONGEST, token, each, recipients);
    }

    private TransferTransaction transfer(
            TransactionId id, Duration validity, TokenId token, long each, AccountId... recipients) {
        return signed(entries(token, each, recipients), id, validity);
    }

    private TransferTransaction entries(TokenId token, long each, AccountId... recipients) {
        TransferTransaction transfer = new TransferTransaction()
                .addTokenTransfer(token, network().operator(), Math.multiplyExact(-each, recipients.length));
        Arrays.stream(recipients).forEach(recipient -> transfer.addTokenTransfer(token, recipient, each));
        return transfer;
    }

    private <T extends Transaction<T>> T signed(T transaction, TransactionId id, Duration validity) {
        return transaction
                .setTransactionId(id)
                .setTransactionValidDuration(validity)
                .setNodeAccountIds(List.of(client.node()))
                .freeze()
                .sign(network().operatorKey());
    }

    private TransactionId generated() {
        return id(network().now().minusSeconds(1));
    }

    private TransactionId id(Instant validStart) {
        return TransactionId.withValidStart(network().operator(), validStart);
    }
}
