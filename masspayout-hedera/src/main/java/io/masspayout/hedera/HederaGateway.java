package io.masspayout.hedera;

import io.masspayout.hedera.consensus.ConsensusNodes;
import io.masspayout.hedera.consensus.Pacing;
import io.masspayout.hedera.custody.CheckedSignatures;
import io.masspayout.hedera.custody.SigningRequest;
import io.masspayout.hedera.custody.TransactionSigner;
import io.masspayout.hedera.holders.HolderRegister;
import io.masspayout.hedera.holders.RecordDate;
import io.masspayout.hedera.mirror.MirrorClient;
import io.masspayout.hedera.screening.RecipientScreening;
import io.masspayout.hedera.screening.TreasuryScreening;
import io.masspayout.hedera.transaction.NativeCurrency;
import io.masspayout.hedera.transaction.StartTimes;
import io.masspayout.hedera.transaction.StoredTransfer;
import io.masspayout.hedera.transaction.TransferBodies;
import io.masspayout.hedera.transaction.TransferId;
import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.BlockchainGateway;
import io.masspayout.ledger.Bytes;
import io.masspayout.ledger.EventPage;
import io.masspayout.ledger.HolderCursor;
import io.masspayout.ledger.LedgerHistory;
import io.masspayout.ledger.LedgerLimits;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.ledger.Preflight;
import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.ResolvedAccount;
import io.masspayout.ledger.Signed;
import io.masspayout.ledger.Submission;
import io.masspayout.ledger.TokenInfo;
import io.masspayout.model.AccountId;
import io.masspayout.model.EventPosition;
import io.masspayout.model.Failure;
import io.masspayout.model.LedgerFingerprint;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.SnapshotRef;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Pays HBAR and fungible tokens on Hedera by plain transfers of nine recipients each, from treasuries whose keys it may use or that have given the
 * operator an allowance, and reads assets, accounts and history from a mirror node.
 *
 * <p>Airdrops are not used: one that the recipient has to claim is not a payment, and one that is tried again may become two.
 *
 * <p>One object serves a whole process: it is safe for use by many threads. Nothing is connected to before the first call; close it at the end.
 */
public final class HederaGateway implements BlockchainGateway {

    /** What {@code PaymentCurrency} and {@code Treasury} call HBAR, with {@value NativeCurrency#DECIMALS} decimals. */
    public static final TokenId HBAR = NativeCurrency.HBAR;

    private final LedgerLimits limits;
    private final String operator;
    private final Signatories signatories;
    private final Duration signingTime;
    private final int nodesPerTransaction;
    private final TransferBodies bodies;
    private final StartTimes startTimes;
    private final ConsensusNodes nodes;
    private final MirrorClient mirror;
    private final RecipientScreening screening;
    private final Preflights preflights;
    private final Sender sender;
    private final Resolver resolver;
    private final AccountNames names;
    private final Tokens tokens;
    private final HolderRegister register;
    private final AccountEvents events;
    private final NetworkIdentity identity;
    private final Fence fence;

    HederaGateway(HederaGatewayBuilder settings) {
        this.limits = settings.limits();
        this.operator = settings.operator();
        this.signatories = settings.signatories();
        this.signingTime = limits.validity();
        this.nodesPerTransaction = settings.nodesPerTransaction();
        this.bodies = new TransferBodies(operator, settings.validity(), settings.maxFee());
        this.startTimes = new StartTimes(settings.clock(), settings.random(), settings.approvalTime());
        this.nodes = new ConsensusNodes(settings.network().nodes());
        this.mirror = settings.mirrorClient();
        this.screening = new RecipientScreening(mirror, settings.clock());
        TreasuryScreening treasuries = new TreasuryScreening(mirror);
        this.preflights = new Preflights(mirror, treasuries, signatories, operator, settings.maxFee());
        Causes causes = new Causes(screening, treasuries);
        this.sender = new Sender(
                nodes,
                new Pacing(System::nanoTime, settings.executor()),
                causes,
                settings.clock(),
                settings.executor(),
                settings.receiptPatience());
        this.resolver = new Resolver(nodes, mirror, new Records(causes), causes, settings.clock());
        this.names = new AccountNames(mirror);
        this.tokens = new Tokens(mirror);
        this.register = new HolderRegister(mirror);
        this.events = new AccountEvents(mirror, settings.clock());
        this.identity = new NetworkIdentity(mirror);
        this.fence = new Fence(nodes, mirror, bodies, signatories, settings);
    }

    /** A gateway to describe. */
    public static HederaGatewayBuilder builder() {
        return new HederaGatewayBuilder();
    }

    // ---- paying

    @Override
    public LedgerLimits limits() {
        return limits;
    }

    /** {@inheritDoc} Accepts {@code 0.0.n}, EVM addresses with or without 0x in any letter case, and their long-zero form. */
    @Override
    public Map<String, ResolvedAccount> resolveAccounts(Collection<String> given) {
        requireAtMost(given.size());
        return names.resolve(given);
    }

    /**
     * {@inheritDoc} The balance is the mirror node's, some seconds old: what has just been paid may still be in it, so a treasury may
     * turn out to be empty a little later than it could have been known.
     */
    @Override
    public Preflight check(Treasury treasury) {
        return preflights.check(treasury);
    }

    @Override
    public Map<AccountId, Failure> screen(PaymentCurrency currency, List<Payment> recipients) {
        requireAtMost(recipients.size());
        return screening.screen(
                NativeCurrency.tokenOf(currency.token()),
                recipients.stream().map(Payment::account).collect(Collectors.toSet()));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when the batch pays more holders than the limits allow
     * @throws IllegalStateException when this gateway has neither a key nor an allowance of the treasury
     */
    @Override
    public Allocated allocate(BatchInstruction batch) {
        signatories.requireKnown(batch.treasury().account());
        TransferId id = new TransferId(operator, startTimes.next());
        Bytes body = bodies.unsigned(
                batch,
                id,
                signatories.isByAllowance(batch.treasury().account()),
                nodes.forTransaction(id.validStart(), nodesPerTransaction));
        return new Allocated(batch.batchId(), id.toLedger(), id.validStart().plus(bodies.validity()), body);
    }

    /** {@inheritDoc} Asks the operator's signer, and the treasury's where it has to sign, at the same time. */
    @Override
    public CompletionStage<Signed> sign(Allocated allocated) {
        StoredTransfer unsigned = StoredTransfer.read(allocated.body());
        BatchReference reference = BatchReference.parse(unsigned.memo())
                .orElseThrow(() -> new IllegalArgumentException("no batch reference in " + unsigned.memo()));
        SigningRequest request =
                new SigningRequest(allocated.transactionId(), reference, allocated.validUntil(), unsigned.payloads());
        CompletionStage<StoredTransfer> signed = CompletableFuture.completedFuture(unsigned);
        for (TransactionSigner signer : signatories.of(unsigned)) {
            signed = signed.thenCombine(
                    CheckedSignatures.of(signer, request, signingTime),
                    (transfer, signatures) -> transfer.signed(SignaturePairs.of(signer.key(), signatures)));
        }
        return signed.thenApply(transfer ->
                new Signed(allocated.batchId(), allocated.transactionId(), allocated.validUntil(), transfer.bytes()));
    }

    /** {@inheritDoc} Completes when there is a receipt, or none to be had for some seconds. */
    @Override
    public CompletionStage<Submission> submit(Signed signed) {
        return sender.send(StoredTransfer.read(signed.bytes()));
    }

    @Override
    public Resolution resolve(Signed signed) {
        return resolver.resolve(StoredTransfer.read(signed.bytes()));
    }

    /**
     * {@inheritDoc} Reads the transactions of this gateway's operator and of the treasury. It is complete up to the newest transaction that the
     * mirror node has, so it lags by some seconds. What another operator paid from the treasury is found, too; what another operator tried in
     * vain is not.
     *
     * @throws LedgerUnavailableException when the mirror node's history begins later, too
     */
    @Override
    public LedgerHistory history(Treasury treasury, Instant since) {
        identity.requireHistory(since);
        return new TreasuryHistory(mirror, operator, treasury, since);
    }

    /** {@inheritDoc} Here it is the hash of the network's first block, which is another one after each reset of a test network. */
    @Override
    public LedgerFingerprint fingerprint() {
        return identity.fingerprint();
    }

    /** {@inheritDoc} Empty: nodes do not say what time it is, and what a mirror node shows lags by an unknown time. */
    @Override
    public Optional<Instant> time() {
        return Optional.empty();
    }

    @Override
    public boolean keepsHistory() {
        return true;
    }

    /**
     * {@inheritDoc} Here it is an empty transfer of the operator's with the memo {@value Fence#MEMO}, at the fee of the cheapest transfer. It is sent
     * only when the operator's key is held in this JVM and the mirror node shows no transaction of the last seconds, of any account.
     */
    @Override
    public boolean fence(Treasury treasury) {
        return fence.send();
    }

    // ---- assets

    /** {@inheritDoc} Fungible tokens, and HBAR by the name {@link #HBAR}. */
    @Override
    public Optional<TokenInfo> token(String tokenId) {
        return tokens.token(tokenId);
    }

    /** {@inheritDoc} A snapshot here is a point in consensus time that the mirror node has reached. */
    @Override
    public SnapshotRef takeSnapshot(TokenId tokenId, @Nullable Instant recordDate) {
        Instant newest = mirror.newest();
        if (recordDate != null && newest.isBefore(recordDate)) {
            throw new LedgerUnavailableException(
                    "the mirror node has read up to " + newest + ", not yet to the record date " + recordDate
                            + "; call again when it has come",
                    null);
        }
        return new RecordDate(recordDate == null ? newest : recordDate).snapshot();
    }

    /**
     * {@inheritDoc} They come by account number; their sum is checked against the total supply at that time.
     *
     * @throws io.masspayout.hedera.holders.InexactBalancesException by the cursor, when the sum differs
     */
    @Override
    public HolderCursor holders(TokenId tokenId, SnapshotRef snapshot) {
        return register.open(tokenId.value(), RecordDate.of(snapshot));
    }

    // ---- events

    /**
     * {@inheritDoc} Here they are what came into an account, of HBAR and of fungible tokens, with its own fees taken off; whatever the account paid is
     * none of them. A mint counts for the token's treasury, a staking reward for whoever gets it.
     *
     * @param contractId {@code 0.0.n}; one that does not exist has no events
     * @throws IllegalArgumentException when it has another form, or the limit is not allowed
     */
    @Override
    public EventPage events(String contractId, EventPosition after, int limit) {
        if (limit < 1 || limit > MAX_EVENTS_PER_PAGE) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_EVENTS_PER_PAGE + " but is " + limit);
        }
        return events.page(contractId, after, limit);
    }

    /** Closes the connections to nodes and mirror node. */
    @Override
    public void close() {
        nodes.close();
        mirror.close();
    }

    private static void requireAtMost(int accounts) {
        if (accounts > MAX_ACCOUNTS_PER_CALL) {
            throw new IllegalArgumentException(
                    accounts + " accounts in one call; at most " + MAX_ACCOUNTS_PER_CALL + " are allowed");
        }
    }
}
